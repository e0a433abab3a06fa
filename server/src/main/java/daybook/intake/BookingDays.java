package daybook.intake;

import daybook.book.CellRow;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * On which day something enters the books (docs/numbers.md). Before the opening, what follows from
 * a delivery is booked on that delivery's day; from the opening on, the booked day is today.
 *
 * @param openedOn absent: the book is not open
 */
record BookingDays(@Nullable LocalDate openedOn, LocalDate today) {

  boolean isOpen() {
    return openedOn != null;
  }

  /** The booked day of what follows from a delivery that itself was booked on {@code delivered}. */
  LocalDate following(LocalDate delivered) {
    return isOpen() ? today : delivered;
  }

  /** The booked day of a correction of a session day with these rows. */
  LocalDate correctionDay(List<CellRow> rows) {
    return rows.stream()
        .map(CellRow::bookedDay)
        .max(LocalDate::compareTo)
        .map(this::following)
        .orElse(today);
  }

  /** What the books charge for a session day with these rows. */
  Map<Plan.Charged, Integer> plan(List<CellRow> rows) {
    return isOpen() ? Plan.ofToday(rows, today) : Plan.ofHistory(rows);
  }
}
