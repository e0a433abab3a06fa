package daybook.demo;

import daybook.model.Buyers;
import daybook.model.Currency;
import daybook.model.DataUnit;
import daybook.model.FxRate;
import daybook.model.Party;
import daybook.model.Price;
import daybook.model.PriceList;
import daybook.model.PriceListId;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What everybody in the demonstration asks of everybody, and what the currencies are worth. */
final class DemoPrices {
  /**
   * What it is asked for profile TD is missing in the last days, so that there is unrated usage.
   */
  static final ResellerId BUYER_WITHOUT_TD = new ResellerId(6);

  static final int DAYS_WITHOUT_TD = 5;

  private static final String TC = "TC";
  private static final String TD = "TD";

  /** The accounts' price of a megabyte. */
  private static final Map<Currency, String> RETAIL =
      Map.of(
          new Currency("EUR"), "0.0212",
          new Currency("USD"), "0.0245",
          new Currency("GBP"), "0.0179",
          new Currency("KZT"), "11.9",
          new Currency("RUB"), "2.13");

  /** Millionths of a euro for one unit, before the first day; sorted, to be the same every time. */
  private static final Map<Currency, Long> EURO_MILLIONTHS =
      new TreeMap<>(
          Map.of(
              new Currency("EUR"), 1_000_000L,
              new Currency("USD"), 862_000L,
              new Currency("GBP"), 1_141_000L,
              new Currency("KZT"), 1_650L,
              new Currency("RUB"), 10_600L));

  private final List<PriceList> lists = new ArrayList<>();
  private final List<Price> prices = new ArrayList<>();
  private final List<FxRate> rates = new ArrayList<>();

  private DemoPrices() {}

  /**
   * @param firstDay of sessions
   * @param end the day after the last of them
   */
  static DemoPrices make(LocalDate firstDay, LocalDate end, RandomGenerator random) {
    DemoPrices made = new DemoPrices();
    LocalDate longBefore = firstDay.minusDays(90);
    LocalDate halfway = firstDay.plusDays(30);
    made.addOperators(longBefore);
    made.addResellers(longBefore, halfway, end.minusDays(DAYS_WITHOUT_TD));
    made.addAccounts(longBefore, halfway);
    made.addRates(firstDay, end, random);
    return made;
  }

  private void addOperators(LocalDate from) {
    list("operator:" + Northline.NAME, "reseller:1", "EUR", from);
    row(null, TC, DataUnit.MEBIBYTE, 1024, "0.0038");
    row(null, TD, DataUnit.MEBIBYTE, 1024, "0.0061");
    list("operator:" + Saltair.NAME, "reseller:1", "USD", from);
    row(null, null, DataUnit.GIGABYTE, 1, "4.35");
  }

  private void addResellers(LocalDate from, LocalDate halfway, LocalDate lately) {
    list("reseller:1", "resellers", "EUR", from);
    row(Saltair.NAME, TC, DataUnit.MEGABYTE, 1000, "0.0069");
    row(null, TC, DataUnit.MEGABYTE, 1000, "0.0074");
    row(null, null, DataUnit.MEGABYTE, 10_000, "0.0098");
    list("reseller:1", "resellers", "EUR", halfway);
    row(null, TC, DataUnit.MEGABYTE, 1000, "0.0067");
    row(null, null, DataUnit.MEGABYTE, 1000, "0.0095");
    list("reseller:1", "reseller:3", "USD", from);
    row(null, null, DataUnit.MEBIBYTE, 10_240, "0.0083");
    list("reseller:2", "reseller:5", "EUR", from);
    row(null, null, DataUnit.GIGABYTE, 1, "11.4");
    list("reseller:2", "reseller:" + BUYER_WITHOUT_TD, "USD", from);
    row(null, TC, DataUnit.MEGABYTE, 1000, "0.0118");
    row(null, TD, DataUnit.MEGABYTE, 1000, "0.0142");
    // The newest list alone is in force, and whoever wrote this one forgot profile TD.
    list("reseller:2", "reseller:" + BUYER_WITHOUT_TD, "USD", lately);
    row(null, TC, DataUnit.MEGABYTE, 1000, "0.0115");
    list("reseller:3", "resellers", "KZT", from);
    row(Northline.NAME, TD, DataUnit.MEGABYTE, 1000, "6.85");
    row(null, null, DataUnit.MEGABYTE, 1000, "6.2");
    list("reseller:6", "resellers", "USD", from);
    row(null, null, DataUnit.MEGABYTE, 100_000, "0.0171");
  }

  private void addAccounts(LocalDate from, LocalDate halfway) {
    for (Reseller seller : DemoInventory.RESELLERS) {
      list("reseller:" + seller.id(), "accounts", seller.currency().code(), from);
      row(null, null, DataUnit.MEGABYTE, 1000, RETAIL.getOrDefault(seller.currency(), "1"));
    }
    list("reseller:6", "account:1014", "USD", halfway);
    row(null, null, DataUnit.GIBIBYTE, 1024, "21.5");
  }

  private void list(String seller, String buyers, String currency, LocalDate from) {
    lists.add(
        new PriceList(
            new PriceListId(lists.size() + 1L),
            Party.parse(seller),
            Buyers.parse(buyers),
            new Currency(currency),
            from));
  }

  /** Adds a row to the list that was begun last. */
  private void row(
      @Nullable String operator,
      @Nullable String profile,
      DataUnit unit,
      long incrementBytes,
      String price) {
    prices.add(
        new Price(
            lists.getLast().id(), operator, profile, unit, incrementBytes, new BigDecimal(price)));
  }

  /** Rates between all currencies on every Monday; each moves by up to one percent a week. */
  private void addRates(LocalDate firstDay, LocalDate end, RandomGenerator random) {
    Map<Currency, Long> worth = new TreeMap<>(EURO_MILLIONTHS);
    // The day before the first counts too: an operator's calendar may be ahead of the book's.
    LocalDate monday =
        firstDay.minusDays(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    for (LocalDate day = monday; day.isBefore(end); day = day.plusWeeks(1)) {
      addRates(day, worth);
      worth.replaceAll((currency, millionths) ->
          currency.equals(Currency.EUR)
              ? millionths
              : Long.valueOf(millionths * random.nextInt(990, 1011) / 1000));
    }
  }

  private void addRates(LocalDate day, Map<Currency, Long> worth) {
    worth.forEach((from, fromWorth) ->
        worth.forEach((to, toWorth) -> {
          if (!from.equals(to)) {
            rates.add(new FxRate(day, from, to, quotient(fromWorth, toWorth)));
          }
        }));
  }

  private static BigDecimal quotient(long dividend, long divisor) {
    return BigDecimal.valueOf(dividend)
        .divide(BigDecimal.valueOf(divisor), new MathContext(6, RoundingMode.HALF_EVEN));
  }

  List<PriceList> lists() {
    return lists;
  }

  List<Price> prices() {
    return prices;
  }

  List<FxRate> rates() {
    return rates;
  }
}
