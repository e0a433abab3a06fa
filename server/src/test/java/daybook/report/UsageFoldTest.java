package daybook.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import daybook.book.RegistryTable;
import daybook.book.SessionDayKey;
import daybook.model.Account;
import daybook.model.AccountId;
import daybook.model.Buyers;
import daybook.model.Currency;
import daybook.model.DataUnit;
import daybook.model.DaySpan;
import daybook.model.FxRate;
import daybook.model.GroupId;
import daybook.model.GroupMember;
import daybook.model.Party;
import daybook.model.Price;
import daybook.model.PriceList;
import daybook.model.PriceListId;
import daybook.model.Problem;
import daybook.model.Rating;
import daybook.model.Refusal;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import daybook.model.Role;
import daybook.model.Sim;
import daybook.model.SimGroup;
import daybook.model.SimId;
import daybook.model.SimSpan;
import daybook.model.Subscription;
import daybook.model.SubscriptionId;
import daybook.party.Caller;
import daybook.rating.Rater;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The provider 1 pays 1 EUR for a megabyte, its resellers 2 and 3 pay it 2 EUR; reseller 2 keeps
 * its books in tenge and asks its accounts for nothing. SIMs 5 (TC) and 6 (TD) are account 20's,
 * SIM 7 (TC) is account 30's of reseller 3; group 8 of reseller 2 has SIMs 5 and 7, group 9 of
 * reseller 3 has SIM 5.
 */
@Tag("store")
class UsageFoldTest {
  private static final LocalDate DAY = LocalDate.parse("2026-03-27");
  private static final Currency TENGE = new Currency("KZT");
  private static final SubscriptionId NORTH = new SubscriptionId(200);
  private static final SubscriptionId SOUTH = new SubscriptionId(300);
  private static final Caller PROVIDER = TestBook.manager(new ResellerId(1), Role.VIEWER);
  private static final Caller RESELLER_2 = TestBook.manager(new ResellerId(2), Role.VIEWER);
  private static final Caller RESELLER_3 = TestBook.manager(new ResellerId(3), Role.VIEWER);
  private static final Caller USER_20 = TestBook.accountUser(new ResellerId(2), new AccountId(20));

  private final TestBook book = new TestBook(1_000_000);

  @BeforeEach
  void import_an_inventory() {
    book.put(RegistryTable.RESELLERS, List.of(reseller(1, null), reseller(2, 1L), reseller(3, 1L)));
    book.put(
        RegistryTable.ACCOUNTS,
        List.of(
            new Account(new AccountId(20), new ResellerId(2), "A"),
            new Account(new AccountId(30), new ResellerId(3), "B")));
    book.put(
        RegistryTable.SUBSCRIPTIONS,
        List.of(
            new Subscription(NORTH, new AccountId(20), "N"),
            new Subscription(SOUTH, new AccountId(30), "S")));
    book.put(RegistryTable.SIMS, List.of(sim(5, "Meter"), sim(6, null), sim(7, null)));
    book.put(
        RegistryTable.SIM_SPANS,
        List.of(span(5, NORTH, "TC"), span(6, NORTH, "TD"), span(7, SOUTH, "TC")));
    book.put(
        RegistryTable.GROUPS,
        List.of(
            new SimGroup(new GroupId(8), new ResellerId(2), "G"),
            new SimGroup(new GroupId(9), new ResellerId(3), "H")));
    book.put(RegistryTable.GROUP_MEMBERS, List.of(member(8, 5), member(8, 7), member(9, 5)));
    book.put(
        RegistryTable.PRICE_LISTS,
        List.of(
            list(1, new Party.OperatorParty("op"), exactly(1), Currency.EUR),
            list(2, new Party.ResellerParty(new ResellerId(1)), exactly(2), Currency.EUR),
            list(3, new Party.ResellerParty(new ResellerId(1)), exactly(3), Currency.EUR)));
    book.put(RegistryTable.PRICES, List.of(price(1, "1"), price(2, "2"), price(3, "2")));
    book.put(
        RegistryTable.FX_RATES,
        List.of(new FxRate(DAY, Currency.EUR, TENGE, new BigDecimal("550"))));
  }

