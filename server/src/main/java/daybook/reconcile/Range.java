package daybook.reconcile;

import daybook.model.SummaryLayout.When;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The days that are compared, and how they fall into cells.
 *
 * @param from inclusive; under billing periods the first of a month
 * @param to inclusive; under billing periods the last of a month
 */
public record Range(When when, LocalDate from, LocalDate to) {
  /** Stands for all days of the range. */
  static final LocalDate WHOLE = LocalDate.EPOCH;

  public Range {
    if (from.isAfter(to)) {
      throw new IllegalArgumentException("A range from " + from + " to " + to);
    }
  }

  /** Where the cell begins that a day lies in. */
  LocalDate cellOf(LocalDate day) {
    return switch (when) {
      case When.Day _ -> day;
      case When.Period _ -> day.withDayOfMonth(1);
      case When.Stated() -> WHOLE;
    };
  }

  LocalDate firstDayOf(Cell cell) {
    return when instanceof When.Stated ? from : cell.from();
  }

  LocalDate lastDayOf(Cell cell) {
    return switch (when) {
      case When.Day _ -> cell.from();
      case When.Period _ -> YearMonth.from(cell.from()).atEndOfMonth();
      case When.Stated() -> to;
    };
  }

  boolean contains(Cell cell) {
    return !firstDayOf(cell).isBefore(from) && !lastDayOf(cell).isAfter(to);
  }

  /** The days that a reason may have to look at: a clock may be off by a day on either side. */
  Range withNeighbours() {
    return when instanceof When.Day ? new Range(when, from.minusDays(1), to.plusDays(1)) : this;
  }

  /** As {@code 2024-06-25}, {@code 2024-06} or {@code 2024-06-01 to 2024-06-20}. */
  public String text(Cell cell) {
    return switch (when) {
      case When.Day _ -> cell.from().toString();
      case When.Period _ -> YearMonth.from(cell.from()).toString();
      case When.Stated() -> from + " to " + to;
    };
  }
}
