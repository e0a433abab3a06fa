package daybook.benchmarks.world;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** A price list, with its rows. */
record Offer(
    long id, String seller, String buyer, String currency, LocalDate from, List<Row> rows) {

  /**
   * A line of a list.
   *
   * @param operator empty: any
   * @param profile empty: any
   * @param unitBytes what {@code unit} means
   */
  record Row(
      String operator,
      String profile,
      String unit,
      long unitBytes,
      long increment,
      BigDecimal price) {}

  Offer {
    rows = List.copyOf(rows);
  }

  /** The most specific row: operator and profile, then profile, then operator, then the default. */
  Row rowFor(String operator, String profile) {
    Row best = null;
    int most = -1;
    for (Row row : rows) {
      boolean fits =
          (row.operator().isEmpty() || row.operator().equals(operator))
              && (row.profile().isEmpty() || row.profile().equals(profile));
      int rank = (row.profile().isEmpty() ? 0 : 2) + (row.operator().isEmpty() ? 0 : 1);
      if (fits && rank > most) {
        best = row;
        most = rank;
      }
    }
    if (best == null) {
      throw new IllegalStateException("List %d has no row for %s".formatted(id, operator));
    }
    return best;
  }
}
