package daybook.model;

import java.math.BigInteger;

/**
 * A sum of money in billionths, 128 bits wide: more than the 38 digits that an amount may have, and
 * no object for each amount. To be added to by one thread.
 */
public final class ExactSum {
  private long high;
  private long low;

  /** The upper half of a sum that one {@code long} holds. */
  public static long signOf(long low) {
    return low >> (Long.SIZE - 1);
  }

  public static Money money(long high, long low) {
    return Money.ofBillionths(
        high == signOf(low)
            ? BigInteger.valueOf(low)
            : BigInteger.valueOf(high)
                .shiftLeft(Long.SIZE)
                .add(BigInteger.valueOf(low >>> 1).shiftLeft(1))
                .add(BigInteger.valueOf(low & 1)));
  }

  /**
   * @throws ArithmeticException if the sum exceeds what {@link Money} holds
   */
  public Money toMoney() {
    return money(high, low);
  }

  public long high() {
    return high;
  }

  public long low() {
    return low;
  }

  public void clear() {
    high = 0;
    low = 0;
  }

  /**
   * @throws ArithmeticException if the sum exceeds 128 bits
   */
  public void add(Money amount) {
    if (amount.isShort()) {
      long value = amount.shortBillionths();
      add(signOf(value), value);
    } else {
      BigInteger billionths = amount.toBigDecimal().unscaledValue();
      add(billionths.shiftRight(Long.SIZE).longValueExact(), billionths.longValue());
    }
  }

  /**
   * @throws ArithmeticException if the sum exceeds 128 bits
   */
  public void add(long otherHigh, long otherLow) {
    long sum = low + otherLow;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    high = Math.addExact(Math.addExact(high, otherHigh), carry);
    low = sum;
  }

  /**
   * @throws ArithmeticException if the difference exceeds 128 bits
   */
  public void subtract(long otherHigh, long otherLow) {
    long borrow = Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0;
    high = Math.subtractExact(Math.subtractExact(high, otherHigh), borrow);
    low -= otherLow;
  }
}
