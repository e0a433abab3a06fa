package daybook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.book.CellRow;
import daybook.book.SessionDayKey;
import daybook.model.RatingId;
import daybook.model.SimId;
import daybook.model.SubscriptionId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 9, 20);

  /** What {@code Posting.bookFirst} takes for granted. */
  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "2026-09-01")
  void the_plan_of_a_session_days_first_row_charges_it_once_and_takes_nothing_back(
      @Nullable LocalDate openedOn) {
    BookingDays days = new BookingDays(openedOn, TODAY);
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      CellRow row =
          new CellRow(
              1,
              TODAY.minusDays(random.nextInt(40)),
              new SessionDayKey(TODAY.minusDays(random.nextInt(40)), new SimId(7), 8),
              1 + random.nextInt(3),
              random.nextLong(1L << 40),
              random.nextInt(4) == 0 ? 0 : random.nextLong(1L << 40),
              new SubscriptionId(1 + random.nextLong(100)),
              new RatingId(1 + random.nextLong(100)));

      assertThat(days.plan(List.of(row)))
          .isEqualTo(
              Map.of(
                  new Plan.Charged(
                      days.following(row.bookedDay()),
                      row.bytesUp() + row.bytesDown(),
                      row.subscription(),
                      row.rating()),
                  1));
      assertThat(Plan.difference(days.plan(List.of()), days.plan(List.of(row))))
          .isEqualTo(days.plan(List.of(row)));
    }
  }
}
