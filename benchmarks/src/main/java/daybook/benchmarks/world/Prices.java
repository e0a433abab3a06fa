package daybook.benchmarks.world;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The world's price lists and exchange rates, and a second, plain calculation of what they come to:
 * units rounded up to the increment, amounts half-even to nine digits, then the day's rate.
 */
final class Prices {
  private static final int DIGITS = 9;

  private final List<Offer> offers = new ArrayList<>();
  private final SortedMap<LocalDate, BigDecimal> euroInDollars = new TreeMap<>();
  private final SortedMap<LocalDate, BigDecimal> dollarInEuros = new TreeMap<>();

  /** Every list changes once, in the middle of the days. */
  Prices(Random random, LocalDate first, int days) {
    for (int i = 0; i < days; i++) {
      euroInDollars.put(first.plusDays(i), decimal(10_500 + random.nextInt(600), 4));
      dollarInEuros.put(first.plusDays(i), decimal(90_000 + random.nextInt(6_000), 5));
    }
    for (LocalDate from : List.of(first, first.plusDays(days / 2))) {
      add(random, "operator:north", "reseller:1", "EUR", from);
      add(random, "operator:south", "reseller:1", "USD", from);
      for (Node node : Node.ALL) {
        String seller = "reseller:" + node.id();
        if (node.sells()) {
          // The even ones ask for the other currency than their own.
          add(random, seller, "resellers", node.id() % 2 == 0 ? "USD" : node.currency(), from);
        }
        add(random, seller, "accounts", node.id() % 3 == 0 ? "EUR" : node.currency(), from);
      }
    }
  }

  private void add(Random random, String seller, String buyer, String currency, LocalDate from) {
    offers.add(
        new Offer(
            offers.size() + 1,
            seller,
            buyer,
            currency,
            from,
            List.of(
                new Offer.Row("", "", "MB", 1_000_000, 1_000, price(random, 400)),
                new Offer.Row("south", "", "MiB", 1 << 20, 1_024, price(random, 400)),
                new Offer.Row("", "TD", "GB", 1_000_000_000, 1, price(random, 90_000)),
                new Offer.Row(
                    "north", "TC", "kB", 1_000, 100, decimal(1 + random.nextInt(90), 7)))));
  }

  private static BigDecimal price(Random random, int most) {
    return decimal(1 + random.nextInt(most), 4);
  }

  private static BigDecimal decimal(int digits, int scale) {
    return BigDecimal.valueOf(digits, scale);
  }

  List<Offer> offers() {
    return offers;
  }

  /** By day: dollars for a euro. */
  SortedMap<LocalDate, BigDecimal> euroInDollars() {
    return euroInDollars;
  }

  /** By day: euros for a dollar. */
  SortedMap<LocalDate, BigDecimal> dollarInEuros() {
    return dollarInEuros;
  }

  /** The list of a seller for a buyer that is in force on a day. */
  Offer offer(String seller, String buyer, LocalDate day) {
    return offers.stream()
        .filter(offer -> offer.seller().equals(seller) && offer.buyer().equals(buyer))
        .filter(offer -> !offer.from().isAfter(day))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  /** What some bytes come to in the list's currency. */
  static BigDecimal amount(long bytes, Offer.Row row) {
    long charged = Math.ceilDiv(bytes, row.increment()) * row.increment();
    return BigDecimal.valueOf(charged)
        .multiply(row.price())
        .divide(BigDecimal.valueOf(row.unitBytes()), DIGITS, RoundingMode.HALF_EVEN);
  }

  BigDecimal converted(BigDecimal amount, String from, String to, LocalDate day) {
    if (from.equals(to)) {
      return amount;
    }
    SortedMap<LocalDate, BigDecimal> rates = from.equals("EUR") ? euroInDollars : dollarInEuros;
    BigDecimal rate = rates.get(day);
    if (rate == null) {
      throw new IllegalStateException("No rate on " + day);
    }
    return amount.multiply(rate).setScale(DIGITS, RoundingMode.HALF_EVEN);
  }
}
