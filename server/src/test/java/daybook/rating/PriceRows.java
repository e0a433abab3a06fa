package daybook.rating;

import daybook.model.Buyers;
import daybook.model.Currency;
import daybook.model.DataUnit;
import daybook.model.FxRate;
import daybook.model.Party;
import daybook.model.Price;
import daybook.model.PriceList;
import daybook.model.PriceListId;
import daybook.model.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Price rows as a registry collects them: each addition opens a version, which may be closed. */
final class PriceRows {
  private static final Instant CLOSED = Instant.EPOCH.plusSeconds(1);

  private final List<Versioned<PriceList>> lists = new ArrayList<>();
  private final List<Versioned<Price>> prices = new ArrayList<>();
  private final List<Versioned<FxRate>> rates = new ArrayList<>();
  private long lastVersion;

  /** Opens a list in force from the start of 2026; returns its version. */
  long list(long id, String seller, String buyers, String currency) {
    return list(id, seller, buyers, currency, LocalDate.of(2026, 1, 1));
  }

  long list(long id, String seller, String buyers, String currency, LocalDate from) {
    PriceList row =
        new PriceList(
            new PriceListId(id),
            Party.parse(seller),
            Buyers.parse(buyers),
            new Currency(currency),
            from);
    return open(lists, row);
  }

  /** Opens a default row, for one byte; returns its version. */
  long price(long list, String price) {
    return price(list, null, null, price);
  }

  long price(long list, @Nullable String operator, @Nullable String profile, String price) {
    Price row =
        new Price(
            new PriceListId(list), operator, profile, DataUnit.BYTE, 1, new BigDecimal(price));
    return open(prices, row);
  }

  long rate(LocalDate day, String from, String to, String rate) {
    FxRate row = new FxRate(day, new Currency(from), new Currency(to), new BigDecimal(rate));
    return open(rates, row);
  }

  /** Closes a version, as an import does that changes or withdraws a row. */
  void close(long version) {
    close(lists, version);
    close(prices, version);
    close(rates, version);
  }

  PriceBook book() {
    return new PriceBook(lists, prices, rates);
  }

  List<Versioned<PriceList>> lists() {
    return lists;
  }

  List<Versioned<Price>> prices() {
    return prices;
  }

  private <T> long open(List<Versioned<T>> rows, T row) {
    lastVersion++;
    rows.add(new Versioned<>(lastVersion, row, Instant.EPOCH, null));
    return lastVersion;
  }

  private static <T> void close(List<Versioned<T>> rows, long version) {
    rows.replaceAll(row ->
        row.version() == version
            ? new Versioned<>(version, row.row(), row.openedAt(), CLOSED)
            : row);
  }
}