  @AfterEach
  void close() {
    book.close();
  }

  @Test
  void rows_are_ordered_by_day_sim_and_session() {
    book(row(DAY, 6, 4, 10, NORTH, "TD"), row(DAY, 5, 3, 10, NORTH, "TC"));
    book(row(DAY.minusDays(1), 6, 9, 10, NORTH, "TD"), row(DAY, 5, 2, 10, NORTH, "TC"));

    assertThat(sidsOf(all(RESELLER_2))).containsExactly(9L, 2L, 3L, 4L);
  }

  @Test
  void a_session_day_reported_with_0_bytes_is_a_row() {
    book(row(DAY, 5, 1, 0, NORTH, "TC"));

    assertThat(all(RESELLER_2).rows()).singleElement().extracting(UsageRow::bytes).isEqualTo(0L);
  }

  @Test
  void a_withdrawn_session_day_is_no_row() {
    book(row(DAY, 5, 1, 10, NORTH, "TC"));
    book(new TestBook.Row(key(DAY, 5, 1), -1, -10, 0, NORTH, rating(NORTH, "TC")));

    assertThat(all(RESELLER_2)).isEqualTo(new UsagePage(List.of(), 0, 0, null));
  }

  @Test
  void a_session_day_that_no_span_covers_any_more_is_nobodys() {
    book(row(DAY, 5, 1, 10, NORTH, "TC"));
    book(new TestBook.Row(key(DAY, 5, 1), 0, 0, 0, null, null));

    assertThat(all(PROVIDER)).isEqualTo(new UsagePage(List.of(), 0, 0, null));
  }

  @Test
  void a_row_tells_all_of_its_session_day() {
    book(new TestBook.Row(key(DAY, 5, 1), 1, 1_000_000, 500_000, NORTH, rating(NORTH, "TC")));

    assertThat(all(RESELLER_2).rows())
        .hasToString(
            "[UsageRow[sid=1, usageDay=2026-03-27, sessionCost=3.0, bytesUp=1000000,"
                + " bytesDown=500000, sim=5, originalNumber=+7005, iccid=89005, name=Meter]]");
  }

  @Test
  void the_session_cost_is_what_the_callers_own_tier_pays() {
    book(row(DAY, 5, 1, 1_000_000, NORTH, "TC"));

    assertThat(all(PROVIDER).rows().getFirst().sessionCost()).hasToString("1.0");
    assertThat(all(RESELLER_2).rows().getFirst().sessionCost()).hasToString("2.0");
  }

  @Test
  void an_unrated_tier_has_no_session_cost_and_is_counted_for_its_buyer_alone() {
    book(row(DAY, 5, 1, 10, NORTH, "TC"), row(DAY, 6, 2, 10, NORTH, "TD"));

    assertThat(all(USER_20).rows()).extracting(UsageRow::sessionCost).containsOnlyNulls();
    assertThat(all(USER_20).unrated()).isEqualTo(2);
    assertThat(all(RESELLER_2).unrated()).isZero();
  }

  @Test
  void another_profile_than_tc_has_no_session_cost_and_is_rated_all_the_same() {
    book(row(DAY, 6, 1, 1_000_000, NORTH, "TD"));

    assertThat(all(RESELLER_2).rows().getFirst().sessionCost()).isNull();
    assertThat(all(RESELLER_2).unrated()).isZero();
  }

  @Test
  void a_charge_without_a_euro_rate_counts_as_unrated_where_the_profile_has_a_session_cost() {
    book.put(
        RegistryTable.PRICE_LISTS,
        List.of(
            list(4, new Party.ResellerParty(new ResellerId(2)), new Buyers.AnyAccount(), TENGE)));
    book.put(RegistryTable.PRICES, List.of(price(4, "500")));
    book(row(DAY, 5, 1, 10, NORTH, "TC"), row(DAY, 6, 2, 10, NORTH, "TD"));

    assertThat(all(USER_20).rows()).extracting(UsageRow::sessionCost).containsOnlyNulls();
    assertThat(all(USER_20).unrated()).isEqualTo(1);
  }

