package daybook.rating;

import daybook.model.Money;
import org.jspecify.annotations.Nullable;

/**
 * What one tier pays for one session day.
 *
 * @param amount in the list's currency
 * @param charge in the buyer's currency
 * @param revenue in the seller's currency; absent: an operator sells, or a rate is missing
 * @param euro the session cost; absent: the profile has none, or a rate is missing
 */
public record Charge(Money amount, Money charge, @Nullable Money revenue, @Nullable Money euro) {}
