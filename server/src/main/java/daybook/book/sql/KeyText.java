package daybook.book.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Several values in one column, and back: an index needs one column for an identity of any width.
 * Values are parted by the unit separator; a separator or backslash inside a value is escaped, so
 * that different keys never read the same.
 */
final class KeyText {
  private static final char SEPARATOR = '\u001F';
  private static final char ESCAPE = '\\';

  private KeyText() {}

  static String of(List<String> values) {
    if (values.size() == 1 && isPlain(values.getFirst())) {
      return values.getFirst();
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        text.append(SEPARATOR);
      }
      for (char c : values.get(i).toCharArray()) {
        if (c == SEPARATOR || c == ESCAPE) {
          text.append(ESCAPE);
        }
        text.append(c);
      }
    }
    return text.toString();
  }

  /** The values of a key; an empty text is the key without values. */
  static List<String> parse(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ESCAPE) {
        value.append(text.charAt(++i));
      } else if (c == SEPARATOR) {
        values.add(value.toString());
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    values.add(value.toString());
    return values;
  }

  private static boolean isPlain(String value) {
    return value.indexOf(SEPARATOR) < 0 && value.indexOf(ESCAPE) < 0;
  }
}
