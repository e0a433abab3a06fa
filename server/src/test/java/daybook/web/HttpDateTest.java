package daybook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class HttpDateTest {
  @Test
  void a_date_is_written_as_the_standard_says() {
    // The example of RFC 9110 §5.6.7.
    assertThat(written(Instant.parse("1994-11-06T08:49:37Z")))
        .isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }

  @Test
  void every_day_of_two_years_has_the_names_that_english_has_for_it() {
    DateTimeFormatter english =
        DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    Instant now = Instant.parse("2023-12-31T00:00:00Z");
    for (int day = 0; day < 731; day++) {
      now = now.plus(Duration.ofDays(1)).plusSeconds(97);
      assertThat(written(now)).isEqualTo(english.format(now));
    }
  }

  private static String written(Instant now) {
    return new HttpDate(() -> now).now();
  }
}
