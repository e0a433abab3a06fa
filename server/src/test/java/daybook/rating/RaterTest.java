package daybook.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import daybook.model.AccountId;
import daybook.model.Currency;
import daybook.model.Rating;
import daybook.model.Rating.Conversion;
import daybook.model.Rating.Priced;
import daybook.model.Rating.Pricing;
import daybook.model.Rating.Reason;
import daybook.model.Rating.Unrated;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a rating when prices and rates arrive, change and go. */
class RaterTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 10);
  private static final AccountId ACCOUNT = new AccountId(20);
  private static final Reseller ROOT = reseller(1, null, "EUR");
  private static final Reseller CHILD = reseller(2, ROOT, "GBP");
  private static final List<Reseller> PATH = List.of(ROOT, CHILD);

  private static final Conversion LIST_AMOUNT = new Conversion.ListAmount();
  private static final Conversion MISSING = new Conversion.Missing();

  /** The operator sells to the root in EUR, and the root to its child in USD. */
  private final PriceRows rows = new PriceRows();

  private long operatorsList;
  private long operatorsPrice;
  private long rootsList;
  private long rootsPrice;

  @BeforeEach
  void open_the_upper_lists() {
    operatorsList = rows.list(1, "operator:north", "reseller:1", "EUR");
    operatorsPrice = rows.price(1, "1");
    rootsList = rows.list(2, "reseller:1", "resellers", "USD");
    rootsPrice = rows.price(2, "2");
  }

  @Test
  void every_tier_has_its_price_and_rates_by_version() {
    final long usdToGbp = rows.rate(DAY, "USD", "GBP", "0.8");
    final long usdToEur = rows.rate(DAY, "USD", "EUR", "0.9");
    final long list = rows.list(3, "reseller:2", "account:20", "GBP");
    final long price = rows.price(3, "3");
    final long gbpToEur = rows.rate(DAY, "GBP", "EUR", "1.2");

    assertThat(rate(null))
        .isEqualTo(
            new Rating(
                "north",
                "TC",
                CHILD.id(),
                List.of(
                    new Rating.Tier(null, ROOT.id(), operatorsTier()),
                    new Rating.Tier(
                        ROOT.id(),
                        CHILD.id(),
                        new Priced(
                            rootsPrice, rootsList, at(usdToGbp), at(usdToEur), at(usdToEur))),
                    new Rating.Tier(
                        CHILD.id(),
                        null,
                        new Priced(price, list, LIST_AMOUNT, LIST_AMOUNT, at(gbpToEur))))));
  }

  @Test
  void an_account_of_the_root_has_two_tiers() {
    final long list = rows.list(3, "reseller:1", "accounts", "EUR");
    final long price = rows.price(3, "3");

    Rating rating = rate(List.of(ROOT), null);

    assertThat(rating.reseller()).isEqualTo(ROOT.id());
    assertThat(rating.tiers())
        .containsExactly(
            new Rating.Tier(null, ROOT.id(), operatorsTier()),
            new Rating.Tier(
                ROOT.id(), null, new Priced(price, list, LIST_AMOUNT, LIST_AMOUNT, LIST_AMOUNT)));
  }

  @Test
  void a_charge_in_the_wanted_currency_serves_as_revenue_and_session_cost() {
    final long usdToEur = rows.rate(DAY, "USD", "EUR", "0.9");
    Conversion buyersCharge = new Conversion.BuyersCharge();

    assertThat(pricing(rate(List.of(ROOT, reseller(2, ROOT, "EUR")), null), 1))
        .isEqualTo(new Priced(rootsPrice, rootsList, at(usdToEur), buyersCharge, buyersCharge));
  }

  @Test
  void another_profile_than_tc_has_no_session_cost_and_misses_no_rate_for_it() {
    rows.rate(DAY, "USD", "GBP", "0.8");
    Reseller root = reseller(1, null, "USD");
    rows.rate(DAY, "EUR", "USD", "1.1");
    rows.list(3, "reseller:2", "accounts", "GBP");
    rows.price(3, "3");
    List<Reseller> path = List.of(root, reseller(2, root, "GBP"));
    Rater rater = new Rater(rows.book());

    assertThat(rater.rate("north", "TC", DAY, path, ACCOUNT, null).isComplete()).isFalse();
    Rating rating = rater.rate("north", "TD", DAY, path, ACCOUNT, null);
    assertThat(rating.isComplete()).isTrue();
    assertThat(conversions(rating)).containsExactly(LIST_AMOUNT, new Conversion.NotKept());
  }

  @Test
  void a_late_price_charges_its_tier_and_leaves_the_others_as_they_are() {
    Rating before = rate(null);
    assertThat(pricing(before, 2)).isEqualTo(new Unrated(Reason.NO_PRICE));

    replaceOperatorsPrice();
    final long list = rows.list(3, "reseller:2", "accounts", "GBP");
    final long price = rows.price(3, "3");
    Rating after = rate(before);

    assertThat(pricing(after, 0)).isEqualTo(pricing(before, 0)).isEqualTo(operatorsTier());
    assertThat(pricing(after, 2))
        .isEqualTo(new Priced(price, list, LIST_AMOUNT, LIST_AMOUNT, MISSING));
  }

  @Test
  void a_tier_that_waited_for_a_rate_takes_the_price_now_in_force() {
    Rating before = rate(null);
    assertThat(pricing(before, 1)).isEqualTo(new Unrated(Reason.NO_RATE));

    rows.close(rootsPrice);
    final long newPrice = rows.price(2, "2.2");
    final long usdToGbp = rows.rate(DAY, "USD", "GBP", "0.8");

    assertThat(pricing(rate(before), 1))
        .isEqualTo(new Priced(newPrice, rootsList, at(usdToGbp), MISSING, MISSING));
  }

  @Test
  void a_late_rate_fills_what_is_missing_and_changes_nothing_that_is_charged() {
    final long usdToGbp = rows.rate(DAY.minusDays(1), "USD", "GBP", "0.8");
    Rating before = rate(null);
    assertThat(pricing(before, 1))
        .isEqualTo(new Priced(rootsPrice, rootsList, at(usdToGbp), MISSING, MISSING));

    rows.close(rootsPrice);
    rows.price(2, "2.2");
    rows.rate(DAY, "USD", "GBP", "0.81");
    final long usdToEur = rows.rate(DAY, "USD", "EUR", "0.9");

    assertThat(pricing(rate(before), 1))
        .isEqualTo(new Priced(rootsPrice, rootsList, at(usdToGbp), at(usdToEur), at(usdToEur)));
  }

  @Test
  void a_rate_that_is_missing_is_looked_up_for_the_currency_that_was_charged() {
    rows.rate(DAY, "USD", "GBP", "0.8");
    Rating before = rate(null);

    rows.close(rootsList);
    rows.list(2, "reseller:1", "resellers", "KZT");
    rows.rate(DAY, "KZT", "EUR", "0.002");
    final long usdToEur = rows.rate(DAY, "USD", "EUR", "0.9");

    assertThat(pricing(rate(before), 1))
        .isInstanceOfSatisfying(
            Priced.class, priced -> assertThat(priced.euro()).isEqualTo(at(usdToEur)));
  }

  @Test
  void of_two_rates_the_one_that_was_found_stays_and_the_other_is_looked_up() {
    Reseller root = reseller(1, null, "KZT");
    List<Reseller> path = List.of(root, reseller(2, root, "GBP"));
    rows.rate(DAY.minusDays(1), "USD", "GBP", "0.8");
    final long usdToKzt = rows.rate(DAY.minusDays(1), "USD", "KZT", "500");
    final Rating withoutEuro = rate(path, null);
    rows.close(usdToKzt);
    final long usdToEur = rows.rate(DAY.minusDays(1), "USD", "EUR", "0.9");
    final Rating withoutRevenue = rate(path, null);

    final long newUsdToKzt = rows.rate(DAY, "USD", "KZT", "510");
    final long newUsdToEur = rows.rate(DAY, "USD", "EUR", "0.91");

    assertThat(conversions(withoutEuro)).containsExactly(at(usdToKzt), MISSING);
    assertThat(conversions(rate(path, withoutEuro))).containsExactly(at(usdToKzt), at(newUsdToEur));
    assertThat(conversions(withoutRevenue)).containsExactly(MISSING, at(usdToEur));
    assertThat(conversions(rate(path, withoutRevenue)))
        .containsExactly(at(newUsdToKzt), at(usdToEur));
  }

  static Stream<Arguments> otherUsage() {
    return Stream.of(
        Arguments.of("south", "TC", CHILD), // another operator
        Arguments.of("north", "TD", CHILD), // another profile
        Arguments.of("north", "TC", reseller(3, ROOT, "GBP"))); // another reseller
  }

  @ParameterizedTest
  @MethodSource("otherUsage")
  void what_is_charged_for_another_operator_profile_or_reseller_is_not_kept(
      String operator, String profile, Reseller leaf) {
    rows.list(4, "operator:south", "reseller:1", "EUR");
    rows.price(4, "4");
    List<Reseller> path = List.of(ROOT, leaf);
    Rating other = new Rater(rows.book()).rate(operator, profile, DAY, path, ACCOUNT, null);
    assertThat(pricing(other, 0)).isInstanceOf(Priced.class);

    long newPrice = replaceOperatorsPrice();

    assertThat(pricing(rate(other), 0))
        .isInstanceOfSatisfying(
            Priced.class, priced -> assertThat(priced.priceVersion()).isEqualTo(newPrice));
  }

  @Test
  void a_tier_that_the_kept_rating_lacks_is_rated_anew_and_the_others_are_kept() {
    rows.list(3, "reseller:2", "accounts", "GBP");
    final long oldPrice = rows.price(3, "3");
    Rating before = rate(null);
    Rating withoutAccount = new Rating("north", "TC", CHILD.id(), before.tiers().subList(0, 2));

    replaceOperatorsPrice();
    rows.close(oldPrice);
    final long newPrice = rows.price(3, "3.3");
    Rating after = rate(withoutAccount);

    assertThat(pricing(after, 0)).isEqualTo(operatorsTier());
    assertThat(pricing(after, 2))
        .isInstanceOfSatisfying(
            Priced.class, priced -> assertThat(priced.priceVersion()).isEqualTo(newPrice));
  }

  @Test
  void a_rating_stands_until_a_price_or_rate_it_charges_by_is_another() {
    Charged charged = charged();
    assertThat(charged.isStale()).isFalse();
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change("a price is replaced", true, c -> c.replacePrice("2.2")),
        change("a price is withdrawn", true, c -> c.rows.close(c.price)),
        change("a more specific price arrives", true, c -> c.rows.price(2, null, "TC", "1.9")),
        change("a price for others arrives", false, c -> c.rows.price(2, null, "TD", "1.9")),
        change(
            "a list for exactly the buyer arrives",
            true,
            c -> {
              c.rows.list(5, "reseller:1", "reseller:2", "USD");
              c.rows.price(5, "1.8");
            }),
        change("a list is dated back", false, c -> c.replaceList("USD", LocalDate.of(2025, 1, 1))),
        change("a list is dated away", true, c -> c.replaceList("USD", DAY.plusDays(1))),
        change(
            "a list has another currency",
            true,
            c -> c.replaceList("GBP", LocalDate.of(2026, 1, 1))),
        change("the charge's rate is replaced", true, c -> c.rows.rate(DAY, "USD", "GBP", "0.81")),
        change("the charge's rate is withdrawn", true, c -> c.rows.close(c.usdToGbp)),
        change("the revenue's rate is replaced", true, c -> c.rows.rate(DAY, "USD", "KZT", "510")),
        change("the revenue's rate is withdrawn", true, c -> c.rows.close(c.usdToKzt)),
        change(
            "a later rate arrives", false, c -> c.rows.rate(DAY.plusDays(1), "USD", "GBP", "0.7")),
        change("a missing rate arrives", false, c -> c.rows.rate(DAY, "USD", "EUR", "0.9")),
        change(
            "a missing price arrives",
            false,
            c -> {
              c.rows.list(6, "reseller:2", "accounts", "GBP");
              c.rows.price(6, "3");
            }));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("changes")
  void a_rating_is_stale_where_a_new_one_would_charge_otherwise(
      String what, boolean stale, Consumer<Charged> change) {
    Charged charged = charged();
    change.accept(charged);

    assertThat(charged.isStale()).as(what).isEqualTo(stale);
  }

  @Test
  void a_rating_is_stale_where_the_session_costs_rate_is_another() {
    rows.rate(DAY.minusDays(1), "USD", "GBP", "0.8");
    rows.rate(DAY.minusDays(1), "USD", "EUR", "0.9");
    Reseller root = reseller(1, null, "USD");
    List<Reseller> path = List.of(root, reseller(2, root, "GBP"));
    Rating rating = rate(path, null);
    assertThat(new Rater(rows.book()).isStale(rating, DAY, path, ACCOUNT)).isFalse();

    rows.rate(DAY, "USD", "EUR", "0.91");

    assertThat(new Rater(rows.book()).isStale(rating, DAY, path, ACCOUNT)).isTrue();
  }

  @Test
  void a_charged_tier_that_the_chain_has_no_more_is_stale() {
    rows.rate(DAY, "USD", "GBP", "0.8");
    Rating rating = rate(null);
    Rater rater = new Rater(rows.book());

    assertThat(rater.isStale(rating, DAY, PATH, ACCOUNT)).isFalse();
    assertThat(rater.isStale(rating, DAY, List.of(ROOT), ACCOUNT)).isTrue();
  }

  static Stream<List<Reseller>> brokenPaths() {
    Reseller stranger = reseller(5, reseller(4, null, "EUR"), "EUR");
    return Stream.of(
        List.of(),
        List.of(CHILD),
        List.of(CHILD, ROOT),
        List.of(ROOT, stranger),
        List.of(ROOT, ROOT));
  }

  @ParameterizedTest
  @MethodSource("brokenPaths")
  void a_path_that_does_not_lead_down_from_a_root_is_refused(List<Reseller> path) {
    Rater rater = new Rater(rows.book());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> rater.rate("north", "TC", DAY, path, ACCOUNT, null));
  }

  /** A rating whose middle tier is charged by a price and two rates, and lacks one rate. */
  record Charged(
      PriceRows rows,
      List<Reseller> path,
      Rating rating,
      long list,
      long price,
      long usdToGbp,
      long usdToKzt) {
    boolean isStale() {
      return new Rater(rows.book()).isStale(rating, DAY, path, ACCOUNT);
    }

    void replacePrice(String price) {
      rows.close(this.price);
      rows.price(2, price);
    }

    void replaceList(String currency, LocalDate from) {
      rows.close(list);
      rows.list(2, "reseller:1", "resellers", currency, from);
    }
  }

  private Charged charged() {
    Reseller root = reseller(1, null, "KZT");
    List<Reseller> path = List.of(root, reseller(2, root, "GBP"));
    long usdToGbp = rows.rate(DAY.minusDays(1), "USD", "GBP", "0.8");
    long usdToKzt = rows.rate(DAY.minusDays(1), "USD", "KZT", "500");
    Rating rating = rate(path, null);
    assertThat(pricing(rating, 1))
        .isEqualTo(new Priced(rootsPrice, rootsList, at(usdToGbp), at(usdToKzt), MISSING));
    return new Charged(rows, path, rating, rootsList, rootsPrice, usdToGbp, usdToKzt);
  }

  private static Arguments change(String what, boolean stale, Consumer<Charged> change) {
    return Arguments.of(what, stale, change);
  }

  private Priced operatorsTier() {
    return new Priced(
        operatorsPrice, operatorsList, LIST_AMOUNT, new Conversion.NotKept(), LIST_AMOUNT);
  }

  private long replaceOperatorsPrice() {
    rows.close(operatorsPrice);
    return rows.price(1, "1.1");
  }

  private Rating rate(@Nullable Rating kept) {
    return rate(PATH, kept);
  }

  private Rating rate(List<Reseller> path, @Nullable Rating kept) {
    return new Rater(rows.book()).rate("north", "TC", DAY, path, ACCOUNT, kept);
  }

  /** How the middle tier's revenue and session cost are made. */
  private static List<Conversion> conversions(Rating rating) {
    return switch (pricing(rating, 1)) {
      case Priced priced -> List.of(priced.revenue(), priced.euro());
      case Unrated _ -> List.of();
    };
  }

  private static Pricing pricing(Rating rating, int tier) {
    return rating.tiers().get(tier).pricing();
  }

  private static Conversion at(long rateVersion) {
    return new Conversion.AtRate(rateVersion);
  }

  private static Reseller reseller(long id, @Nullable Reseller parent, String currency) {
    return new Reseller(
        new ResellerId(id),
        parent == null ? null : parent.id(),
        "Reseller " + id,
        new Currency(currency));
  }
}
