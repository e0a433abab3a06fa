package daybook.model;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a feed finds in its files' names. */
final class NamePart {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private NamePart() {}

  /** The pattern's first group; empty where the whole name does not match. */
  static Optional<String> first(Pattern pattern, String fileName) {
    Matcher matcher = pattern.matcher(fileName);
    return matcher.matches() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
  }

  /** The date in the pattern's first group; empty where it is none. */
  static Optional<LocalDate> day(Pattern pattern, DateTimeFormatter date, String fileName) {
    try {
      return first(pattern, fileName).map(text -> LocalDate.parse(text, date));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Empty where the text is no number of at most 18 digits. */
  static OptionalLong number(String text) {
    return NUMBER.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }
}
