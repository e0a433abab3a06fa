package daybook.model;

import java.math.BigInteger;

/**
 * An exact sum of amounts that is added to in place, for where an object for each addition would be
 * too much. To be used by one thread.
 */
public final class MoneySum {
  /** What was added is this many billionths and the rest. */
  private long billionths;

  private Money rest = Money.ZERO;

  /**
   * @throws ArithmeticException if the sum exceeds what {@link Money} holds
   */
  public void add(Money amount) {
    if (!amount.isShort()) {
      rest = rest.plus(amount);
      return;
    }
    long more = amount.shortBillionths();
    long sum = billionths + more;
    if (((billionths ^ sum) & (more ^ sum)) < 0) {
      rest = toMoney();
      sum = more;
    }
    billionths = sum;
  }

  public Money toMoney() {
    return rest.plus(Money.ofBillionths(BigInteger.valueOf(billionths)));
  }
}
