package daybook.web;

import static java.time.temporal.ChronoField.DAY_OF_WEEK;
import static java.time.temporal.ChronoField.MONTH_OF_YEAR;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The time of an answer as its {@code Date} header says it (RFC 9110 §5.6.7), written once a
 * second. The names of days and months are the standard's, whatever the language.
 */
final class HttpDate {
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .appendText(DAY_OF_WEEK, numbered("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
          .appendPattern(", dd ")
          .appendText(
              MONTH_OF_YEAR,
              numbered(
                  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                  "Dec"))
          .appendPattern(" uuuu HH:mm:ss 'GMT'")
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final InstantSource clock;

  private volatile Written last;

  private record Written(long second, String text) {}

  HttpDate(InstantSource clock) {
    this.clock = clock;
    this.last = written(clock.instant());
  }

  String now() {
    Instant now = clock.instant();
    Written written = last;
    if (written.second() != now.getEpochSecond()) {
      written = written(now);
      last = written;
    }
    return written.text();
  }

  private static Map<Long, String> numbered(String... names) {
    return LongStream.rangeClosed(1, names.length)
        .boxed()
        .collect(Collectors.toMap(number -> number, number -> names[number.intValue() - 1]));
  }

  private static Written written(Instant now) {
    return new Written(now.getEpochSecond(), FORM.format(now));
  }
}
