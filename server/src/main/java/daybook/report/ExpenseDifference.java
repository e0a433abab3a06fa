package daybook.report;

import daybook.model.AccountId;
import daybook.model.BatchId;
import daybook.model.Currency;
import daybook.model.Money;
import daybook.model.ResellerId;
import daybook.model.SubscriptionId;
import java.time.YearMonth;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A row of a reseller's expense report that differs between two states.
 *
 * @param currency of all its amounts
 * @param before absent: there was no such row
 * @param shares what each batch in between added; with {@code before} they make up {@code after}
 */
public record ExpenseDifference(
    ResellerId reseller,
    AccountId account,
    SubscriptionId subscription,
    YearMonth period,
    Currency currency,
    @Nullable Money before,
    Money after,
    SortedMap<BatchId, Money> shares) {
  public ExpenseDifference {
    shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
  }

  public Money difference() {
    return before == null ? after : after.minus(before);
  }
}
