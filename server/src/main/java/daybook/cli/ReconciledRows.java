package daybook.cli;

import daybook.model.Currency;
import daybook.model.Numerals;
import daybook.model.SummaryLayout;
import daybook.model.SummaryLayout.KeyKind;
import daybook.model.SummaryLayout.Volume;
import daybook.model.SummaryLayout.When;
import daybook.reconcile.Booked;
import daybook.reconcile.Row;
import daybook.reconcile.Stated;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reconciled rows as a table, with columns for what the summary states and no others. */
final class ReconciledRows {
  private final SummaryLayout layout;
  private final Table table;

  ReconciledRows(SummaryLayout layout) {
    this.layout = layout;
    List<String> columns = new ArrayList<>();
    columns.add(
        switch (layout.when()) {
          case When.Day _ -> "day";
          case When.Period _ -> "period";
          case When.Stated() -> "days";
        });
    if (layout.kind() != KeyKind.NONE) {
      columns.add("key");
    }
    columns.add("status");
    if (layout.volume() != null) {
      columns.addAll(List.of("their_bytes", "our_bytes", "bytes_difference"));
    }
    if (layout.records() != null) {
      columns.addAll(List.of("their_records", "our_records"));
    }
    if (layout.amount() != null) {
      columns.addAll(List.of("their_amount", "our_amount", "amount_difference", "currency"));
    }
    columns.addAll(List.of("line", "reason", "detail"));
    this.table = new Table(columns.toArray(String[]::new));
  }

  void add(Row row) {
    Stated theirs = row.theirs();
    Booked ours = row.ours();
    boolean isStated = theirs.lines() > 0;
    boolean isBooked = ours.sessionDays() > 0;
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(row.when());
    if (layout.kind() != KeyKind.NONE) {
      cells.add(row.cell().key());
    }
    cells.add(row.status().name().toLowerCase(Locale.ROOT));
    Volume volume = layout.volume();
    if (volume != null) {
      BigDecimal bytes = theirs.volume().multiply(BigDecimal.valueOf(volume.unit().bytes()));
      cells.add(isStated ? Numerals.shortest(bytes) : null);
      cells.add(isBooked ? ours.bytes() : null);
      cells.add(Numerals.shortest(bytes.subtract(BigDecimal.valueOf(ours.bytes()))));
    }
    if (layout.records() != null) {
      cells.add(isStated ? theirs.records() : null);
      cells.add(isBooked ? ours.records() : null);
    }
    if (layout.amount() != null) {
      addAmounts(cells, row);
    }
    cells.add(isStated ? theirs.firstLine() : null);
    cells.add(
        row.reasons().stream()
            .map(reason -> reason.kind().code())
            .collect(Collectors.joining(",")));
    cells.add(reasons(row));
    table.row(cells.toArray());
  }

  private static void addAmounts(List<@Nullable Object> cells, Row row) {
    cells.add(row.theirs().amounts().isEmpty() ? null : amounts(row.theirs().amounts()));
    cells.add(row.ours().amounts().isEmpty() ? null : ourAmounts(row));
    cells.add(amountDifference(row).map(BigDecimal::toPlainString).orElse(null));
    cells.add(currencies(row));
  }

  /** Theirs less ours; empty where the two are in different currencies. */
  static Optional<BigDecimal> amountDifference(Row row) {
    SortedMap<Currency, BigDecimal> theirs = row.theirs().amounts();
    SortedMap<Currency, BigDecimal> ours = row.ours().amounts();
    return only(theirs, ours)
        .map(currency ->
            Numerals.shortest(
                theirs
                    .getOrDefault(currency, BigDecimal.ZERO)
                    .subtract(ours.getOrDefault(currency, BigDecimal.ZERO))));
  }

  private static Optional<Currency> only(
      SortedMap<Currency, BigDecimal> theirs, SortedMap<Currency, BigDecimal> ours) {
    TreeSet<Currency> currencies = new TreeSet<>(theirs.keySet());
    currencies.addAll(ours.keySet());
    return currencies.size() == 1 ? Optional.of(currencies.first()) : Optional.empty();
  }

  /** Theirs, or ours where they have none. */
  static String currencies(Row row) {
    SortedMap<Currency, BigDecimal> theirs = row.theirs().amounts();
    return (theirs.isEmpty() ? row.ours().amounts() : theirs)
        .keySet().stream().map(Currency::code).collect(Collectors.joining(","));
  }

  /** With its currency where that is not the one of the row. */
  private static String ourAmounts(Row row) {
    return only(row.theirs().amounts(), row.ours().amounts()).isPresent()
        ? amounts(row.ours().amounts())
        : ReconciledTotals.amounts(row.ours().amounts());
  }

  /** One amount without its currency, several with theirs. */
  private static String amounts(SortedMap<Currency, BigDecimal> amounts) {
    return amounts.size() == 1
        ? plain(amounts.values().iterator().next())
        : ReconciledTotals.amounts(amounts);
  }

  static String plain(BigDecimal value) {
    return Numerals.shortest(value).toPlainString();
  }

  static String reasons(Row row) {
    return row.reasons().stream().map(reason -> reason.text()).collect(Collectors.joining("; "));
  }

  Table table() {
    return table;
  }
}
