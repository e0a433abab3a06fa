package daybook.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalQuery;
import java.util.Locale;

/**
 * Date patterns that accept days and times of the calendar only. The letter y is read as u, the
 * year: strictly taken it is the year of an era, which no file states.
 */
final class StrictPattern {
  private static final ZonedDateTime SAMPLE =
      LocalDateTime.of(2024, 12, 31, 23, 59, 58).atZone(ZoneOffset.UTC);

  private StrictPattern() {}

  /** A pattern for a day, as {@code yyyyMMdd}. */
  static DateTimeFormatter day(String pattern) throws BadValue {
    return checked(pattern, LocalDate::from, "a day");
  }

  /** A pattern for a month, as {@code yyyy-MM}. */
  static DateTimeFormatter month(String pattern) throws BadValue {
    return checked(pattern, YearMonth::from, "a month");
  }

  /** The pattern itself, or {@code epoch_seconds} or {@code epoch_millis}. */
  static String timestamp(String pattern) throws BadValue {
    if (!pattern.equals("epoch_seconds") && !pattern.equals("epoch_millis")) {
      checked(pattern, LocalDateTime::from, "a day and a time");
    }
    return pattern;
  }

  private static DateTimeFormatter checked(String pattern, TemporalQuery<?> wanted, String what)
      throws BadValue {
    DateTimeFormatter formatter = compile(pattern);
    try {
      formatter.parse(SAMPLE.format(formatter), wanted);
      return formatter;
    } catch (DateTimeException e) {
      throw new BadValue(Values.shown(pattern) + " does not give " + what);
    }
  }

  private static DateTimeFormatter compile(String pattern) throws BadValue {
    try {
      return DateTimeFormatter.ofPattern(withYears(pattern), Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw new BadValue(
          Values.shown(pattern) + " is no date pattern, as yyyy-MM-dd HH:mm:ss: " + e.getMessage());
    }
  }

  /** Text in quotes is no letter of the pattern. */
  private static String withYears(String pattern) {
    StringBuilder years = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      quoted ^= c == '\'';
      years.append(c == 'y' && !quoted ? 'u' : c);
    }
    return years.toString();
  }
}
