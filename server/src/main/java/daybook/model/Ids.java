package daybook.model;

import java.math.BigInteger;

/** What all typed ids have in common: they are positive 64-bit numbers. */
final class Ids {
  private Ids() {}

  static void requirePositive(String type, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(type + " must be positive, not " + value);
    }
  }

  /** Whether the text is a positive 64-bit number in plain digits. */
  static boolean isId(String text) {
    if (text.isEmpty() || text.length() > 19 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    return new BigInteger(text).bitLength() < Long.SIZE && !text.matches("0+");
  }
}
