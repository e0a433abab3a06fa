package daybook.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An exact amount with nine digits after the point; which currency it is in, its holder says. The
 * only class that rounds, and it rounds in one way only: half-even to nine digits.
 */
public final class Money implements Comparable<Money> {
  /** Digits after the point. */
  public static final int SCALE = 9;

  /** What every engine's decimal column holds: 38 digits in all. */
  private static final int PRECISION = 38;

  private static final int SHORT_PRECISION = 18;

  public static final Money ZERO = new Money(BigDecimal.ZERO.setScale(SCALE));

  private final BigDecimal value;

  private Money(BigDecimal value) {
    if (value.precision() > PRECISION) {
      throw new ArithmeticException("An amount exceeds " + PRECISION + " digits: " + value);
    }
    this.value = value;
  }

  /**
   * @throws ArithmeticException if the number has more than nine digits after the point
   */
  public static Money exactly(BigDecimal value) {
    return new Money(value.setScale(SCALE, RoundingMode.UNNECESSARY));
  }

  /** The amount nearest to {@code value}, half-even. */
  public static Money round9(BigDecimal value) {
    return new Money(value.setScale(SCALE, RoundingMode.HALF_EVEN));
  }

  /** The amount nearest to the exact quotient, half-even: the quotient is rounded once. */
  public static Money round9(BigDecimal dividend, BigDecimal divisor) {
    return new Money(dividend.divide(divisor, SCALE, RoundingMode.HALF_EVEN));
  }

  public static Money ofBillionths(BigInteger unscaled) {
    return new Money(new BigDecimal(unscaled, SCALE));
  }

  public Money plus(Money other) {
    return new Money(value.add(other.value));
  }

  public Money minus(Money other) {
    return new Money(value.subtract(other.value));
  }

  /** This amount taken a whole number of times. */
  public Money times(int count) {
    return count == 1 ? this : new Money(value.multiply(BigDecimal.valueOf(count)));
  }

  /** This amount at an exchange rate: {@code round9(amount × rate)}. */
  public Money convertedAt(BigDecimal rate) {
    return round9(value.multiply(rate));
  }

  /** Whether the amount in billionths is a {@code long} of at most 18 digits. */
  boolean isShort() {
    return value.precision() <= SHORT_PRECISION;
  }

  /** The amount in billionths, if it {@link #isShort}. */
  long shortBillionths() {
    return value.scaleByPowerOfTen(SCALE).longValueExact();
  }

  public boolean isZero() {
    return value.signum() == 0;
  }

  public BigDecimal toBigDecimal() {
    return value;
  }

  /** The shortest plain decimal with at least one digit after the point: 25.76, 437.0, 0.0. */
  public String toPlainText() {
    BigDecimal shortest = value.stripTrailingZeros();
    return shortest
        .setScale(Math.max(1, shortest.scale()), RoundingMode.UNNECESSARY)
        .toPlainString();
  }

  @Override
  public int compareTo(Money other) {
    return value.compareTo(other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Money money && value.equals(money.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return toPlainText();
  }
}
