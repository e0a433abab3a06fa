package daybook.rating;

import daybook.model.Buyers;
import daybook.model.Currency;
import daybook.model.FxRate;
import daybook.model.Party;
import daybook.model.Price;
import daybook.model.PriceList;
import daybook.model.PriceListId;
import daybook.model.Versioned;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every price list, price and rate there ever was, as of one moment. New charges are chosen from
 * the open versions only; what is charged already finds its version, open or closed. Immutable.
 */
public final class PriceBook {
  private final Map<Long, PriceList> listVersions = new HashMap<>();
  private final Map<Long, Price> priceVersions = new HashMap<>();
  private final Map<Long, FxRate> rateVersions = new HashMap<>();

  private final Map<Offer, NavigableMap<LocalDate, Versioned<PriceList>>> listsInForce =
      new HashMap<>();
  private final Map<Row, Versioned<Price>> pricesInForce = new HashMap<>();
  private final Map<Pair, NavigableMap<LocalDate, Versioned<FxRate>>> ratesInForce =
      new HashMap<>();

  /**
   * @throws IllegalArgumentException if two open versions claim the same place, which imports
   *     prevent: lists with equal seller, buyers and date, prices with equal list, operator and
   *     profile, or rates with equal pair and day
   */
  public PriceBook(
      List<Versioned<PriceList>> lists,
      List<Versioned<Price>> prices,
      List<Versioned<FxRate>> rates) {
    lists.forEach(this::addList);
    prices.forEach(this::addPrice);
    rates.forEach(this::addRate);
  }

  /** A price in force, and the list it stands in. */
  public record Quote(Versioned<PriceList> list, Versioned<Price> price) {}

  /**
   * The price that a seller asks of a buyer for one operator's and profile's usage of a day. A list
   * for exactly this buyer comes before one for its kind; of either only the latest is consulted.
   *
   * @return empty if neither list is in force that day or neither has a row that matches
   */
  public Optional<Quote> quote(
      Party seller, Party buyer, String operator, String profile, LocalDate usageDay) {
    return listOn(usageDay, seller, new Buyers.Exactly(buyer))
        .flatMap(list -> rowOf(list, operator, profile))
        .or(() ->
            kindOf(seller, buyer)
                .flatMap(kind -> listOn(usageDay, seller, kind))
                .flatMap(list -> rowOf(list, operator, profile)));
  }

  /**
   * The latest rate on or before the day for exactly this pair: units of {@code to} for one {@code
   * from}. Nothing is derived from the inverse pair or across a third currency.
   */
  public Optional<Versioned<FxRate>> rateOn(LocalDate day, Currency from, Currency to) {
    return latest(ratesInForce.get(new Pair(from, to)), day);
  }

  /**
   * The price list as this version states it, open or closed.
   *
   * @throws NoSuchElementException if this book was made before there was such a version
   */
  public PriceList list(long version) {
    return known(listVersions.get(version), "price list", version);
  }

  /**
   * The price as this version states it, open or closed.
   *
   * @throws NoSuchElementException if this book was made before there was such a version
   */
  public Price price(long version) {
    return known(priceVersions.get(version), "price", version);
  }

  /**
   * The rate as this version states it, open or closed.
   *
   * @throws NoSuchElementException if this book was made before there was such a version
   */
  public FxRate rate(long version) {
    return known(rateVersions.get(version), "rate", version);
  }

  private Optional<Versioned<PriceList>> listOn(LocalDate day, Party seller, Buyers buyers) {
    return latest(listsInForce.get(new Offer(seller, buyers)), day);
  }

  /** The kind a buyer is of; empty where the seller is an operator, which names its buyer. */
  private static Optional<Buyers> kindOf(Party seller, Party buyer) {
    if (seller instanceof Party.OperatorParty) {
      return Optional.empty();
    }
    return switch (buyer) {
      case Party.ResellerParty _ -> Optional.of(new Buyers.AnyReseller());
      case Party.AccountParty _ -> Optional.of(new Buyers.AnyAccount());
      case Party.OperatorParty _ -> Optional.empty();
    };
  }

  /** The most specific row of a list: operator and profile, profile, operator, default. */
  private Optional<Quote> rowOf(Versioned<PriceList> list, String operator, String profile) {
    return price(list, operator, profile)
        .or(() -> price(list, null, profile))
        .or(() -> price(list, operator, null))
        .or(() -> price(list, null, null))
        .map(price -> new Quote(list, price));
  }

  private Optional<Versioned<Price>> price(
      Versioned<PriceList> list, @Nullable String operator, @Nullable String profile) {
    return Optional.ofNullable(pricesInForce.get(new Row(list.row().id(), operator, profile)));
  }

  private void addList(Versioned<PriceList> list) {
    PriceList row = list.row();
    listVersions.put(list.version(), row);
    if (list.isOpen()) {
      Offer offer = new Offer(row.seller(), row.buyers());
      var byDay = listsInForce.computeIfAbsent(offer, _ -> new TreeMap<>());
      requireFree(byDay.put(row.effectiveFrom(), list), list);
    }
  }

  private void addPrice(Versioned<Price> price) {
    Price row = price.row();
    priceVersions.put(price.version(), row);
    if (price.isOpen()) {
      Row key = new Row(row.list(), row.operator(), row.profile());
      requireFree(pricesInForce.put(key, price), price);
    }
  }

  private void addRate(Versioned<FxRate> rate) {
    FxRate row = rate.row();
    rateVersions.put(rate.version(), row);
    if (rate.isOpen()) {
      Pair pair = new Pair(row.from(), row.to());
      var byDay = ratesInForce.computeIfAbsent(pair, _ -> new TreeMap<>());
      requireFree(byDay.put(row.day(), rate), rate);
    }
  }

  private static <T> Optional<Versioned<T>> latest(
      @Nullable NavigableMap<LocalDate, Versioned<T>> byDay, LocalDate day) {
    return Optional.ofNullable(byDay).map(days -> days.floorEntry(day)).map(Map.Entry::getValue);
  }

  private static void requireFree(@Nullable Versioned<?> earlier, Versioned<?> added) {
    if (earlier != null) {
      throw new IllegalArgumentException("Both are in force: " + earlier + " and " + added);
    }
  }

  private static <T> T known(@Nullable T row, String what, long version) {
    if (row == null) {
      throw new NoSuchElementException("No " + what + " has version " + version);
    }
    return row;
  }

  private record Offer(Party seller, Buyers buyers) {}

  private record Row(PriceListId list, @Nullable String operator, @Nullable String profile) {}

  private record Pair(Currency from, Currency to) {}
}
