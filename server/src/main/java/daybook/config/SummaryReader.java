package daybook.config;

import daybook.model.CsvForm;
import daybook.model.CsvLayout.Column;
import daybook.model.Currency;
import daybook.model.DataUnit;
import daybook.model.Numerals;
import daybook.model.SummaryLayout;
import daybook.model.SummaryLayout.Amount;
import daybook.model.SummaryLayout.DatePattern;
import daybook.model.SummaryLayout.KeyKind;
import daybook.model.SummaryLayout.Skip;
import daybook.model.SummaryLayout.Volume;
import daybook.model.SummaryLayout.When;
import daybook.model.Tolerance;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how one operator's summary is declared, and refuses what contradicts itself. */
final class SummaryReader {
  private final Section summary;

  SummaryReader(Section summary) {
    this.summary = summary;
  }

  /** The layout; null where something is wrong with it. */
  @Nullable SummaryLayout read(String name) {
    String operator = summary.require("operator", Values::text);
    KeyKind kind = summary.require("key", Values.oneOf(KeyKind.class));
    Csv csv = csv();
    Tolerances tolerances = tolerances();
    DataUnit unit = unit(csv);
    Money money = money(csv);
    Skip skip = skip(csv.form());
    summary.refuseUnknown();
    Column key = csv.columns().get("key");
    if (kind == KeyKind.NONE && key != null) {
      summary.refuse("key", "is none, but a column is named for it: say what it holds");
    } else if (kind != null && kind != KeyKind.NONE && key == null) {
      summary.refuse("key", "names what the column key holds, which csv.columns lacks");
    }
    CsvForm form = csv.form().form();
    When when = csv.when();
    boolean isKeyed = kind != null && (kind == KeyKind.NONE) == (key == null);
    boolean isWhole = csv.statesSomething() && (unit != null || !csv.hasVolume());
    if (operator == null || kind == null || form == null || when == null || !isKeyed || !isWhole) {
      return null;
    }
    Volume volume = unit == null ? null : volume(csv.columns(), unit, tolerances.volume());
    Amount amount = money == null ? null : money.amount(tolerances.amount());
    Column records = csv.columns().get("records");
    return volume == null && amount == null && records == null
        ? null
        : new SummaryLayout(
            name, operator, form, when, kind, key, volume, records, amount, csv.numerals(), skip);
  }

  /**
   * What stands under {@code csv}.
   *
   * @param when absent: something is wrong with it
   */
  private record Csv(
      FormKeys form, @Nullable When when, Numerals numerals, Map<String, Column> columns) {
    boolean hasVolume() {
      return columns.containsKey("volume")
          || columns.containsKey("volume_up")
          || columns.containsKey("volume_down");
    }

    boolean statesSomething() {
      return hasVolume() || columns.containsKey("records") || columns.containsKey("amount");
    }
  }

  private Csv csv() {
    Section csv = summary.require("csv");
    if (csv == null) {
      return new Csv(FormKeys.MISSING, null, new Numerals('.', null), Map.of());
    }
    FormKeys form = FormKeys.read(csv);
    DatePattern day = pattern(csv, "day", StrictPattern::day);
    DatePattern period = pattern(csv, "period", StrictPattern::month);
    char decimal = csv.read("decimal", ".", Values::character);
    Character grouping = csv.optional("grouping", Values::character);
    if (grouping != null && grouping == decimal) {
      csv.refuse("grouping", "is the decimal separator too; they must differ");
    }
    Section section = csv.require("columns");
    Map<String, Column> columns = section == null ? Map.of() : columns(section, form);
    csv.refuseUnknown();
    When when = section == null ? null : when(csv, section, columns, day, period);
    return new Csv(form, when, new Numerals(decimal, grouping), columns);
  }

  private static @Nullable DatePattern pattern(
      Section csv, String key, Values.Kind<DateTimeFormatter> kind) {
    return csv.optional(key, text -> new DatePattern(text, kind.of(text)));
  }

  private static Map<String, Column> columns(Section section, FormKeys form) {
    ColumnKeys columns = new ColumnKeys(section);
    for (String key :
        List.of(
            "day",
            "period",
            "key",
            "volume",
            "volume_up",
            "volume_down",
            "records",
            "amount",
            "currency")) {
      columns.read(key);
    }
    section.refuseUnknown();
    List<String> names = section.names();
    if (names.containsAll(List.of("day", "period"))) {
      section.refuse("period", "the day is named too; keep one of the two");
    }
    if (names.contains("volume_up") != names.contains("volume_down") && !names.contains("volume")) {
      section.refuse(
          names.contains("volume_up") ? "volume_up" : "volume_down",
          "one direction alone is no volume; name the other, or volume");
    }
    if (names.stream().noneMatch(List.of("volume", "volume_up", "records", "amount")::contains)) {
      section.refuse("volume", "neither volume nor records nor amount is named; name one");
    }
    if (names.contains("currency") && !names.contains("amount")) {
      section.refuse("currency", "has no amount that it is of");
    }
    columns.refuseNamesWithoutHeader(form);
    return columns.named();
  }