  @Test
  void siblings_do_not_see_each_other_and_the_provider_sees_both() {
    book(row(DAY, 5, 1, 10, NORTH, "TC"), row(DAY, 7, 2, 10, SOUTH, "TC"));

    assertThat(sidsOf(all(RESELLER_2))).containsExactly(1L);
    assertThat(sidsOf(all(RESELLER_3))).containsExactly(2L);
    assertThat(sidsOf(all(PROVIDER))).containsExactly(1L, 2L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s_5|1",
        "s_6|2",
        "s_5 s_5 s_6|1 2",
        "all s_5|1 2",
        "g_8|1",
        "g_8 s_5 s_6|1 2",
        "s_005|1",
      })
  void select_is_a_union_in_which_overlaps_double_nothing(String select, String sids) {
    book(
        row(DAY, 5, 1, 10, NORTH, "TC"),
        row(DAY, 6, 2, 10, NORTH, "TD"),
        row(DAY, 7, 3, 10, SOUTH, "TC"));

    UsagePage page = book.usage.page(RESELLER_2, select(List.of(select.split(" "))));

    assertThat(sidsOf(page))
        .containsExactlyElementsOf(List.of(sids.split(" ")).stream().map(Long::valueOf).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ALL", "all ", "s_", "s_-5", "s_+5", "s_5 ", "x_5", "s5", "g_5,s_6", "s_٥"})
  void an_item_of_another_form_is_malformed(String item) {
    assertThat(refusal(RESELLER_2, select(List.of("all", item))))
        .isEqualTo(new Problem.MalformedItem(item));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s_7",
        "s_99",
        "g_9",
        "g_99",
        "s_0",
        "g_0",
        "s_9223372036854775808",
        "s_99999999999999999999",
      })
  void what_is_not_the_callers_is_as_unknown_as_what_does_not_exist(String item) {
    assertThat(refusal(RESELLER_2, select(List.of("all", item))))
        .isEqualTo(new Problem.UnknownItem(item));
  }

  @ParameterizedTest
  @ValueSource(strings = {"g_8", "g_9", "s_7"})
  void an_accounts_user_names_no_group_and_no_others_sim(String item) {
    assertThat(refusal(USER_20, select(List.of(item)))).isEqualTo(new Problem.UnknownItem(item));
  }

  @Test
  void a_page_past_the_end_is_empty_and_still_tells_the_total() {
    book(row(DAY, 5, 1, 10, NORTH, "TC"));

    for (long page : new long[] {1, Long.MAX_VALUE / 50 + 1, Long.MAX_VALUE}) {
      UsageQuery query = new UsageQuery(null, null, List.of(), page, 50, null);
      assertThat(book.usage.page(RESELLER_2, query))
          .isEqualTo(new UsagePage(List.of(), 1, 0, null));
    }
  }

  @Test
  void both_ends_of_the_filter_are_inclusive() {
    for (int i = 0; i < 5; i++) {
      book(row(DAY.minusDays(i), 5, 1 + i, 10, NORTH, "TC"));
    }

    UsageQuery query = new UsageQuery(DAY.minusDays(3), DAY.minusDays(1), List.of(), 0, 50, null);

    assertThat(sidsOf(book.usage.page(RESELLER_2, query))).containsExactly(4L, 3L, 2L);
  }

  @Test
  void a_filter_that_ends_before_it_starts_is_refused() {
    UsageQuery query = new UsageQuery(DAY, DAY.minusDays(1), List.of(), 0, 50, null);

    assertThat(refusal(RESELLER_2, query))
        .isEqualTo(new Problem.ReversedDates("filter.start", "filter.end"));
  }

  @Test
  void as_of_is_refused_before_the_opening_and_after_today() {
    LocalDate opened = book.today;
    book.today = opened.plusDays(2);

    assertThat(refusal(RESELLER_2, asOf(opened.minusDays(1))))
        .isEqualTo(new Problem.AsOfBeforeOpening("Daybook-As-Of", opened.minusDays(1)));
    assertThat(refusal(RESELLER_2, asOf(opened.plusDays(3))))
        .isEqualTo(new Problem.AsOfInFuture("Daybook-As-Of", opened.plusDays(3)));
    book.usage.page(RESELLER_2, asOf(opened));
    book.usage.page(RESELLER_2, asOf(book.today));

    book.openedOn = null;
    assertThat(refusal(RESELLER_2, asOf(opened)))
        .isEqualTo(new Problem.AsOfBeforeOpening("Daybook-As-Of", opened));
  }

  @Test
  void as_of_shows_the_rows_names_and_groups_of_that_days_end() {
    LocalDate opened = book.today;
    book(row(DAY, 5, 1, 10, NORTH, "TC"));
    book.today = opened.plusDays(1);
    book.put(RegistryTable.SIMS, List.of(sim(5, "Renamed")));
    book.remove(RegistryTable.GROUP_MEMBERS, member(8, 5));
    book(row(DAY, 5, 2, 10, NORTH, "TC"));

    UsagePage then =
        book.usage.page(RESELLER_2, new UsageQuery(null, null, List.of("g_8"), 0, 50, opened));

    assertThat(then.rows())
        .extracting(UsageRow::sid, UsageRow::name)
        .containsExactly(tuple(1L, "Meter"));
    assertThat(all(RESELLER_2).rows())
        .extracting(UsageRow::sid, UsageRow::name)
        .containsExactly(tuple(1L, "Renamed"), tuple(2L, "Renamed"));
    assertThat(book.usage.page(RESELLER_2, select(List.of("g_8"))).total()).isZero();
  }

  @Test
  void a_group_that_did_not_exist_yet_is_unknown_as_of_that_day() {
    LocalDate opened = book.today;
    book.today = opened.plusDays(1);
    book.put(
        RegistryTable.GROUPS, List.of(new SimGroup(new GroupId(10), new ResellerId(2), "Late")));

    assertThat(refusal(RESELLER_2, new UsageQuery(null, null, List.of("g_10"), 0, 50, opened)))
        .isEqualTo(new Problem.UnknownItem("g_10"));
    book.usage.page(RESELLER_2, select(List.of("g_10")));
  }

  @Test
  void the_scope_is_that_of_now_also_for_an_earlier_day() {
    book(row(DAY, 5, 1, 10, NORTH, "TC"));
    LocalDate opened = book.today;
    book.today = opened.plusDays(1);
    book(new TestBook.Row(key(DAY, 5, 1), 0, 0, 0, SOUTH, rating(SOUTH, "TC")));

    assertThat(book.usage.page(RESELLER_2, asOf(opened)).total()).isEqualTo(1);
    assertThat(all(RESELLER_2).total()).isZero();
    assertThat(book.usage.page(RESELLER_3, asOf(opened)).total()).isZero();
    assertThat(all(RESELLER_3).total()).isEqualTo(1);
  }

  @Test
  void a_version_is_refused_like_the_page() {
    assertThat(problemOf(() -> book.usage.at(RESELLER_2, select(List.of("s_7")))))
        .isEqualTo(new Problem.UnknownItem("s_7"));
  }

  @Test
  void a_version_stays_when_another_branch_is_renamed_booked_or_regrouped() {
    String before = version(RESELLER_2);

    book.put(RegistryTable.SIMS, List.of(sim(7, "Elsewhere")));
    book.book(List.of(new AccountId(30)), List.of(row(DAY, 7, 1, 10, SOUTH, "TC")), List.of());
    book.remove(RegistryTable.GROUP_MEMBERS, member(9, 5));
    book.remove(RegistryTable.GROUP_MEMBERS, member(8, 7));

    assertThat(version(RESELLER_2)).isEqualTo(before);
    assertThat(version(RESELLER_3)).isNotEqualTo(version(RESELLER_2));
  }

  @Test
  void a_version_changes_with_a_span_a_group_a_name_and_a_booking_in_scope() {
    String before = version(RESELLER_2);

    book.put(RegistryTable.SIM_SPANS, List.of(span(6, NORTH, "TC")));
    String spanned = version(RESELLER_2);
    book.remove(RegistryTable.GROUP_MEMBERS, member(8, 5));
    String regrouped = version(RESELLER_2);
    book.put(RegistryTable.SIMS, List.of(sim(6, "Named")));
    String named = version(RESELLER_2);
    book.book(List.of(new AccountId(20)), List.of(row(DAY, 5, 1, 10, NORTH, "TC")), List.of());

    assertThat(List.of(before, spanned, regrouped, named, version(RESELLER_2)))
        .doesNotHaveDuplicates();
  }

  private UsagePage all(Caller caller) {
    return book.usage.page(caller, select(List.of()));
  }

  private String version(Caller caller) {
    return book.usage.at(caller, select(List.of())).version();
  }

  private Problem refusal(Caller caller, UsageQuery query) {
    return problemOf(() -> book.usage.page(caller, query));
  }

  private static Problem problemOf(ThrowingCallable call) {
    return catchThrowableOfType(Refusal.class, call).problem();
  }

  private static List<Long> sidsOf(UsagePage page) {
    return page.rows().stream().map(UsageRow::sid).toList();
  }

  private static UsageQuery select(List<String> items) {
    return new UsageQuery(null, null, items, 0, 50, null);
  }

  private static UsageQuery asOf(LocalDate day) {
    return new UsageQuery(null, null, List.of(), 0, 50, day);
  }

  private void book(TestBook.Row... rows) {
    book.book(List.of(new AccountId(20), new AccountId(30)), List.of(rows), List.of());
  }

  private TestBook.Row row(
      LocalDate day, long sim, long sid, long bytes, SubscriptionId owner, String profile) {
    return new TestBook.Row(key(day, sim, sid), 1, bytes, 0, owner, rating(owner, profile));
  }

  private static SessionDayKey key(LocalDate day, long sim, long sid) {
    return new SessionDayKey(day, new SimId(sim), sid);
  }

  private Rating rating(SubscriptionId owner, String profile) {
    long reseller = owner.value() / 100;
    List<Reseller> path = List.of(reseller(1, null), reseller(reseller, 1L));
    return new Rater(book.prices.get())
        .rate("op", profile, DAY, path, new AccountId(reseller * 10), null);
  }

  private static Reseller reseller(long id, @Nullable Long parent) {
    return new Reseller(
        new ResellerId(id),
        parent == null ? null : new ResellerId(parent),
        "R" + id,
        id == 2 ? TENGE : Currency.EUR);
  }

  private static Sim sim(long id, @Nullable String name) {
    return new Sim(new SimId(id), "8900" + id, "+700" + id, "imsi" + id, null, name);
  }

  private static SimSpan span(long sim, SubscriptionId owner, String profile) {
    return new SimSpan(new SimId(sim), DaySpan.ALWAYS, owner, profile);
  }

  private static GroupMember member(long group, long sim) {
    return new GroupMember(new GroupId(group), new SimId(sim));
  }

  private static Buyers exactly(long reseller) {
    return new Buyers.Exactly(new Party.ResellerParty(new ResellerId(reseller)));
  }

  private static PriceList list(long id, Party seller, Buyers buyers, Currency currency) {
    return new PriceList(new PriceListId(id), seller, buyers, currency, DAY.minusYears(1));
  }

  private static Price price(long list, String price) {
    return new Price(
        new PriceListId(list), null, null, DataUnit.MEGABYTE, 1, new BigDecimal(price));
  }
}
