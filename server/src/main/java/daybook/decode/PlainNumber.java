package daybook.decode;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Numbers as operators write them: digits, perhaps a decimal point, no exponent, no grouping. */
final class PlainNumber {
  /** So many digits always fit a long. */
  private static final int SAFE_DIGITS = 18;

  /** Longer ones are no quantities, and would take long to calculate with. */
  private static final int MOST_CHARACTERS = 100;

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  private PlainNumber() {}

  /** The number, if it is written in up to 18 digits and nothing else; otherwise -1. */
  static long shortWhole(String text) {
    int length = text.length();
    if (length == 0 || length > SAFE_DIGITS) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < length; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value;
  }

  /**
   * @param expected what the text should be, as {@code a whole number}
   * @throws BrokenLine if the text is no number, negative, or absurdly long
   */
  static BigDecimal read(String column, String text, String expected) throws BrokenLine {
    if (text.length() > MOST_CHARACTERS) {
      throw BrokenLine.value(column, text, "has more than " + MOST_CHARACTERS + " characters");
    }
    if (!NUMBER.matcher(text).matches()) {
      throw BrokenLine.value(column, text, "is not " + expected);
    }
    if (text.startsWith("-")) {
      throw BrokenLine.value(column, text, "is negative");
    }
    return new BigDecimal(text);
  }
}
