package daybook.report;

import daybook.book.EntrySelection;
import daybook.model.DaySpan;
import daybook.model.ResellerId;
import daybook.model.SubscriptionId;
import daybook.report.ExpenseQuery.Basis;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are to be shown: those of a row of the expense report, or of one usage day of it.
 *
 * @param reseller who pays or earns
 * @param subscription of the reseller's own accounts or of one below
 * @param bookedDays as the report was asked
 * @param asOf the answer of that day's end; absent: of now
 */
public record EntryQuery(
    ResellerId reseller,
    SubscriptionId subscription,
    DaySpan usageDays,
    DaySpan bookedDays,
    Basis basis,
    @Nullable LocalDate asOf) {

  /** The usage days of a billing period. */
  public static DaySpan daysOf(YearMonth period) {
    return new DaySpan(period.atDay(1), period.atEndOfMonth());
  }

  EntrySelection selection() {
    return new EntrySelection(basis.side(), reseller, subscription, usageDays, bookedDays);
  }
}
