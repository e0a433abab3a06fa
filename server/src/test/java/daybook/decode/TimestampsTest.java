package daybook.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "yyyy-MM-dd HH:mm:ss             | 2026-08-01 12:34:56           | 2026-08-01T10:34:56Z",
        "uuuu-MM-dd HH:mm:ss             | 2026-08-01 12:34:56           | 2026-08-01T10:34:56Z",
        "yyyyMMddHHmmss                  | 20260801123456                | 2026-08-01T10:34:56Z",
        "yyyy-MM-dd HH:mm:ss.SSS         | 2026-08-01 12:34:56.789       | 2026-08-01T10:34:56.789Z",
        "yyyy-MM-dd HH:mm:ss[.SSS]       | 2026-08-01 12:34:56           | 2026-08-01T10:34:56Z",
        "yyyy-MM-dd HH:mm                | 2026-08-01 12:34              | 2026-08-01T10:34:00Z",
        "yyyy-MM-dd HH                   | 2026-08-01 12                 | 2026-08-01T10:00:00Z",
        "dd/MM/yy hh:mm:ss a             | 01/08/26 12:34:56 am          | 2026-07-31T22:34:56Z",
        "dd-MMM-yyyy HH:mm:ss            | 01-AUG-2026 12:34:56          | 2026-08-01T10:34:56Z",
        "d.M.yyyy H:mm                   | 1.8.2026 2:34                 | 2026-08-01T00:34:00Z",
        "yyyy-MM-dd'T'HH:mm:ssXXX        | 2026-08-01T12:34:56+05:45     | 2026-08-01T06:49:56Z",
        "yyyy-MM-dd'T'HH:mm:ssX          | 2026-08-01T12:34:56Z          | 2026-08-01T12:34:56Z",
        "yyyy-MM-dd HH:mm:ss VV          | 2026-08-01 12:34:56 Asia/Tokyo| 2026-08-01T03:34:56Z",
        "'year' yyyy, MM/dd, HH 'o''clock'| year 2026, 08/01, 12 o'clock | 2026-08-01T10:00:00Z",
        "epoch_seconds                   | 1785580496                    | 2026-08-01T10:34:56Z",
        "epoch_millis                    | 1785580496789                 | 2026-08-01T10:34:56.789Z",
      })
  void times_are_read_by_the_declared_pattern_and_clock(
      String pattern, String text, Instant instant) throws BrokenLine {
    assertThat(Timestamps.of(pattern, BERLIN).read("started", text, null)).isEqualTo(instant);
  }

  /** In 2026 Berlin's clock skips 29 March 02:00 to 03:00 and repeats 25 October 02:00 to 03:00. */
  @ParameterizedTest
  @CsvSource({
    "2026-03-29 01:59:59, 2026-03-29T00:59:59Z",
    "2026-03-29 03:00:00, 2026-03-29T01:00:00Z",
    "2026-10-25 01:59:59, 2026-10-24T23:59:59Z",
    "2026-10-25 02:00:00, 2026-10-25T00:00:00Z",
    "2026-10-25 02:30:00, 2026-10-25T00:30:00Z",
    "2026-10-25 02:59:59, 2026-10-25T00:59:59Z",
    "2026-10-25 03:00:00, 2026-10-25T02:00:00Z",
  })
  void a_time_that_the_clock_shows_twice_is_the_first(String text, Instant instant)
      throws BrokenLine {
    assertThat(Timestamps.of("yyyy-MM-dd HH:mm:ss", BERLIN).read("started", text, null))
        .isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-03-29 02:00:00", "2026-03-29 02:30:00", "2026-03-29 02:59:59"})
  void a_time_that_the_clock_skips_does_not_exist(String text) {
    assertThatThrownBy(
            () -> Timestamps.of("yyyy-MM-dd HH:mm:ss", BERLIN).read("started", text, null))
        .isInstanceOf(BrokenLine.class)
        .hasMessage("started: \"" + text + "\" does not exist in Europe/Berlin");
  }

  @ParameterizedTest
  @CsvSource({
    // start, end, the record's start and end
    "2026-10-25 02:10:00, 2026-10-25 02:50:00, 2026-10-25T00:10:00Z, 2026-10-25T00:50:00Z",
    "2026-10-25 02:10:00, 2026-10-25 02:10:00, 2026-10-25T00:10:00Z, 2026-10-25T00:10:00Z",
    "2026-10-25 02:50:00, 2026-10-25 02:10:00, 2026-10-25T00:50:00Z, 2026-10-25T01:10:00Z",
    "2026-10-25 01:50:00, 2026-10-25 02:10:00, 2026-10-24T23:50:00Z, 2026-10-25T00:10:00Z",
    "2026-10-25 02:50:00, 2026-10-25 03:10:00, 2026-10-25T00:50:00Z, 2026-10-25T02:10:00Z",
  })
  void an_end_that_the_clock_shows_twice_is_the_first_that_is_not_before_the_start(
      String start, String end, Instant startInstant, Instant endInstant) {
    Dialect berlin = Dialect.plain().with(it -> it.clock = BERLIN);

    assertThat(berlin.decode("8970," + start + "," + end + ",1,2,a"))
        .singleElement()
        .isInstanceOfSatisfying(
            Decoded.Usable.class,
            usable -> {
              assertThat(usable.usage().start()).isEqualTo(startInstant);
              assertThat(usable.usage().end()).isEqualTo(endInstant);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HH:mm:ss        | does not say which day it is",
        "dd.MM. HH:mm:ss | does not say which day it is",
        "yyyy-MM-dd      | does not say which time of day it is",
        "yyyy-MM-dd hh:mm| does not say which time of day it is",
        "yyyy-MM-dd mm:ss| does not say which time of day it is",
      })
  void a_pattern_that_leaves_the_time_open_is_refused(String pattern, String fault) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Timestamps.of(pattern, BERLIN))
        .withMessage("The timestamp pattern \"" + pattern + "\" " + fault);
  }

  @Test
  void a_pattern_that_is_none_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Timestamps.of("yyyy-bb", BERLIN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uuuu-MM-dd HH:mm:ss",
        "uuuuMMddHHmmss",
        "dd.MM.uuuu'T'HH:mm",
        "HH uuuu/MM/dd",
        "uuuu-MM-dd HH:mm:ss.SSS",
        "uuuuMMddHHmmssSSSSSSSSS"
      })
  void the_fast_way_reads_what_a_formatter_reads_and_nothing_else(String pattern) {
    Random random = new Random(pattern.hashCode());
    FixedPattern fixed = FixedPattern.of(pattern);
    DateTimeFormatter formatter =
        DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      LocalDateTime time =
          LocalDateTime.ofEpochSecond(
              random.nextLong(253_402_300_799L), random.nextInt(1_000_000_000), ZoneOffset.UTC);
      StringBuilder text = new StringBuilder(formatter.format(time));
      if (random.nextBoolean()) {
        text.setCharAt(
            random.nextInt(text.length()), "0123456789:- x+٣".charAt(random.nextInt(16)));
      }
      if (random.nextInt(20) == 0) {
        text.deleteCharAt(random.nextInt(text.length()));
      }

      LocalDateTime fast = fixed.read(text.toString());

      assertThat(fast).as(text.toString()).isEqualTo(judged(formatter, text.toString()));
      read += fast == null ? 0 : 1;
    }
    assertThat(read).isBetween(9_000, 19_000);
  }

  private static LocalDateTime judged(DateTimeFormatter formatter, String text) {
    try {
      return LocalDateTime.parse(text, formatter);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uuuu-MM-dd",
        "uu-MM-dd HH:mm:ss",
        "uuuu-M-dd HH:mm:ss",
        "uuuu-MM-dd hh:mm:ss a",
        "uuuu-MM-dd HH:mm[:ss]",
        "uuuu-MM-dd HH:ss",
        "uuuu-MM-dd HH:mm:ssXXX",
        "uuuu-MM-dd HH:mm:ss SSSSSSSSSS",
        "uuuu-MM-dd HH:mm HH",
        "uuuu-MM-dd ''HH:mm",
        "uuuu-MM-dd 'o''clock' HH:mm"
      })
  void the_fast_way_leaves_other_patterns_alone(String pattern) {
    assertThat(FixedPattern.of(pattern)).isNull();
  }
}
