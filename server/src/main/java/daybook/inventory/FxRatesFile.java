package daybook.inventory;

import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.model.Currency;
import daybook.model.FxRate;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** {@code fx_rates.csv}: units of one currency for one of another, from a day on. */
final class FxRatesFile implements PlainFile {
  @Override
  public String name() {
    return "fx_rates.csv";
  }

  @Override
  public List<String> required() {
    return List.of("day", "from", "to", "rate");
  }

  /** What there is one rate for. */
  private record Key(LocalDate day, Currency from, Currency to) {
    static Key of(FxRate rate) {
      return new Key(rate.day(), rate.from(), rate.to());
    }

    @Override
    public String toString() {
      return "the rate of %s from %s to %s".formatted(day, from, to);
    }
  }

  @Override
  public FileResult bring(Lines lines, Registry.Reader now, Registry.Change change) {
    Upsert<Key, FxRate> rates = new Upsert<>(RegistryTable.FX_RATES, Key::of, now);
    lines.each(line -> take(line, rates));
    return rates.write(name(), change);
  }

  private static void take(Line line, Upsert<Key, FxRate> rates) {
    LocalDate day = line.day("day");
    Currency from = line.currency("from");
    Currency to = line.currency("to");
    BigDecimal rate = line.decimal("rate");
    if (rate != null && rate.signum() <= 0) {
      line.refuse("rate", "must be more than 0");
    }
    if (from != null && from.equals(to)) {
      line.refuse("to", "is the same currency as from; such a rate is never asked for");
    }
    if (day == null || from == null || to == null || rate == null || line.isBroken()) {
      return;
    }
    FxRate row = new FxRate(day, from, to, rate);
    rates.put(line, "day", Key.of(row).toString(), row);
  }
}
