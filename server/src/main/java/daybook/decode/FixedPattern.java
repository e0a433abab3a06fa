package daybook.decode;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads times of the usual patterns of fixed width, as {@code uuuu-MM-dd HH:mm:ss}, many times
 * faster than a formatter does. It only ever says yes: what it does not read, a formatter judges.
 */
final class FixedPattern {
  /** The letters of the fields, from the year to the fraction of the second. */
  private static final String FIELDS = "uMdHmsS";

  private static final int[] WIDTHS = {4, 2, 2, 2, 2, 2};
  private static final int NANO_DIGITS = 9;

  /** Stands in the shape for any digit. */
  private static final char DIGIT = '\uFFFF';

  private final StringBuilder shape = new StringBuilder();
  private final int[] starts = new int[FIELDS.length()];
  private final int[] widths = new int[FIELDS.length()];

  private FixedPattern() {}

  /** Absent where the pattern has anything but date, time and literals of fixed width. */
  static @Nullable FixedPattern of(String pattern) {
    FixedPattern fixed = new FixedPattern();
    int at = 0;
    while (at < pattern.length()) {
      int next = pattern.charAt(at) == '\'' ? fixed.quoted(pattern, at) : fixed.run(pattern, at);
      if (next < 0) {
        return null;
      }
      at = next;
    }
    return fixed.isComplete() ? fixed : null;
  }

  /** Takes the literal between quotes in; returns where it ends, or -1 if it is none. */
  private int quoted(String pattern, int at) {
    int close = pattern.indexOf('\'', at + 1);
    if (close <= at + 1 || pattern.startsWith("''", close)) {
      return -1;
    }
    shape.append(pattern, at + 1, close);
    return close + 1;
  }

  /** Takes a field or another literal in; returns where it ends, or -1 if it is neither. */
  private int run(String pattern, int at) {
    char letter = pattern.charAt(at);
    if (!isAsciiLetter(letter)) {
      shape.append(letter);
      return "[]{}#".indexOf(letter) < 0 ? at + 1 : -1;
    }
    int end = at;
    while (end < pattern.length() && pattern.charAt(end) == letter) {
      end++;
    }
    int field = FIELDS.indexOf(letter);
    int width = end - at;
    if (field < 0 || widths[field] > 0 || !isWidth(field, width)) {
      return -1;
    }
    starts[field] = shape.length();
    widths[field] = width;
    shape.repeat(DIGIT, width);
    return end;
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isWidth(int field, int width) {
    return field < WIDTHS.length ? width == WIDTHS[field] : width <= NANO_DIGITS;
  }

  /** Whether there is a date, an hour, and no smaller field without the larger one. */
  private boolean isComplete() {
    for (int field = 0; field < widths.length; field++) {
      if (widths[field] == 0 && (field <= FIELDS.indexOf('H') || hasFieldAfter(field))) {
        return false;
      }
    }
    return true;
  }

  private boolean hasFieldAfter(int field) {
    return field + 1 < widths.length && widths[field + 1] > 0;
  }

  /** The time, or null where a formatter must judge the text. */
  @Nullable LocalDateTime read(String text) {
    if (!fits(text)) {
      return null;
    }
    try {
      return LocalDateTime.of(
          number(text, 0),
          number(text, 1),
          number(text, 2),
          number(text, 3),
          number(text, 4),
          number(text, 5),
          nanos(text));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private boolean fits(String text) {
    if (text.length() != shape.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char expected = shape.charAt(i);
      char c = text.charAt(i);
      if (expected == DIGIT ? c < '0' || c > '9' : c != expected) {
        return false;
      }
    }
    return true;
  }

  private int nanos(String text) {
    int field = FIELDS.indexOf('S');
    int nanos = number(text, field);
    for (int digits = widths[field]; digits < NANO_DIGITS; digits++) {
      nanos *= 10;
    }
    return nanos;
  }

  /** The number in a field's digits; 0 for a field that the pattern does not have. */
  private int number(String text, int field) {
    int value = 0;
    int end = starts[field] + widths[field];
    for (int i = starts[field]; i < end; i++) {
      value = 10 * value + (text.charAt(i) - '0');
    }
    return value;
  }
}
