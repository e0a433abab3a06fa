package daybook.reconcile;

import daybook.model.Currency;
import daybook.model.DataUnit;
import daybook.model.Money;
import daybook.model.Price;
import daybook.model.SummaryLayout.Amount;
import daybook.rating.PriceBook;
import daybook.reconcile.Measures.Pair;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds why the amounts of one cell differ although its usage does not. */
final class Prices {
  private final Measures measures;
  private final @Nullable Amount amount;
  private final PriceBook prices;
  private final Currency provider;

  /**
   * @param provider the provider's currency
   */
  Prices(Measures measures, @Nullable Amount amount, PriceBook prices, Currency provider) {
    this.measures = measures;
    this.amount = amount;
    this.prices = prices;
    this.provider = provider;
  }

  /** The increment of the one price that all is charged at; empty: there is no such price. */
  Optional<Long> incrementBytes(Booked ours) {
    return price(ours).map(Price::incrementBytes);
  }

  private Optional<Price> price(Booked ours) {
    return ours.hasOnePrice() ? Optional.of(prices.price(ours.priceVersion())) : Optional.empty();
  }

  /** Where the volume is stated too and is the same. */
  List<Reason> reasons(Stated theirs, Booked ours, BigDecimal theirBytes) {
    List<Reason> found = new ArrayList<>(exactly(theirs, ours));
    if (found.isEmpty()) {
      found.addAll(perhaps(ours));
    }
    if (found.isEmpty()) {
      otherPrice(theirs, ours, theirBytes).ifPresent(found::add);
    }
    return found;
  }

  /** What explains the difference exactly. */
  List<Reason> exactly(Stated theirs, Booked ours) {
    if (amount == null || theirs.lines() == 0 || ours.sessionDays() == 0) {
      return List.of();
    }
    Optional<Pair> pair = measures.amounts(theirs, ours);
    return pair.isEmpty()
        ? List.of(otherCurrency(theirs, ours))
        : rounded(amount, theirs, ours, pair.get()).map(List::of).orElse(List.of());
  }

  /** What may have to do with it. */
  List<Reason> perhaps(Booked ours) {
    return amount == null || ours.unrated() == 0
        ? List.of()
        : List.of(
            new Reason(
                Reason.Kind.UNRATED,
                "%d of %d session days have no price of the operator's"
                    .formatted(ours.unrated(), ours.sessionDays())));
  }

  private Reason otherCurrency(Stated theirs, Booked ours) {
    SortedMap<Currency, BigDecimal> stated = theirs.amounts();
    String text =
        "they count in %s, our price list in %s".formatted(codes(stated), codes(ours.amounts()));
    boolean isConverted =
        amount != null
            && stated.size() == 1
            && stated.firstKey().equals(provider)
            && amount
                .tolerance()
                .admits(stated.values().iterator().next(), ours.owed().toBigDecimal());
    return new Reason(
        Reason.Kind.CURRENCY,
        isConverted ? text + "; theirs is our charge at the rates of the days" : text);
  }

  private static String codes(Map<Currency, BigDecimal> amounts) {
    return amounts.keySet().stream().map(Currency::code).collect(Collectors.joining(" and "));
  }

  private Optional<Reason> rounded(Amount of, Stated theirs, Booked ours, Pair pair) {
    int decimals = pair.theirs().scale();
    BigDecimal step =
        BigDecimal.ONE.scaleByPowerOfTen(-decimals).multiply(BigDecimal.valueOf(theirs.lines()));
    if (decimals < Money.SCALE
        && ours.unrated() == 0
        && pair.ours().signum() != 0
        && pair.theirs().subtract(pair.ours()).abs().compareTo(step) < 0) {
      return Optional.of(
          new Reason(
              Reason.Kind.ROUNDING, "the difference is less than the last digit they write"));
    }
    return price(ours).flatMap(price -> otherIncrement(of, ours, price, pair.theirs()));
  }

  /** The same price, but without its increment, or with one on the sum of all session days. */
  private static Optional<Reason> otherIncrement(
      Amount of, Booked ours, Price price, BigDecimal stated) {
    long increment = price.incrementBytes();
    long atOnce = Math.multiplyExact(Math.ceilDiv(ours.bytes(), increment), increment);
    if (of.tolerance().admits(stated, at(price, ours.bytes()))) {
      return Optional.of(
          new Reason(
              Reason.Kind.ROUNDING,
              "theirs is our price without its increment of %d B".formatted(increment)));
    }
    return of.tolerance().admits(stated, at(price, atOnce))
        ? Optional.of(
            new Reason(
                Reason.Kind.ROUNDING,
                "theirs is our price with the sum rounded up to %d B, not each session day"
                    .formatted(increment)))
        : Optional.empty();
  }

  private static BigDecimal at(Price price, long bytes) {
    return Money.round9(
            price.price().multiply(BigDecimal.valueOf(bytes)),
            BigDecimal.valueOf(price.unit().bytes()))
        .toBigDecimal();
  }

  private Optional<Reason> otherPrice(Stated theirs, Booked ours, BigDecimal theirBytes) {
    Optional<Pair> pair = measures.amounts(theirs, ours);
    if (pair.isEmpty() || theirBytes.signum() == 0 || ours.bytes() == 0) {
      return Optional.empty();
    }
    DataUnit unit = price(ours).map(Price::unit).orElse(DataUnit.MEGABYTE);
    String own =
        price(ours)
            .map(price ->
                "ours is %s, by %d B"
                    .formatted(Quotient.text(price.price()), price.incrementBytes()))
            .orElseGet(() ->
                "we come to "
                    + Quotient.text(
                        perUnit(pair.get().ours(), BigDecimal.valueOf(ours.bytes()), unit)));
    return Optional.of(
        new Reason(
            Reason.Kind.PRICE,
            "they come to %s per %s, %s"
                .formatted(
                    Quotient.text(perUnit(pair.get().theirs(), theirBytes, unit)), unit, own)));
  }

  private static BigDecimal perUnit(BigDecimal amount, BigDecimal bytes, DataUnit unit) {
    return Quotient.of(amount.multiply(BigDecimal.valueOf(unit.bytes())), bytes);
  }
}
