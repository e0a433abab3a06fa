package daybook.reconcile;

import java.util.List;

/**
 * What both sides say of one cell.
 *
 * @param when its day, month or days, as a person writes them
 * @param reasons none where it is matched
 */
public record Row(
    Cell cell, String when, Status status, Stated theirs, Booked ours, List<Reason> reasons) {
  public Row {
    reasons = List.copyOf(reasons);
  }

  /** How the two sides stand to each other. */
  public enum Status {
    /** Every number that they state is ours, within the tolerance. */
    MATCHED,
    /** Both sides have it, with other numbers. */
    DIFFERING,
    /** We have nothing of it. */
    THEIRS,
    /** They say nothing of it. */
    OURS
  }
}
