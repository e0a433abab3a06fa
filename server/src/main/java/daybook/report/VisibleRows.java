package daybook.report;

import daybook.book.DaySlice;
import daybook.party.Scope;
import java.util.Arrays;

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
  }

  /** Goes on, or back, to the first row that is visible from this one on. */
  void goTo(int firstRow) {
    row = firstRow;
    if (!selection.isAll() && row < slice.size()) {
      goToSim(slice.sim(row));
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
    while (place < sims.length && row < slice.size()) {
      long sim = slice.sim(row);
      if (sim == sims[place]) {
        return true;
      }
      if (sim < sims[place]) {
        row = slice.firstRowOf(sims[place], row);
      } else {
        goToSim(sim);
      }
    }
    return false;
  }

  /** Leaves selected SIMs that have no rows behind, however many they are. */
  private void goToSim(long sim) {
    int found = Arrays.binarySearch(selection.sims(), sim);
    place = found < 0 ? -found - 1 : found;
  }

  private boolean isCovered(long owner) {
    if (owner != subscription) {
      subscription = owner;
      covered = scope.covers(owner);
    }
    return covered;
  }
}
