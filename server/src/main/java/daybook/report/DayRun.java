package daybook.report;

import java.time.LocalDate;

/**
 * Days from one to another, both inclusive, as days since 1970-01-01.
 *
 * @param last before the first: there is none
 */
record DayRun(int first, int last) {
  static final DayRun NONE = new DayRun(1, 0);

  /** Nothing is booked beyond what an {@code int} tells, so farther days stand for the same. */
  static DayRun of(LocalDate from, LocalDate to) {
    return new DayRun(clamped(from), clamped(to));
  }

  private static int clamped(LocalDate day) {
    return Math.clamp(day.toEpochDay(), Integer.MIN_VALUE, Integer.MAX_VALUE - 1);
  }

  boolean isEmpty() {
    return last < first;
  }

  static int number(LocalDate day) {
    return Math.toIntExact(day.toEpochDay());
  }
}
