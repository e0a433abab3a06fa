package daybook.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybook.model.Buyers;
import daybook.model.Currency;
import daybook.model.Party;
import daybook.model.Price;
import daybook.model.PriceList;
import daybook.model.Versioned;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceBookTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 10);
  private static final Currency USD = new Currency("USD");

  private static final List<String> SELLERS = List.of("operator:n", "operator:s", "reseller:1");
  private static final List<String> BUYERS =
      List.of("reseller:1", "reseller:2", "account:1", "account:2");
  private static final List<String> KINDS = List.of("resellers", "accounts");
  private static final List<String> OPERATORS = List.of("n", "s");
  private static final List<String> PROFILES = List.of("TC", "TD");

  private final PriceRows rows = new PriceRows();

  @Test
  void a_closed_price_is_no_more_chosen_but_found_by_its_version() {
    long list = rows.list(1, "reseller:1", "accounts", "EUR");
    long closed = rows.price(1, "0.01");
    rows.close(closed);
    long open = rows.price(1, "0.02");

    assertThat(chosen("reseller:1", "account:7")).contains(new Choice(list, open));
    assertThat(rows.book().price(closed).price()).isEqualTo("0.01");
    assertThat(rows.book().price(open).price()).isEqualTo("0.02");
  }

  @Test
  void a_closed_list_is_no_more_in_force_but_found_by_its_version() {
    long closed = rows.list(1, "reseller:1", "accounts", "EUR");
    rows.price(1, "0.01");
    rows.close(closed);

    assertThat(chosen("reseller:1", "account:7")).isEmpty();
    assertThat(rows.book().list(closed).currency()).isEqualTo(Currency.EUR);
  }

  @Test
  void a_closed_rate_is_no_more_in_force_but_found_by_its_version() {
    long earlier = rows.rate(DAY.minusDays(1), "USD", "EUR", "0.8");
    long closed = rows.rate(DAY, "USD", "EUR", "0.9");
    rows.close(closed);

    assertThat(rows.book().rateOn(DAY, USD, Currency.EUR).orElseThrow().version())
        .isEqualTo(earlier);
    assertThat(rows.book().rate(closed).rate()).isEqualTo("0.9");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 4})
  void an_unknown_version_is_named(long version) {
    rows.list(1, "reseller:1", "accounts", "EUR");
    rows.price(1, "0.01");
    rows.rate(DAY, "USD", "EUR", "0.9");
    PriceBook book = rows.book();

    assertThatThrownBy(() -> book.list(version))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("No price list has version " + version);
    assertThatThrownBy(() -> book.price(version))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("No price has version " + version);
    assertThatThrownBy(() -> book.rate(version))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("No rate has version " + version);
  }

  @Test
  void an_operator_names_its_buyer() {
    rows.list(1, "operator:n", "resellers", "EUR");
    rows.price(1, "0.01");
    assertThat(chosen("operator:n", "reseller:1")).isEmpty();

    long list = rows.list(2, "operator:n", "reseller:1", "EUR");
    long price = rows.price(2, "0.02");
    assertThat(chosen("operator:n", "reseller:1")).contains(new Choice(list, price));
  }

  @Test
  void two_open_lists_with_equal_seller_buyer_and_date_are_refused() {
    rows.list(1, "reseller:1", "accounts", "EUR");
    rows.list(2, "reseller:1", "accounts", "USD");

    assertThatIllegalArgumentException()
        .isThrownBy(rows::book)
        .withMessageContainingAll("Both are in force", "EUR", "USD");
  }

  @Test
  void two_open_rows_with_equal_list_operator_and_profile_are_refused() {
    rows.price(1, null, "TC", "0.01");
    rows.price(1, null, "TC", "0.02");

    assertThatIllegalArgumentException()
        .isThrownBy(rows::book)
        .withMessageContainingAll("Both are in force", "0.01", "0.02");
  }

  @Test
  void two_open_rates_with_equal_pair_and_day_are_refused() {
    rows.rate(DAY, "USD", "EUR", "0.8");
    rows.rate(DAY, "USD", "EUR", "0.9");

    assertThatIllegalArgumentException()
        .isThrownBy(rows::book)
        .withMessageContainingAll("Both are in force", "0.8", "0.9");
  }

  @Test
  void chosen_prices_are_those_of_a_naive_filter() {
    Random random = new Random(20261123);
    int found = 0;
    int missed = 0;
    for (int world = 0; world < 300; world++) {
      PriceRows some = randomRows(random);
      PriceBook book = some.book();
      for (int question = 0; question < 100; question++) {
        String seller = pick(SELLERS, random);
        Party buyer = Party.parse(pick(BUYERS, random));
        String operator = pick(OPERATORS, random);
        String profile = pick(PROFILES, random);
        LocalDate day = DAY.plusDays(random.nextInt(6));

        Optional<Choice> naive =
            naiveChoice(some, Party.parse(seller), buyer, operator, profile, day);
        assertThat(book.quote(Party.parse(seller), buyer, operator, profile, day).map(Choice::of))
            .isEqualTo(naive);
        found += naive.isPresent() ? 1 : 0;
        missed += naive.isPresent() ? 0 : 1;
      }
    }
    assertThat(found).isGreaterThan(5000);
    assertThat(missed).isGreaterThan(5000);
  }

  @Test
  void rates_are_those_of_a_naive_search_through_the_days() {
    Random random = new Random(20261124);
    List<String> currencies = List.of("EUR", "USD", "KZT");
    for (int world = 0; world < 100; world++) {
      PriceRows some = new PriceRows();
      BigDecimal[][][] table = new BigDecimal[20][3][3];
      for (int i = 0; i < 25; i++) {
        int day = random.nextInt(20);
        int from = random.nextInt(3);
        int to = random.nextInt(3);
        if (from != to && table[day][from][to] == null) {
          table[day][from][to] = BigDecimal.valueOf(random.nextLong(1, 1000), 2);
          some.rate(
              DAY.plusDays(day),
              currencies.get(from),
              currencies.get(to),
              table[day][from][to].toString());
        }
      }
      PriceBook book = some.book();
      for (int from = 0; from < 3; from++) {
        for (int to = 0; to < 3; to++) {
          BigDecimal latest = null;
          for (int day = 0; day < 20; day++) {
            latest = table[day][from][to] == null ? latest : table[day][from][to];
            assertThat(
                    book.rateOn(
                            DAY.plusDays(day),
                            new Currency(currencies.get(from)),
                            new Currency(currencies.get(to)))
                        .map(rate -> rate.row().rate()))
                .isEqualTo(Optional.ofNullable(latest));
          }
        }
      }
    }
  }

  private record Choice(long list, long price) {
    static Choice of(PriceBook.Quote quote) {
      return new Choice(quote.list().version(), quote.price().version());
    }
  }

  private Optional<Choice> chosen(String seller, String buyer) {
    return rows.book()
        .quote(Party.parse(seller), Party.parse(buyer), "n", "TC", DAY)
        .map(Choice::of);
  }

  private static PriceRows randomRows(Random random) {
    PriceRows rows = new PriceRows();
    Set<List<Object>> open = new HashSet<>();
    for (int list = 1; list <= 25; list++) {
      String seller = pick(SELLERS, random);
      String buyers = pick(random.nextInt(3) == 0 ? KINDS : BUYERS, random);
      LocalDate from = DAY.plusDays(random.nextInt(6));
      long version = rows.list(list, seller, buyers, "EUR", from);
      if (random.nextInt(8) == 0 || !open.add(List.of(seller, buyers, from))) {
        rows.close(version);
      }
      for (int i = 0; i < 3; i++) {
        String operator = random.nextBoolean() ? pick(OPERATORS, random) : null;
        String profile = random.nextBoolean() ? pick(PROFILES, random) : null;
        long price = rows.price(list, operator, profile, "1");
        if (random.nextInt(8) == 0 || !open.add(List.of(list, "" + operator, "" + profile))) {
          rows.close(price);
        }
      }
    }
    return rows;
  }

  private static Optional<Choice> naiveChoice(
      PriceRows rows, Party seller, Party buyer, String operator, String profile, LocalDate day) {
    String kind = buyer.toString().startsWith("account") ? "accounts" : "resellers";
    Optional<Choice> exact =
        naiveChoice(rows, seller, new Buyers.Exactly(buyer), operator, profile, day);
    if (exact.isPresent() || seller.toString().startsWith("operator")) {
      return exact;
    }
    return naiveChoice(rows, seller, Buyers.parse(kind), operator, profile, day);
  }

  private static Optional<Choice> naiveChoice(
      PriceRows rows, Party seller, Buyers buyers, String operator, String profile, LocalDate day) {
    Optional<Versioned<PriceList>> inForce =
        rows.lists().stream()
            .filter(Versioned::isOpen)
            .filter(list -> list.row().seller().equals(seller))
            .filter(list -> list.row().buyers().equals(buyers))
            .filter(list -> !list.row().effectiveFrom().isAfter(day))
            .max(Comparator.comparing(list -> list.row().effectiveFrom()));
    return inForce.flatMap(list ->
        matching(rows, list, operator, profile)
            .max(Comparator.comparingInt(price -> specificity(price.row())))
            .map(price -> new Choice(list.version(), price.version())));
  }

  private static Stream<Versioned<Price>> matching(
      PriceRows rows, Versioned<PriceList> list, String operator, String profile) {
    return rows.prices().stream()
        .filter(Versioned::isOpen)
        .filter(price -> price.row().list().equals(list.row().id()))
        .filter(price -> isAnyOr(price.row().operator(), operator))
        .filter(price -> isAnyOr(price.row().profile(), profile));
  }

  private static boolean isAnyOr(@Nullable String declared, String wanted) {
    return declared == null || declared.equals(wanted);
  }

  private static int specificity(Price price) {
    return (price.profile() == null ? 0 : 2) + (price.operator() == null ? 0 : 1);
  }

  private static <T> T pick(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
