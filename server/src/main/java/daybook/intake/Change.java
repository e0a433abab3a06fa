package daybook.intake;

import daybook.book.CellRow;
import daybook.book.SessionDayKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one session day in one step of a booking: records that are added or withdrawn, or
 * nothing but a look at whether its owner and rating are still right.
 */
final class Change {
  /**
   * @param records may be negative, as may the bytes
   */
  record Delta(LocalDate bookedDay, int records, long bytesUp, long bytesDown) {
    boolean isNothing() {
      return records == 0 && bytesUp == 0 && bytesDown == 0;
    }
  }

  private final SessionDayKey key;
  private final String operator;
  private final boolean fresh;
  private final boolean ratedAnew;
  private final List<Delta> deltas = new ArrayList<>(1);

  /**
   * @param operator whose records these are
   * @param fresh whether the session was not known before, so that no earlier row can exist
   */
  Change(SessionDayKey key, String operator, boolean fresh) {
    this(key, operator, fresh, false);
  }

  private Change(SessionDayKey key, String operator, boolean fresh, boolean ratedAnew) {
    this.key = key;
    this.operator = operator;
    this.fresh = fresh;
    this.ratedAnew = ratedAnew;
  }

  /** A look at a known session day that forgets by which prices and rates it is charged. */
  static Change ratedAnew(SessionDayKey key, String operator) {
    return new Change(key, operator, false, true);
  }

  SessionDayKey key() {
    return key;
  }

  String operator() {
    return operator;
  }

  boolean isFresh() {
    return fresh;
  }

  boolean isRatedAnew() {
    return ratedAnew;
  }

  /** What is added or withdrawn; what adds up to nothing is not among it. */
  List<Delta> deltas() {
    return deltas.size() == 1 && !deltas.getFirst().isNothing()
        ? List.of(deltas.getFirst())
        : deltas.stream().filter(delta -> !delta.isNothing()).toList();
  }

  /** Adds to the delta of that booked day, so that a batch adds one row to a session day. */
  void add(Delta delta) {
    for (int i = 0; i < deltas.size(); i++) {
      Delta same = deltas.get(i);
      if (same.bookedDay().equals(delta.bookedDay())) {
        deltas.set(
            i,
            new Delta(
                same.bookedDay(),
                same.records() + delta.records(),
                Math.addExact(same.bytesUp(), delta.bytesUp()),
                Math.addExact(same.bytesDown(), delta.bytesDown())));
        return;
      }
    }
    deltas.add(delta);
  }

  /** The latest of a session day's rows, which says its owner and rating. */
  static @Nullable CellRow latest(List<CellRow> rows) {
    return rows.isEmpty() ? null : rows.getLast();
  }
}
