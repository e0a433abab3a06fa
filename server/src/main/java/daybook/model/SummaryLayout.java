package daybook.model;

import daybook.model.CsvLayout.Column;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an operator's invoice or usage summary is laid out.
 *
 * @param key the column with the key; absent exactly where {@code kind} is {@link KeyKind#NONE}
 * @param volume absent: it states no volume
 * @param records the column with how many records there were; absent: it does not say
 * @param amount absent: it states no amount
 * @param skip which lines are no part of it; absent: all are
 */
public record SummaryLayout(
    String name,
    String operator,
    CsvForm form,
    When when,
    KeyKind kind,
    @Nullable Column key,
    @Nullable Volume volume,
    @Nullable Column records,
    @Nullable Amount amount,
    Numerals numerals,
    @Nullable Skip skip) {
  public SummaryLayout {
    if ((key == null) != (kind == KeyKind.NONE)) {
      throw new IllegalArgumentException("A key has a column, and none has not");
    }
    if (volume == null && records == null && amount == null) {
      throw new IllegalArgumentException("A summary states something");
    }
  }

  /** What a line is about, apart from its days. */
  public enum KeyKind {
    /** The operator's own key of a SIM, as the IMSI. */
    OPERATOR_KEY,
    ICCID,
    /** Our number of a subscription. */
    SUBSCRIPTION,
    /** The SIM's profile on the usage day. */
    PROFILE,
    /** All of the operator's usage. */
    NONE
  }

  /** Which days a line is about. */
  public sealed interface When {
    /** Each line says its day. */
    record Day(Column column, DatePattern pattern) implements When {}

    /** Each line says its billing period, a month. */
    record Period(Column column, DatePattern pattern) implements When {}

    /** The file is about one range of days, which whoever reads it states. */
    record Stated() implements When {}

    /** Absent where lines do not say it. */
    default @Nullable Column columnOrNull() {
      return switch (this) {
        case Day day -> day.column();
        case Period period -> period.column();
        case Stated() -> null;
      };
    }
  }

  /**
   * @param text as it was declared
   */
  public record DatePattern(String text, DateTimeFormatter formatter) {
    /** Empty where the value is none. */
    public Optional<LocalDate> day(String value) {
      return read(value, LocalDate::from);
    }

    /** The first day of the month that the value states; empty where it is none. */
    public Optional<LocalDate> firstOfMonth(String value) {
      return read(value, YearMonth::from).map(month -> month.atDay(1));
    }

    private <T> Optional<T> read(String value, TemporalQuery<T> query) {
      try {
        return Optional.of(formatter.parse(value, query));
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }
  }

  /**
   * Where the volume stands: in one column, or by direction in one or two, or in all three.
   *
   * @param tolerance in bytes
   */
  public record Volume(
      @Nullable Column total,
      @Nullable Column up,
      @Nullable Column down,
      DataUnit unit,
      Tolerance tolerance) {
    public Volume {
      if (total == null && (up == null || down == null)) {
        throw new IllegalArgumentException("Up and down together are the volume");
      }
    }
  }

  /**
   * @param currency of all amounts; absent: {@code currencyColumn} says it
   */
  public record Amount(
      Column column,
      @Nullable Currency currency,
      @Nullable Column currencyColumn,
      Tolerance tolerance) {
    public Amount {
      if ((currency == null) == (currencyColumn == null)) {
        throw new IllegalArgumentException("One of the two says the currency");
      }
    }
  }

  /**
   * Lines that are no part of the summary, as totals at its end.
   *
   * @param pattern matches the column's whole value
   */
  public record Skip(Column column, Pattern pattern) {}

  /** All columns that are read, in the order in which they are declared. */
  public List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    add(columns, when.columnOrNull());
    add(columns, key);
    if (volume != null) {
      add(columns, volume.total());
      add(columns, volume.up());
      add(columns, volume.down());
    }
    add(columns, records);
    if (amount != null) {
      add(columns, amount.column());
      add(columns, amount.currencyColumn());
    }
    return columns;
  }

  private static void add(List<Column> columns, @Nullable Column column) {
    if (column != null) {
      columns.add(column);
    }
  }
}
