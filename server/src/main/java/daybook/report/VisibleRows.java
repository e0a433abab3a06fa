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
  private final OwnTier own;

  /** Whether all accounts' rows are visible, so that ratings, which differ less, decide. */
  private final boolean byRating;

  /** The row to look at next, and with selected SIMs which of them it is looked for. */
  private int row;

  private int place;

  /** The last row's rating or subscription: its answer holds for most of the rows that follow. */
  private long owner;

  private boolean covered;

  VisibleRows(DaySlice slice, Asked asked) {
    this.slice = slice;
    this.selection = asked.selection();
    this.scope = asked.scope();
    this.own = asked.own();
    this.byRating = scope.key().account() == null;
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
      if (isVisible(candidate)) {
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

  private boolean isVisible(int candidate) {
    long its = byRating ? slice.rating(candidate) : slice.subscription(candidate);
    if (its != owner) {
      owner = its;
      covered = byRating ? own.isWithin(its) : scope.covers(its);
    }
    return covered;
  }
}
