package daybook.report;

import daybook.book.Entry;
import daybook.model.Currency;
import daybook.model.DeliveryId;
import daybook.model.Money;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An entry with where it comes from, or a session day's part of one.
 *
 * @param cause why it was booked, as {@code delivery} or {@code span_changed}
 * @param delivery what it follows from, or takes back; absent: a correction
 * @param kind {@code charge} or {@code reversal}
 * @param sessionDays negative in a reversal, as bytes and sums are
 * @param amount in the list's currency
 * @param charge in the buyer's currency
 * @param revenue in the seller's currency; absent: it is not asked for, or lacks a rate
 */
public record EntryLine(
    LocalDate bookedDay,
    long batch,
    String cause,
    @Nullable DeliveryId delivery,
    String kind,
    LocalDate usageDay,
    String operator,
    Terms terms,
    long sessionDays,
    long bytes,
    Money amount,
    Money charge,
    Currency chargeCurrency,
    @Nullable Money revenue) {

  static String kind(Entry.Key key) {
    return key.kind().name().toLowerCase(Locale.ROOT);
  }
}
