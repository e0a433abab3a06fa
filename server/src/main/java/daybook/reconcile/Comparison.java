package daybook.reconcile;

import daybook.model.Currency;
import daybook.reconcile.Row.Status;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An operator's summary against our books.
 *
 * @param rows in the order of days and keys
 * @param outside how many of their lines are about days that are not compared
 */
public record Comparison(Range range, List<Row> rows, long outside) {
  public Comparison {
    rows = List.copyOf(rows);
  }

  public boolean isMatched() {
    return count(Status.MATCHED) == rows.size();
  }

  public long count(Status status) {
    return rows.stream().filter(row -> row.status() == status).count();
  }

  /** Their volume in the summary's unit. */
  public BigDecimal theirVolume() {
    return rows.stream().map(row -> row.theirs().volume()).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  public long ourBytes() {
    return rows.stream().mapToLong(row -> row.ours().bytes()).reduce(0, Math::addExact);
  }

  public SortedMap<Currency, BigDecimal> theirAmounts() {
    return sum(row -> row.theirs().amounts());
  }

  public SortedMap<Currency, BigDecimal> ourAmounts() {
    return sum(row -> row.ours().amounts());
  }

  private SortedMap<Currency, BigDecimal> sum(
      Function<Row, SortedMap<Currency, BigDecimal>> amounts) {
    SortedMap<Currency, BigDecimal> sums = new TreeMap<>();
    for (Row row : rows) {
      amounts
          .apply(row)
          .forEach((currency, amount) -> sums.merge(currency, amount, BigDecimal::add));
    }
    return sums;
  }
}
