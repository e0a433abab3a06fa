package daybook.reconcile;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * What one number on either side is about.
 *
 * @param from its day, or the first of its month; {@link Range#WHOLE} where the file is about one
 *     range of days
 * @param key empty: all of the operator's usage
 */
public record Cell(LocalDate from, String key) {
  static final Comparator<Cell> IN_ORDER =
      Comparator.comparing(Cell::from).thenComparing(Cell::key);
}
