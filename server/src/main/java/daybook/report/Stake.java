package daybook.report;

import daybook.model.Currency;
import daybook.model.Money;
import daybook.model.Rating;
import org.jspecify.annotations.Nullable;

/**
 * What a sale is about that cannot be charged, or not converted, as far as that is known.
 *
 * @param tier the sale
 * @param sum absent: nothing of it is known
 */
public record Stake(Rating.Tier tier, @Nullable Sum sum) {
  public record Sum(Basis basis, Money amount, Currency currency) {}

  /** How near a sum comes to what is missing. */
  public enum Basis {
    /** The list's amount: only a rate is missing. */
    PRICE,
    /** What the seller pays for it. */
    COST,
    /** What the buyer sells it on for. */
    RESALE
  }
}
