package daybook.decode;

import daybook.model.CsvLayout.Column;
import daybook.model.Currency;
import daybook.model.Numerals;
import daybook.model.SummaryLayout;
import daybook.model.SummaryLayout.Amount;
import daybook.model.SummaryLayout.DatePattern;
import daybook.model.SummaryLayout.Skip;
import daybook.model.SummaryLayout.Volume;
import daybook.model.SummaryLayout.When;
import daybook.model.SummaryLine;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads an operator's CSV summary, packed by gzip or not: all of its lines, or none. */
public final class SummaryDecoder {
  /** A file of another kind is wrong on every line; nobody reads more than these. */
  private static final int SHOWN = 100;

  private final SummaryLayout layout;

  public SummaryDecoder(SummaryLayout layout) {
    this.layout = layout;
  }

  /**
   * Gives every line to the sink, but those that the layout skips. What the sink was given counts
   * only if this returns.
   *
   * @param file what errors call it
   * @param bytes closed at the end
   * @return how many lines were skipped
   * @throws BadSummary if lines cannot be understood; it names them all, up to a limit
   * @throws UnreadableDelivery if the file cannot be read as a whole
   * @throws IOException if the bytes cannot be read
   */
  public long read(String file, InputStream bytes, Consumer<SummaryLine> sink) throws IOException {
    List<String> bad = new ArrayList<>();
    long faults = 0;
    long skipped = 0;
    try (CsvFile lines =
        new CsvFile(file, bytes, layout.form(), wanted(), "summary " + layout.name())) {
      Reading reading = null;
      while (lines.next()) {
        reading = reading == null ? new Reading(lines.columns()) : reading;
        try {
          SummaryLine line = reading.line(lines.number(), lines.text());
          if (line == null) {
            skipped++;
          } else {
            sink.accept(line);
          }
        } catch (BrokenLine e) {
          faults++;
          if (faults <= SHOWN) {
            bad.add(file + ":" + lines.number() + ": " + e.reason());
          }
        }
      }
    }
    if (faults > 0) {
      throw new BadSummary(bad, faults);
    }
    return skipped;
  }

  private Set<Column> wanted() {
    Set<Column> wanted = new LinkedHashSet<>(layout.columns());
    Skip skip = layout.skip();
    if (skip != null) {
      wanted.add(skip.column());
    }
    return wanted;
  }

  /** Reads the lines of one file, whose columns are found. */
  private final class Reading {
    private final Fields fields = new Fields(layout.form());
    private final Columns columns;
    private final int leastFields;

    Reading(Columns columns) {
      this.columns = columns;
      this.leastFields = columns.leastFields(layout.columns());
    }

    /** Null: the line is skipped. */
    @Nullable SummaryLine line(long number, String raw) throws BrokenLine {
      fields.split(raw, Integer.MAX_VALUE);
      if (isSkipped()) {
        return null;
      }
      fields.requireCount(leastFields);
      LocalDate from = from();
      String key = layout.key() == null ? "" : fields.filled(columns.place(layout.key()));
      BigDecimal up = null;
      BigDecimal down = null;
      BigDecimal total = null;
      Volume volume = layout.volume();
      if (volume != null) {
        up = quantity(volume.up());
        down = quantity(volume.down());
        total = quantity(volume.total());
        if (total == null && up != null && down != null) {
          total = up.add(down);
        }
      }
      Amount amount = layout.amount();
      return new SummaryLine(
          number,
          from,
          key,
          total,
          up,
          down,
          records(),
          amount == null ? null : number(columns.place(amount.column())),
          amount == null ? null : currency(amount));
    }

    private boolean isSkipped() {
      Skip skip = layout.skip();
      if (skip == null) {
        return false;
      }
      int index = columns.place(skip.column()).index();
      // A total at the end may have fewer fields than a line.
      return index < fields.count() && skip.pattern().matcher(fields.text(index)).matches();
    }

    private @Nullable LocalDate from() throws BrokenLine {
      return switch (layout.when()) {
        case When.Day(var column, var pattern) -> date(column, pattern, pattern::day, "a day");
        case When.Period(var column, var pattern) ->
            date(column, pattern, pattern::firstOfMonth, "a month");
        case When.Stated() -> null;
      };
    }

    private LocalDate date(
        Column column,
        DatePattern pattern,
        Function<String, Optional<LocalDate>> read,
        String expected)
        throws BrokenLine {
      Columns.Place place = columns.place(column);
      String text = fields.text(place.index());
      return read.apply(text)
          .orElseThrow(() ->
              BrokenLine.value(
                  place.name(),
                  text,
                  "is not %s of the form %s".formatted(expected, pattern.text())));
    }

    private @Nullable BigDecimal quantity(@Nullable Column column) throws BrokenLine {
      if (column == null) {
        return null;
      }
      Columns.Place place = columns.place(column);
      BigDecimal value = number(place);
      if (value.signum() < 0) {
        throw BrokenLine.value(place.name(), fields.text(place.index()), "is negative");
      }
      return value;
    }

    private BigDecimal number(Columns.Place place) throws BrokenLine {
      Numerals numerals = layout.numerals();
      String text = fields.text(place.index());
      return numerals
          .read(text)
          .orElseThrow(() ->
              BrokenLine.value(
                  place.name(),
                  text,
                  "is not a number with "
                      + BrokenLine.quoted(String.valueOf(numerals.decimal()))
                      + " before its decimals"));
    }

    private @Nullable Long records() throws BrokenLine {
      if (layout.records() == null) {
        return null;
      }
      Columns.Place place = columns.place(layout.records());
      String text = fields.text(place.index());
      long value = PlainNumber.shortWhole(text);
      if (value < 0) {
        throw BrokenLine.value(place.name(), text, "is not a whole number");
      }
      return value;
    }

    private Currency currency(Amount amount) throws BrokenLine {
      Currency fixed = amount.currency();
      if (fixed != null || amount.currencyColumn() == null) {
        return Objects.requireNonNull(fixed);
      }
      Columns.Place place = columns.place(amount.currencyColumn());
      String text = fields.text(place.index());
      try {
        return new Currency(text);
      } catch (IllegalArgumentException e) {
        throw BrokenLine.value(place.name(), text, "is not a currency, as EUR");
      }
    }
  }
}
