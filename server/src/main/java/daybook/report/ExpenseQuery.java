package daybook.report;

import daybook.book.Entry;
import daybook.book.Facts.Side;
import daybook.model.Money;
import daybook.model.ResellerId;
import java.time.LocalDate;
import java.util.Locale;
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
    EXPENSE(Side.BUYER),
    /** What its direct buyers pay it, in its own currency. */
    REVENUE(Side.SELLER);

    private final Side side;

    Basis(Side side) {
      this.side = side;
    }

    /** Which end of its sales the reseller is. */
    Side side() {
      return side;
    }

    /** A revenue without a rate adds nothing; its session days are counted as unrated. */
    Money amountOf(Entry entry) {
      return switch (this) {
        case EXPENSE -> entry.charge();
        case REVENUE -> entry.revenue() == null ? Money.ZERO : entry.revenue();
      };
    }

    /** As parameters name it. */
    public String symbol() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
