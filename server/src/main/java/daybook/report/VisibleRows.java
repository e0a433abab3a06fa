package daybook.report;

import daybook.book.DaySlice;
import daybook.party.Scope;

/**
 * Walks through the rows of a day slice that are selected and in the caller's scope, in their
 * order. The only way from a slice to an answer.
 */
final class VisibleRows {
  /** What {@link #next} returns after the last row. */
  static final int NONE = -1;

  private final DaySlice slice;
  private final Selection selection;
  private final Scope scope;

  /** The row to look at next, and with selected SIMs which of them it is looked for. */
  private int row;

  private int place;

  /** The last row's subscription: its answer holds for most of the rows that follow. */
  private long subscription;

  private boolean covered;

  VisibleRows(DaySlice slice, Selection selection, Scope scope) {
    this.slice = slice;
    this.selection = selection;
    this.scope = scope;
    if (selection.sims().length > 0) {
      row = slice.firstRowOf(selection.sims()[0]);
    }
  }

  int next() {
    while (hasRow()) {
      int candidate = row++;
      if (isCovered(slice.subscription(candidate))) {
        return candidate;
      }
    }
    return NONE;
  }

  private boolean hasRow() {
    if (selection.isAll()) {
      return row < slice.size();
    }
    long[] sims = selection.sims();
    while (place < sims.length) {
      if (row < slice.size() && slice.sim(row) == sims[place]) {
        return true;
      }
      place++;
      if (place < sims.length) {
        row = slice.firstRowOf(sims[place]);
      }
    }
    return false;
  }

  private boolean isCovered(long owner) {
    if (owner != subscription) {
      subscription = owner;
      covered = scope.covers(owner);
    }
    return covered;
  }
}
