package daybook.cli;

import daybook.CommandFailure;
import daybook.model.CsvForm;
import daybook.model.CsvLayout.Column;
import daybook.model.Currency;
import daybook.model.DataUnit;
import daybook.model.Numerals;
import daybook.model.SummaryLayout;
import daybook.model.SummaryLayout.Amount;
import daybook.model.SummaryLayout.Volume;
import daybook.model.SummaryLayout.When;
import daybook.reconcile.Booked;
import daybook.reconcile.Row;
import daybook.reconcile.Stated;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What differs, as a CSV file in the operator's own form and words, with our numbers beside theirs.
 * It is written as a whole or not at all, and never over another file.
 */
final class DisputeFile {
  private final Path named;
  private final Path directory;
  private final Path target;
  private final SummaryLayout layout;
  private final List<Figure> figures;

  private DisputeFile(Path named, Path directory, Path target, SummaryLayout layout) {
    this.named = named;
    this.directory = directory;
    this.target = target;
    this.layout = layout;
    this.figures = figures(layout);
  }

  /**
   * @param named as the user named it
   * @throws CommandFailure if it is there already, or its directory is not
   */
  static DisputeFile at(Path named, Path target, SummaryLayout layout) {
    if (Files.exists(target)) {
      throw new CommandFailure(named + " is there already: name another file");
    }
    Path directory = target.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new CommandFailure("the directory of " + named + " is not there");
    }
    return new DisputeFile(named, directory, target, layout);
  }

  /**
   * @return what was done, for a person
   */
  String write(List<Row> rows) {
    if (rows.isEmpty()) {
      return "nothing differs: " + named + " was not written";
    }
    try {
      Path unfinished = Files.createTempFile(directory, "." + target.getFileName() + "-", null);
      try {
        try (Writer writer = Files.newBufferedWriter(unfinished, layout.form().charset())) {
          write(rows, writer);
        }
        publish(unfinished);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new CommandFailure(named + " was not written: " + FileTrouble.explain(e));
    }
    return "%s: %d lines".formatted(named, rows.size());
  }

  /** A second name fails where there is a file of that name, which a move would replace. */
  private void publish(Path unfinished) throws IOException {
    try {
      Files.createLink(target, unfinished);
    } catch (UnsupportedOperationException e) {
      if (Files.exists(target)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private void write(List<Row> rows, Writer writer) throws IOException {
    CsvForm form = layout.form();
    try (CsvWriter csv =
        CsvWriter.builder()
            .fieldSeparator(form.delimiter())
            .quoteCharacter(form.quote())
            .build(writer)) {
      csv.writeRecord(header());
      for (Row row : rows) {
        csv.writeRecord(record(row));
      }
    }
  }

  private List<String> header() {
    List<String> header = new ArrayList<>();
    Column when = layout.when().columnOrNull();
    header.add(when == null ? "days" : name(when, "day"));
    if (layout.key() != null) {
      header.add(name(layout.key(), "key"));
    }
    figures.forEach(figure -> header.add(figure.name()));
    Amount amount = layout.amount();
    if (amount != null) {
      Column currency = amount.currencyColumn();
      header.add(currency == null ? "currency" : name(currency, "currency"));
    }
    figures.forEach(figure -> header.add("our " + figure.name()));
    figures.forEach(figure -> header.add("difference " + figure.name()));
    header.addAll(List.of("status", "reason"));
    return header;
  }

  private List<String> record(Row row) {
    List<String> record = new ArrayList<>();
    LocalDate from = row.cell().from();
    record.add(
        switch (layout.when()) {
          case When.Day day -> day.pattern().formatter().format(from);
          case When.Period period -> period.pattern().formatter().format(YearMonth.from(from));
          case When.Stated() -> row.when();
        });
    if (layout.key() != null) {
      record.add(row.cell().key());
    }
    boolean isStated = row.theirs().lines() > 0;
    figures.forEach(figure -> record.add(isStated ? figure.theirs().apply(row) : ""));
    if (layout.amount() != null) {
      record.add(ReconciledRows.currencies(row));
    }
    boolean isBooked = row.ours().sessionDays() > 0;
    figures.forEach(figure -> record.add(isBooked ? figure.ours().apply(row) : ""));
    figures.forEach(figure -> record.add(figure.difference().apply(row)));
    record.add(row.status().name().toLowerCase(Locale.ROOT));
    record.add(ReconciledRows.reasons(row));
    return record;
  }

  /** A number that both sides have, with what the operator calls it, as the operator writes it. */
  private record Figure(
      String name,
      Function<Row, String> theirs,
      Function<Row, String> ours,
      Function<Row, String> difference) {}

  private static List<Figure> figures(SummaryLayout layout) {
    Numerals numerals = layout.numerals();
    List<Figure> figures = new ArrayList<>();
    Volume volume = layout.volume();
    if (volume != null) {
      DataUnit unit = volume.unit();
      if (volume.total() != null) {
        figures.add(
            volume(volume.total(), "volume", numerals, unit, Stated::volume, Booked::bytes));
      }
      if (volume.up() != null) {
        figures.add(volume(volume.up(), "volume up", numerals, unit, Stated::up, Booked::bytesUp));
      }
      if (volume.down() != null) {
        figures.add(
            volume(volume.down(), "volume down", numerals, unit, Stated::down, Booked::bytesDown));
      }
    }
    if (layout.records() != null) {
      figures.add(
          figure(
              name(layout.records(), "records"),
              numerals,
              row -> BigDecimal.valueOf(row.theirs().records()),
              row -> BigDecimal.valueOf(row.ours().records())));
    }
    Amount amount = layout.amount();
    if (amount != null) {
      figures.add(
          new Figure(
              name(amount.column(), "amount"),
              row -> amounts(numerals, row.theirs().amounts()),
              row -> amounts(numerals, row.ours().amounts()),
              row ->
                  ReconciledRows.amountDifference(row)
                      .map(difference -> numerals.write(difference))
                      .orElse("")));
    }
    return figures;
  }

  private static Figure volume(
      Column column,
      String otherwise,
      Numerals numerals,
      DataUnit unit,
      Function<Stated, BigDecimal> theirs,
      ToLongFunction<Booked> ours) {
    // A unit is a product of twos and fives, so that the quotient ends.
    BigDecimal bytes = BigDecimal.valueOf(unit.bytes());
    return figure(
        name(column, otherwise),
        numerals,
        row -> theirs.apply(row.theirs()),
        row -> BigDecimal.valueOf(ours.applyAsLong(row.ours())).divide(bytes));
  }

  private static Figure figure(
      String name,
      Numerals numerals,
      Function<Row, BigDecimal> theirs,
      Function<Row, BigDecimal> ours) {
    return new Figure(
        name,
        row -> numerals.write(theirs.apply(row)),
        row -> numerals.write(Numerals.shortest(ours.apply(row))),
        row -> numerals.write(Numerals.shortest(theirs.apply(row).subtract(ours.apply(row)))));
  }

  private static String amounts(Numerals numerals, SortedMap<Currency, BigDecimal> amounts) {
    return amounts.entrySet().stream()
        .map(amount ->
            numerals.write(Numerals.shortest(amount.getValue()))
                + (amounts.size() == 1 ? "" : " " + amount.getKey()))
        .collect(Collectors.joining(" + "));
  }

  /** What the operator calls a column that has a name. */
  private static String name(Column column, String otherwise) {
    return switch (column) {
      case Column.Named(String name) -> name;
      case Column.At _ -> otherwise;
    };
  }
}
