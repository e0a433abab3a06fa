package daybook.book.sql;

/**
 * An operator's line as a text column holds it, and back. A broken line may have a NUL, which
 * PostgreSQL's text refuses; it is written as a character that is none, so that nothing is lost.
 */
final class RawText {
  private static final char NUL = '\0';

  /** U+FFFF is for use within programs; a line that has it all the same has it twice. */
  private static final char ESCAPE = '\uFFFF';

  private static final char ESCAPED_NUL = '0';

  private RawText() {}

  static String of(String raw) {
    if (raw.indexOf(NUL) < 0 && raw.indexOf(ESCAPE) < 0) {
      return raw;
    }
    StringBuilder text = new StringBuilder(raw.length() + 1);
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      switch (c) {
        case NUL -> text.append(ESCAPE).append(ESCAPED_NUL);
        case ESCAPE -> text.append(ESCAPE).append(ESCAPE);
        default -> text.append(c);
      }
    }
    return text.toString();
  }

  static String parse(String text) {
    if (text.indexOf(ESCAPE) < 0) {
      return text;
    }
    StringBuilder raw = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ESCAPE) {
        i++;
        c = text.charAt(i) == ESCAPED_NUL ? NUL : ESCAPE;
      }
      raw.append(c);
    }
    return raw.toString();
  }
}
