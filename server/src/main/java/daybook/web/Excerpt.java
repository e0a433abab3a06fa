package daybook.web;

import java.util.Locale;

/** A client's value as messages show it: between quotes, on one line, and not too long. */
public final class Excerpt {
  private static final int LONGEST = 40;

  private Excerpt() {}

  public static String of(String value) {
    StringBuilder shown = new StringBuilder("\"");
    value.codePoints().limit(LONGEST).forEach(c -> append(shown, c));
    if (value.codePointCount(0, value.length()) > LONGEST) {
      shown.append('…');
    }
    return shown.append('"').toString();
  }

  private static void append(StringBuilder shown, int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          shown.append(String.format(Locale.ROOT, "\\u%04x", codePoint));
      default -> shown.appendCodePoint(codePoint);
    }
  }
}