  private static @Nullable When when(
      Section csv,
      Section section,
      Map<String, Column> columns,
      @Nullable DatePattern day,
      @Nullable DatePattern period) {
    requirePattern(csv, section, "day");
    requirePattern(csv, section, "period");
    Column ofDay = columns.get("day");
    Column ofPeriod = columns.get("period");
    if (ofDay != null) {
      return day == null ? null : new When.Day(ofDay, day);
    }
    if (ofPeriod != null) {
      return period == null ? null : new When.Period(ofPeriod, period);
    }
    return new When.Stated();
  }

  private static void requirePattern(Section csv, Section columns, String key) {
    boolean isNamed = columns.names().contains(key);
    boolean hasPattern = csv.names().contains(key);
    if (isNamed && !hasPattern) {
      csv.refuse(key, "is missing: how the column is written, as " + example(key));
    } else if (hasPattern && !isNamed) {
      csv.refuse(key, "says how a column is written that columns." + key + " does not name");
    }
  }

  private static String example(String key) {
    return key.equals("day") ? "yyyy-MM-dd" : "yyyy-MM";
  }

  private @Nullable DataUnit unit(Csv csv) {
    if (csv.columns().isEmpty()) {
      summary.optional("volumes");
      return null;
    }
    if (!csv.hasVolume()) {
      summary.forbid("volumes", "csv.columns names no volume");
      return null;
    }
    Section volumes = summary.require("volumes");
    if (volumes == null) {
      return null;
    }
    DataUnit unit = volumes.require("unit", Values::unit);
    volumes.refuseUnknown();
    return unit;
  }

  private static @Nullable Volume volume(
      Map<String, Column> columns, DataUnit unit, Tolerance tolerance) {
    Column total = columns.get("volume");
    Column up = columns.get("volume_up");
    Column down = columns.get("volume_down");
    return total == null && (up == null || down == null)
        ? null
        : new Volume(total, up, down, unit, tolerance.times(unit.bytes()));
  }

  private record Money(
      Column column, @Nullable Currency currency, @Nullable Column currencyColumn) {
    Amount amount(Tolerance tolerance) {
      return new Amount(column, currency, currencyColumn, tolerance);
    }
  }

  private @Nullable Money money(Csv csv) {
    if (csv.columns().isEmpty()) {
      summary.optional("amounts");
      return null;
    }
    Column column = csv.columns().get("amount");
    Column currencyColumn = csv.columns().get("currency");
    if (column == null || currencyColumn != null) {
      summary.forbid(
          "amounts",
          column == null
              ? "csv.columns names no amount"
              : "csv.columns.currency says the currency already; keep one of the two");
      return column == null ? null : new Money(column, null, currencyColumn);
    }
    Section amounts = summary.require("amounts");
    if (amounts == null) {
      return null;
    }
    Currency currency = amounts.require("currency", Values::currency);
    amounts.refuseUnknown();
    return currency == null ? null : new Money(column, currency, null);
  }

  private @Nullable Skip skip(FormKeys form) {
    Section skip = summary.optional("skip");
    if (skip == null) {
      return null;
    }
    Column column = skip.requireColumn("column");
    Pattern pattern = skip.require("pattern", Values::expression);
    skip.refuseUnknown();
    if (column != null) {
      form.refuseNamesWithoutHeader("column", List.of(column), skip);
    }
    return column == null || pattern == null ? null : new Skip(column, pattern);
  }

  private record Tolerances(Tolerance volume, Tolerance amount) {}

  private Tolerances tolerances() {
    Section section = summary.optional("tolerance");
    if (section == null) {
      return new Tolerances(Tolerance.EXACT, Tolerance.EXACT);
    }
    Tolerances read = new Tolerances(tolerance(section, "volume"), tolerance(section, "amount"));
    section.refuseUnknown();
    return read;
  }

  private static Tolerance tolerance(Section section, String of) {
    BigDecimal absolute = section.read(of, "0", Values::decimal);
    BigDecimal perMille = section.read(of + "_per_mille", "0", Values::decimal);
    return new Tolerance(absolute, perMille);
  }
}
