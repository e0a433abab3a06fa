package daybook.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import daybook.model.Feed;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryDaysTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 8, 10);

  private static final Feed FEED =
      TestFeed.with(
          new Feed.DeliveryDay(
              Pattern.compile("cdr_(\\d{8})\\.csv"),
              DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT),
              1));

  @ParameterizedTest
  @CsvSource({
    // file name, stated day, opened on, booked day
    "cdr_20260801.csv, ,           , 2026-08-02",
    "cdr_20260809.csv, ,           , 2026-08-10",
    "cdr_20260801.csv, 2026-08-05, , 2026-08-05",
    "cdr_20260811.csv, 2026-08-10, , 2026-08-10",
    "cdr_20261301.csv, ,           , 2026-08-10",
    "other.csv,        ,           , 2026-08-10",
    "other.csv,        2026-08-05, , 2026-08-05",
    "cdr_20260801.csv, , 2026-08-09, 2026-08-10",
    "cdr_20260801.csv, , 2026-08-10, 2026-08-10",
    "cdr_20260811.csv, , 2026-08-10, 2026-08-10",
  })
  void a_delivery_is_booked_on_its_day_before_the_opening_and_today_after_it(
      String name, LocalDate stated, LocalDate openedOn, LocalDate booked) {
    assertThat(DeliveryDays.bookedDay(FEED, name, stated, openedOn, TODAY)).isEqualTo(booked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cdr_20260801.csv | 2026-08-05 | 2026-08-09"
            + "| the book is open since 2026-08-09: deliveries are booked on the day of booking,"
            + " so none can be stated",
        "cdr_20260801.csv | 2026-08-10 | 2026-08-10"
            + "| the book is open since 2026-08-10: deliveries are booked on the day of booking,"
            + " so none can be stated",
        "cdr_20260801.csv | 2026-08-11 | "
            + "| cdr_20260801.csv cannot have been delivered on 2026-08-11: today is 2026-08-10",
        "cdr_20260810.csv | | "
            + "| cdr_20260810.csv cannot have been delivered on 2026-08-11: today is 2026-08-10",
      })
  void a_day_that_cannot_be_is_refused(
      String name, LocalDate stated, LocalDate openedOn, String reason) {
    assertThatExceptionOfType(RefusedDelivery.class)
        .isThrownBy(() -> DeliveryDays.bookedDay(FEED, name, stated, openedOn, TODAY))
        .withMessage(reason);
  }

  @ParameterizedTest
  @CsvSource({"cdr_20260801.csv", "other.csv"})
  void a_feed_that_finds_no_day_in_names_delivers_today(String name) {
    Feed feed = TestFeed.with(null);

    assertThat(DeliveryDays.bookedDay(feed, name, null, null, TODAY)).isEqualTo(TODAY);
  }
}
