package daybook.report;

import daybook.model.ResellerId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /api/v3/resellers/{id}/reseller_analytics} asks.
 *
 * @param from the first booked day, inclusive
 * @param to the last booked day, inclusive
 * @param downstream also the subscriptions of all resellers below
 * @param asOf the answer of that day's end; absent: of now
 */
public record ExpenseQuery(
    ResellerId reseller,
    LocalDate from,
    LocalDate to,
    Basis basis,
    boolean downstream,
    @Nullable LocalDate asOf) {

  /** Which side of the reseller's books. */
  public enum Basis {
    /** What the reseller pays upstream. */
    EXPENSE,
    /** What its direct buyers pay it, in its own currency. */
    REVENUE
  }
}
