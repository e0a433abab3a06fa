package daybook.reconcile;

import daybook.model.Numerals;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Quotients of numbers for people to compare; no sum is made of them. */
final class Quotient {
  private static final int DECIMALS = 12;

  private Quotient() {}

  /** Rounded half-even to 12 decimals. */
  static BigDecimal of(BigDecimal dividend, BigDecimal divisor) {
    return dividend.divide(divisor, DECIMALS, RoundingMode.HALF_EVEN);
  }

  static String text(BigDecimal value) {
    return Numerals.shortest(value).toPlainString();
  }
}
