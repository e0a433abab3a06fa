package daybook.book;

import daybook.model.Money;
import daybook.model.ResellerId;
import daybook.model.SubscriptionId;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A book entry: the exact sum of a batch's charges per key. Never changed; a reversal carries
 * negative sums.
 *
 * @param bookedDay the batch's
 * @param sessionDays how many session days it charges; negative in a reversal
 * @param bytes their volume, up and down; negative in a reversal
 * @param amount in the list's currency
 * @param charge in the buyer's currency
 * @param revenue in the seller's currency; absent: an operator sells or a rate is missing
 */
public record Entry(
    long batch,
    LocalDate bookedDay,
    Key key,
    long sessionDays,
    long bytes,
    Money amount,
    Money charge,
    @Nullable Money revenue) {

  /** Whether an entry adds charges or takes earlier ones back. */
  public enum Kind {
    CHARGE,
    REVERSAL
  }

  /**
   * What the charges of one entry have in common.
   *
   * @param operator whose network carried the traffic
   * @param seller absent: the operator sells
   * @param buyer absent: the subscription's account buys
   * @param priceVersion the price row's version
   * @param listVersion its list's version, which says the amount's currency
   * @param rateVersion 0 where the charge needed none
   * @param revenueRateVersion 0 where the revenue needed none
   */
  public record Key(
      Kind kind,
      String operator,
      @Nullable ResellerId seller,
      @Nullable ResellerId buyer,
      SubscriptionId subscription,
      LocalDate usageDay,
      long priceVersion,
      long listVersion,
      long rateVersion,
      long revenueRateVersion) {
    public YearMonth billingPeriod() {
      return YearMonth.from(usageDay);
    }
  }
}
