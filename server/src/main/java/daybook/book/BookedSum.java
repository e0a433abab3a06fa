package daybook.book;

import daybook.model.Money;
import daybook.model.SubscriptionId;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * What an entry adds to one side of a reseller's books.
 *
 * @param batch the entry's
 * @param bookedDay the batch's
 * @param period the billing period of the usage
 * @param sum the charge for the buyer, the revenue for the seller; absent: a rate is missing
 */
public record BookedSum(
    long batch,
    LocalDate bookedDay,
    SubscriptionId subscription,
    YearMonth period,
    @Nullable Money sum) {}
