package daybook.report;

import daybook.model.Price;
import daybook.model.PriceList;
import daybook.rating.PriceBook;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * By which price and rates something was charged.
 *
 * @param rateVersion 0 where the charge needed no rate
 * @param revenueRateVersion 0 where the revenue needed none, or is not shown
 */
public record Terms(
    long priceVersion,
    PriceList list,
    Price price,
    long rateVersion,
    @Nullable BigDecimal rate,
    long revenueRateVersion,
    @Nullable BigDecimal revenueRate) {

  static Terms of(
      long priceVersion,
      long listVersion,
      long rateVersion,
      long revenueRateVersion,
      PriceBook prices) {
    return new Terms(
        priceVersion,
        prices.list(listVersion),
        prices.price(priceVersion),
        rateVersion,
        rate(rateVersion, prices),
        revenueRateVersion,
        rate(revenueRateVersion, prices));
  }

  private static @Nullable BigDecimal rate(long version, PriceBook prices) {
    return version == 0 ? null : prices.rate(version).rate();
  }
}
