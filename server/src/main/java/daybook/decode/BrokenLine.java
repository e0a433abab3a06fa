package daybook.decode;

/** Why a line is no record. A file may be full of them, so it carries no stack trace. */
final class BrokenLine extends Exception {
  private static final long serialVersionUID = 1;

  /** How much of a value a reason repeats; the line's raw text has all of it. */
  private static final int MOST_CHARACTERS = 100;

  private final String reason;

  BrokenLine(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  /** A value of a column that is not what it should be. */
  static BrokenLine value(String column, String value, String fault) {
    return new BrokenLine(column + ": " + quoted(value) + " " + fault);
  }

  String reason() {
    return reason;
  }

  /** The value as a reason shows it: clipped, and without characters that act on a terminal. */
  static String quoted(String value) {
    StringBuilder text = new StringBuilder().append('"');
    value
        .codePoints()
        .limit(MOST_CHARACTERS)
        .forEach(character -> {
          if (Character.isISOControl(character)) {
            text.append("\\u").append("%04x".formatted(character));
          } else {
            text.appendCodePoint(character);
          }
        });
    if (value.codePointCount(0, value.length()) > MOST_CHARACTERS) {
      text.append('…');
    }
    return text.append('"').toString();
  }
}
