package daybook.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One immutable way to charge session days: for every tier of a chain the price and the rates that
 * were chosen. What a session day costs is a pure function of its bytes and its rating.
 *
 * @param operator who delivered the records
 * @param profile the SIM's profile on the usage day
 * @param reseller whose account owns the subscription: the chain's last reseller
 * @param tiers from the operator down to the account, one more than resellers on the path
 */
public record Rating(String operator, String profile, ResellerId reseller, List<Tier> tiers) {
  public Rating {
    tiers = List.copyOf(tiers);
  }

  /** Whether nothing is missing: no price, and no rate for any of the amounts reports ask for. */
  public boolean isComplete() {
    return tiers.stream().allMatch(Tier::isComplete);
  }

  /**
   * One sale in the chain.
   *
   * @param seller absent: the operator sells
   * @param buyer absent: the account buys
   */
  public record Tier(@Nullable ResellerId seller, @Nullable ResellerId buyer, Pricing pricing) {
    public boolean isComplete() {
      return pricing instanceof Priced priced && priced.isComplete();
    }
  }

  /** What was found for a tier. */
  public sealed interface Pricing {}

  /**
   * @param priceVersion the price row's version
   * @param listVersion its list's version
   * @param charge how the list amount becomes the buyer's charge; never missing
   * @param revenue how it becomes the seller's revenue in the seller's own currency
   * @param euro how it becomes the session cost in euro
   */
  public record Priced(
      long priceVersion, long listVersion, Conversion charge, Conversion revenue, Conversion euro)
      implements Pricing {
    boolean isComplete() {
      return !(revenue instanceof Conversion.Missing) && !(euro instanceof Conversion.Missing);
    }
  }

  /** The tier cannot be charged, and why. */
  public record Unrated(Reason reason) implements Pricing {}

  /** Why a tier has no charge. */
  public enum Reason {
    /** No list of the seller for this buyer is in force on the usage day, or none has a row. */
    NO_PRICE,
    /** The list is in another currency than the buyer, and no rate for the pair is known. */
    NO_RATE
  }

  /** How an amount in the list's currency becomes one in another. */
  public sealed interface Conversion {
    /** The list is in that currency already. */
    record ListAmount() implements Conversion {}

    /** The buyer's charge is in that currency already. */
    record BuyersCharge() implements Conversion {}

    /** At the rate from the list's currency, by the rate's version. */
    record AtRate(long rateVersion) implements Conversion {}

    /** No rate for the pair is known on the usage day. */
    record Missing() implements Conversion {}

    /**
     * Nobody asks: an operator's revenue is none of our books, another profile has no euro cost.
     */
    record NotKept() implements Conversion {}
  }
}
