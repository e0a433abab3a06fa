package daybook.report;

import daybook.model.AccountId;
import daybook.model.Currency;
import daybook.model.Money;
import daybook.model.ResellerId;
import daybook.model.SubscriptionId;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A reseller's expenses or revenue per subscription and billing period, ordered by these.
 *
 * @param currency of all totals
 * @param unrated session days in scope without a charge, or without a rate for the revenue
 * @param completeThrough the last usage day known to be complete; absent: unknown
 */
public record ExpenseReport(
    ExpenseLines lines, Currency currency, long unrated, @Nullable LocalDate completeThrough) {
  /**
   * @param reseller whose account the subscription's is
   */
  public record Line(
      Money total,
      YearMonth period,
      AccountId account,
      SubscriptionId subscription,
      ResellerId reseller) {}
}
