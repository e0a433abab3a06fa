package daybook.report;

import daybook.model.Currency;
import daybook.model.Money;
import daybook.model.SimId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The session days that entries add up, in the order SIM, sid, booking.
 *
 * @param currency of the total
 * @param total of the entries: exactly that of all parts and what is passing
 * @param count parts of all pages
 * @param parts of this page
 */
public record PartReport(
    Currency currency, Money total, Passing passing, int count, List<Part> parts) {
  public PartReport {
    parts = List.copyOf(parts);
  }

  /**
   * What a session day adds to one entry.
   *
   * @param sim absent: the session day is not the caller's any more
   * @param isRow whether it is a row of the caller's usage report
   */
  public record Part(long sid, @Nullable SimId sim, boolean isRow, EntryLine line) {}

  /**
   * What batches charged and took back again within themselves, for a session that grew over a long
   * delivery. Charges and reversals of it cancel each other.
   */
  public record Passing(long sessionDays, long bytes, Money total) {}
}
