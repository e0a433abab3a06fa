package daybook.web;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The time of an answer as its {@code Date} header says it (RFC 9110 §5.6.7), written once a
 * second.
 */
final class HttpDate {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
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

  private static Written written(Instant now) {
    return new Written(now.getEpochSecond(), FORM.format(now));
  }
}
