package daybook.report;

import daybook.book.Cut;
import daybook.model.ExactSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One side of a reseller's books through a batch, in memory: parts in the order of booking, each
 * much larger than the next, so that a booking adds a small one and what is merged again is little.
 * Immutable.
 *
 * @param through the last batch that was looked at
 */
record Ledger(long through, List<LedgerPart> parts) {
  static final Ledger EMPTY = new Ledger(0, List.of());

  private static final int TIMES_LARGER = 2;

  Ledger {
    parts = List.copyOf(parts);
  }

  /** With what later batches added, through the last of them. */
  Ledger plus(LedgerPart added, long lastBatch) {
    if (added.points() == 0) {
      return new Ledger(lastBatch, parts);
    }
    List<LedgerPart> grown = new ArrayList<>(parts);
    LedgerPart last = added;
    while (!grown.isEmpty() && grown.getLast().points() <= TIMES_LARGER * (long) last.points()) {
      last = LedgerPart.merged(grown.removeLast(), last);
    }
    grown.add(last);
    return new Ledger(lastBatch, grown);
  }

  /** How many sums are in it. */
  long points() {
    return parts.stream().mapToLong(LedgerPart::points).sum();
  }

  long weightInBytes() {
    return parts.stream().mapToLong(LedgerPart::weightInBytes).sum();
  }

  /**
   * The lines of the days asked for, of the subscriptions that are owned so.
   *
   * @param cut not after {@link #through}
   * @return empty: only the store can tell, for the cut lies amid a day of which later batches are
   *     merged in
   */
  Optional<ExpenseLines> lines(DayRun asked, Cut cut, Owned owned) {
    List<LedgerPart.Lines> shown = new ArrayList<>();
    for (LedgerPart part : parts) {
      DayRun run = part.shown(asked, cut);
      if (run == null) {
        return Optional.empty();
      }
      if (!run.isEmpty()) {
        shown.add(part.new Lines(run));
      }
    }
    return Optional.of(lines(shown, owned));
  }

  private static ExpenseLines lines(List<LedgerPart.Lines> parts, Owned owned) {
    ExpenseLines.Builder lines = new ExpenseLines.Builder();
    OwnedResellers resellers = new OwnedResellers(owned);
    ExactSum total = new ExactSum();
    for (LedgerPart.Lines next = first(parts); next != null; next = first(parts)) {
      long subscription = next.subscription();
      if (resellers.has(next.reseller())) {
        int month = next.month();
        long account = next.account();
        long reseller = next.reseller();
        total.clear();
        if (add(parts, subscription, month, total)) {
          lines.add(subscription, month, account, reseller, total);
        }
      } else {
        parts.forEach(part -> part.skip(subscription));
      }
    }
    return lines.build();
  }

  /** The part whose next line comes first; absent: all are at their ends. */
  private static LedgerPart.@Nullable Lines first(List<LedgerPart.Lines> parts) {
    LedgerPart.Lines first = null;
    for (LedgerPart.Lines part : parts) {
      if (!part.isAtEnd() && (first == null || part.isBefore(first))) {
        first = part;
      }
    }
    return first;
  }

  /** Adds one line of all parts and leaves it. Returns whether any of them has something. */
  private static boolean add(
      List<LedgerPart.Lines> parts, long subscription, int month, ExactSum total) {
    boolean booked = false;
    for (LedgerPart.Lines part : parts) {
      if (part.isAt(subscription, month)) {
        booked |= part.addTo(total);
        part.advance();
      }
    }
    return booked;
  }
}
