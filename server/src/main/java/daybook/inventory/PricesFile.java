package daybook.inventory;

import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.model.DataUnit;
import daybook.model.Price;
import daybook.model.PriceList;
import daybook.model.PriceListId;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code prices.csv}: the rows of the price lists. */
final class PricesFile implements PlainFile {
  @Override
  public String name() {
    return "prices.csv";
  }

  @Override
  public List<String> required() {
    return List.of("price_list_id", "operator", "profile", "unit", "increment_bytes", "price");
  }

  /** What decides between the rows of a list. */
  private record Key(PriceListId list, @Nullable String operator, @Nullable String profile) {
    static Key of(Price price) {
      return new Key(price.list(), price.operator(), price.profile());
    }

    @Override
    public String toString() {
      return "price list %s with operator %s and profile %s"
          .formatted(list, operator == null ? "any" : operator, profile == null ? "any" : profile);
    }
  }

  @Override
  public FileResult bring(Lines lines, Registry.Reader now, Registry.Change change) {
    Map<PriceListId, PriceList> lists = Upsert.rows(RegistryTable.PRICE_LISTS, PriceList::id, now);
    Upsert<Key, Price> prices = new Upsert<>(RegistryTable.PRICES, Key::of, now);
    lines.each(line -> take(line, lists, prices));
    return prices.write(name(), change);
  }

  private static void take(
      Line line, Map<PriceListId, PriceList> lists, Upsert<Key, Price> prices) {
    PriceListId list = line.id("price_list_id", PriceListId::new);
    String operator = line.wordOrNull("operator");
    String profile = line.wordOrNull("profile");
    DataUnit unit = unit(line);
    Long increment = line.positive("increment_bytes");
    BigDecimal price = line.decimal("price");
    if (list != null && !lists.containsKey(list)) {
      line.refuse("price_list_id", "there is no price list " + list);
    }
    if (price != null && price.signum() < 0) {
      line.refuse("price", "must not be negative");
    }
    if (list == null || unit == null || increment == null || price == null || line.isBroken()) {
      return;
    }
    Price row = new Price(list, operator, profile, unit, increment, price);
    prices.put(line, "price_list_id", Key.of(row).toString(), row);
  }

  private static @Nullable DataUnit unit(Line line) {
    String symbol = line.cell("unit");
    DataUnit unit = DataUnit.ofSymbol(symbol).orElse(null);
    if (unit == null) {
      line.refuse(
          "unit",
          "expected one of %s, not %s%s"
              .formatted(DataUnit.symbols(), Complaints.quoted(symbol), hint(symbol)));
    }
    return unit;
  }

  /** A unit in the wrong case can mean powers of 1000 or of 1024; only the writer knows which. */
  private static String hint(String symbol) {
    if (symbol.isEmpty()) {
      return "";
    }
    String letter = symbol.substring(0, 1).toLowerCase(Locale.ROOT);
    String candidates =
        Arrays.stream(DataUnit.values())
            .filter(unit -> unit.symbol().toLowerCase(Locale.ROOT).startsWith(letter))
            .map(unit -> "%s is %d bytes".formatted(unit, unit.bytes()))
            .collect(Collectors.joining(", "));
    return candidates.isEmpty() ? "" : "; " + candidates;
  }
}
