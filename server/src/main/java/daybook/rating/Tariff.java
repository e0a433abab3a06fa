package daybook.rating;

import daybook.model.Money;
import daybook.model.Price;
import daybook.model.Rating;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A charged tier with its price and rates looked up once, ready to charge any number of session
 * days. Immutable.
 */
public final class Tariff {
  private final long incrementBytes;
  private final BigDecimal pricePerIncrement;
  private final BigDecimal unitBytes;
  private final @Nullable BigDecimal chargeRate;
  private final Conversion revenue;
  private final Conversion euro;

  private Tariff(Rating.Priced priced, PriceBook prices) {
    Price price = prices.price(priced.priceVersion());
    this.incrementBytes = price.incrementBytes();
    // A price per unit times bytes: charge() divides by the unit, so that it rounds only once.
    this.pricePerIncrement = price.price().multiply(BigDecimal.valueOf(incrementBytes));
    this.unitBytes = BigDecimal.valueOf(price.unit().bytes());
    this.chargeRate = chargeRate(priced.charge(), prices);
    this.revenue = conversion(priced.revenue(), prices);
    this.euro = conversion(priced.euro(), prices);
  }

  /**
   * Empty for an unrated tier.
   *
   * @throws java.util.NoSuchElementException if the book is older than the tier's versions
   */
  public static Optional<Tariff> of(Rating.Tier tier, PriceBook prices) {
    return switch (tier.pricing()) {
      case Rating.Unrated _ -> Optional.empty();
      case Rating.Priced priced -> Optional.of(new Tariff(priced, prices));
    };
  }

  /**
   * Charges one session day.
   *
   * @param bytes up and down together, not negative
   * @throws ArithmeticException if an amount exceeds what {@link Money} holds
   */
  public Charge charge(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("A session day cannot carry " + bytes + " bytes");
    }
    BigDecimal increments = BigDecimal.valueOf(Math.ceilDiv(bytes, incrementBytes));
    Money amount = Money.round9(increments.multiply(pricePerIncrement), unitBytes);
    Money charge = chargeRate == null ? amount : amount.convertedAt(chargeRate);
    return new Charge(amount, charge, revenue.of(amount, charge), euro.of(amount, charge));
  }

  private static @Nullable BigDecimal chargeRate(Rating.Conversion charge, PriceBook prices) {
    return switch (charge) {
      case Rating.Conversion.ListAmount _ -> null;
      case Rating.Conversion.AtRate at -> prices.rate(at.rateVersion()).rate();
      case Rating.Conversion.BuyersCharge _,
          Rating.Conversion.Missing _,
          Rating.Conversion.NotKept _ ->
          throw new IllegalArgumentException("No charge is made by " + charge);
    };
  }

  private static Conversion conversion(Rating.Conversion conversion, PriceBook prices) {
    return switch (conversion) {
      case Rating.Conversion.ListAmount _ -> (amount, _) -> amount;
      case Rating.Conversion.BuyersCharge _ -> (_, charge) -> charge;
      case Rating.Conversion.AtRate at -> {
        BigDecimal rate = prices.rate(at.rateVersion()).rate();
        yield (amount, _) -> amount.convertedAt(rate);
      }
      case Rating.Conversion.Missing _, Rating.Conversion.NotKept _ -> (_, _) -> null;
    };
  }

  private interface Conversion {
    @Nullable Money of(Money amount, Money charge);
  }
}
