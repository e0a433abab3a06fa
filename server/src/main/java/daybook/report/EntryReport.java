package daybook.report;

import daybook.model.AccountId;
import daybook.model.Currency;
import daybook.model.Money;
import java.util.List;

/**
 * The entries that a row of the expense report adds up, in the order of booking.
 *
 * @param account whose subscription it is
 * @param currency of the total
 * @param total of all pages: exactly the row's
 * @param count entries of all pages
 * @param entries of this page
 */
public record EntryReport(
    AccountId account, Currency currency, Money total, int count, List<EntryLine> entries) {
  public EntryReport {
    entries = List.copyOf(entries);
  }
}
