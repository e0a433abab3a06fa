package daybook.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daybook.book.Entry;
import daybook.book.RegistryTable;
import daybook.book.SessionDayKey;
import daybook.model.Account;
import daybook.model.AccountId;
import daybook.model.Currency;
import daybook.model.Money;
import daybook.model.Problem;
import daybook.model.Rating;
import daybook.model.Rating.Conversion;
import daybook.model.Refusal;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import daybook.model.Role;
import daybook.model.SimId;
import daybook.model.Subscription;
import daybook.model.SubscriptionId;
import daybook.party.Caller;
import daybook.report.ExpenseQuery.Basis;
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
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The tree is 1 (EUR) → 2 (USD) → 4, and 1 → 3. Reseller n has account n0 with subscription n00;
 * reseller 2 also has subscription 201 of account 20.
 */
@Tag("store")
class ExpenseFoldTest {
  private static final LocalDate JUNE = LocalDate.parse("2023-06-15");
  private static final Caller RESELLER_2 = TestBook.manager(new ResellerId(2), Role.FINANCE);
  private static final List<AccountId> EVERYONE =
      List.of(new AccountId(10), new AccountId(20), new AccountId(30), new AccountId(40));

  private final TestBook book = new TestBook(1_000_000);
  private final LocalDate day = book.today;
  private long lastSid;

  @BeforeEach
  void import_a_tree() {
    book.put(
        RegistryTable.RESELLERS,
        List.of(reseller(1, null), reseller(2, 1L), reseller(3, 1L), reseller(4, 2L)));
    book.put(RegistryTable.ACCOUNTS, List.of(account(10), account(20), account(30), account(40)));
    book.put(
        RegistryTable.SUBSCRIPTIONS,
        List.of(
            subscription(100),
            subscription(200),
            subscription(201),
            subscription(300),
            subscription(400)));
  }

  @AfterEach
  void close() {
    book.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"OPERATIONS", "VIEWER"})
  void a_role_that_may_not_read_expenses_is_told_so_before_anything_else(Role role) {
    Caller caller = TestBook.manager(new ResellerId(2), role);

    assertThat(problemOf(() -> book.expenses.report(caller, query(99))))
        .isEqualTo(new Problem.Forbidden(role));
    assertThat(problemOf(() -> book.expenses.at(caller, query(2))))
        .isEqualTo(new Problem.Forbidden(role));
  }

  @Test
  void an_accounts_user_may_not_read_expenses() {
    Caller user = TestBook.accountUser(new ResellerId(2), new AccountId(20));

    assertThat(problemOf(() -> book.expenses.report(user, query(2))))
        .isEqualTo(new Problem.Forbidden(Role.ACCOUNT_USER));
  }

  @ParameterizedTest
  @CsvSource({"1", "3", "99"})
  void a_reseller_above_or_beside_is_as_unknown_as_none(long reseller) {
    assertThat(problemOf(() -> book.expenses.report(RESELLER_2, query(reseller))))
        .isEqualTo(new Problem.UnknownReseller(Long.toString(reseller)));
    assertThat(problemOf(() -> book.expenses.at(RESELLER_2, query(reseller))))
        .isEqualTo(new Problem.UnknownReseller(Long.toString(reseller)));
  }

  @Test
  void lines_are_summed_per_subscription_and_billing_period_in_that_order() {
    book(
        paid(1L, 2L, 201, JUNE, "0.000000001"),
        paid(1L, 2L, 200, JUNE.plusMonths(1), "5"),
        paid(1L, 2L, 200, JUNE, "25.5"),
        paid(1L, 2L, 200, JUNE.minusDays(3), "0.26"));

    assertThat(linesOf(query(2)))
        .containsExactly("200 2023-06 25.76", "200 2023-07 5.0", "201 2023-06 0.000000001");
  }

  @Test
  void a_line_names_account_and_reseller_and_the_report_its_currency() {
    book(paid(1L, 2L, 400, JUNE, "1"));

    ExpenseReport report =
        book.expenses.report(RESELLER_2, query(2, day, day, Basis.EXPENSE, true, null));

    assertThat(report.lines())
        .singleElement()
        .extracting(ExpenseReport.Line::account, ExpenseReport.Line::reseller)
        .containsExactly(new AccountId(40), new ResellerId(4));
    assertThat(report.currency()).isEqualTo(new Currency("USD"));
  }

  @Test
  void a_line_whose_entries_add_up_to_nothing_stays() {
    book(paid(1L, 2L, 200, JUNE, "7"), paid(1L, 2L, 200, JUNE, "-7"));

    assertThat(linesOf(query(2))).containsExactly("200 2023-06 0.0");
  }

  @Test
  void the_days_asked_for_are_booked_days_both_inclusive() {
    for (int later = 0; later < 4; later++) {
      book.today = day.plusDays(later);
      book(paid(1L, 2L, 200, JUNE.plusMonths(later), "1"));
    }

    assertThat(linesOf(query(2, day.plusDays(1), day.plusDays(2), Basis.EXPENSE, false, null)))
        .containsExactly("200 2023-07 1.0", "200 2023-08 1.0");
  }

  @Test
  void an_expense_is_what_the_reseller_itself_pays() {
    book(
        paid(null, 1L, 400, JUNE, "1"),
        paid(1L, 2L, 400, JUNE, "2"),
        paid(2L, 4L, 400, JUNE, "3"),
        paid(4L, null, 400, JUNE, "4"),
        paid(1L, 2L, 200, JUNE, "5"));

    assertThat(linesOf(query(2))).containsExactly("200 2023-06 5.0");
    assertThat(linesOf(query(2, day, day, Basis.EXPENSE, true, null)))
        .containsExactly("200 2023-06 5.0", "400 2023-06 2.0");
    assertThat(linesOf(query(4))).containsExactly("400 2023-06 3.0");
  }

  @Test
  void a_revenue_is_what_direct_buyers_pay_in_the_resellers_currency() {
    book(
        earned(2L, null, 200, "6"),
        earned(2L, 4L, 400, "3"),
        earned(4L, null, 400, "4"),
        earned(1L, 2L, 200, "5"));

    assertThat(linesOf(query(2, day, day, Basis.REVENUE, false, null)))
        .containsExactly("200 2023-06 6.0");
    assertThat(linesOf(query(2, day, day, Basis.REVENUE, true, null)))
        .containsExactly("200 2023-06 6.0", "400 2023-06 3.0");
  }

  @Test
  void a_revenue_without_a_rate_adds_nothing_and_keeps_its_line() {
    book(earned(2L, null, 200, null), earned(2L, null, 201, "1"));

    assertThat(linesOf(query(2, day, day, Basis.REVENUE, false, null)))
        .containsExactly("200 2023-06 0.0", "201 2023-06 1.0");
  }

  @Test
  void reversed_dates_are_refused() {
    ExpenseQuery query = query(2, day, day.minusDays(1), Basis.EXPENSE, false, null);

    assertThat(problemOf(() -> book.expenses.report(RESELLER_2, query)))
        .isEqualTo(new Problem.ReversedDates("date_from", "date_to"));
  }

  @Test
  void as_of_shows_what_was_booked_by_then() {
    book(paid(1L, 2L, 200, JUNE, "1"));
    book.today = day.plusDays(1);
    book(paid(1L, 2L, 200, JUNE, "2"));

    assertThat(linesOf(query(2, day, day.plusDays(1), Basis.EXPENSE, false, day)))
        .containsExactly("200 2023-06 1.0");
    assertThat(linesOf(query(2, day, day.plusDays(1), Basis.EXPENSE, false, book.today)))
        .containsExactly("200 2023-06 3.0");
  }

  @Test
  void as_of_is_refused_before_the_opening_and_after_today() {
    assertThat(problemOf(() -> linesOf(query(2, day, day, Basis.EXPENSE, false, day.minusDays(1)))))
        .isEqualTo(new Problem.AsOfBeforeOpening("as_of", day.minusDays(1)));
    assertThat(problemOf(() -> linesOf(query(2, day, day, Basis.EXPENSE, false, day.plusDays(1)))))
        .isEqualTo(new Problem.AsOfInFuture("as_of", day.plusDays(1)));
  }

  @Test
  void session_days_without_the_resellers_charge_are_counted_until_it_arrives() {
    SessionDayKey late = session(200, unrated(), 1);
    session(200, rated(), 1);
    session(201, unrated(), 1);
    assertThat(unrated(query(2))).isEqualTo(2);

    rebook(late, 200, rated(), 0);

    assertThat(unrated(query(2))).isEqualTo(1);
  }

  @Test
  void a_session_day_that_grew_counts_once_and_one_withdrawn_does_not() {
    rebook(session(200, unrated(), 1), 200, unrated(), 3);
    rebook(session(200, unrated(), 2), 200, unrated(), -2);

    assertThat(unrated(query(2))).isEqualTo(1);
  }

  @Test
  void unrated_session_days_count_on_the_day_they_were_first_booked() {
    SessionDayKey key = session(200, unrated(), 1);
    book.today = day.plusDays(1);
    rebook(key, 200, unrated(), 1);

    assertThat(unrated(query(2, day, day, Basis.EXPENSE, false, null))).isEqualTo(1);
    assertThat(unrated(query(2, book.today, book.today, Basis.EXPENSE, false, null))).isZero();
  }

  @Test
  void unrated_session_days_below_count_with_downstream_only() {
    session(400, unrated(), 1);
    session(300, unrated(), 1);

    assertThat(unrated(query(2))).isZero();
    assertThat(unrated(query(2, day, day, Basis.EXPENSE, true, null))).isEqualTo(1);
  }

  @Test
  void a_missing_revenue_counts_for_the_seller_alone() {
    session(200, rated(), 1);

    assertThat(unrated(query(2, day, day, Basis.REVENUE, false, null))).isEqualTo(1);
    assertThat(unrated(query(2))).isZero();
  }

  @Test
  void a_version_changes_with_bookings_at_the_reseller_and_below_alone() {
    String before = book.expenses.at(RESELLER_2, query(2)).version();
    book.book(List.of(new AccountId(30)), List.of(), List.of());
    book.book(List.of(new AccountId(10)), List.of(), List.of());
    assertThat(book.expenses.at(RESELLER_2, query(2)).version()).isEqualTo(before);

    book.book(List.of(new AccountId(40)), List.of(), List.of());
    assertThat(book.expenses.at(RESELLER_2, query(2)).version()).isNotEqualTo(before);
  }

  private ExpenseQuery query(long reseller) {
    return query(reseller, day, day, Basis.EXPENSE, false, null);
  }

  private static ExpenseQuery query(
      long reseller,
      LocalDate from,
      LocalDate to,
      Basis basis,
      boolean downstream,
      @Nullable LocalDate asOf) {
    return new ExpenseQuery(new ResellerId(reseller), from, to, basis, downstream, asOf);
  }

  private List<String> linesOf(ExpenseQuery query) {
    return book.expenses.report(RESELLER_2, query).lines().stream()
        .map(line -> line.subscription() + " " + line.period() + " " + line.total())
        .toList();
  }

  private long unrated(ExpenseQuery query) {
    return book.expenses.report(RESELLER_2, query).unrated();
  }

  private static Problem problemOf(ThrowingCallable call) {
    return catchThrowableOfType(Refusal.class, call).problem();
  }

  private void book(TestBook.Sum... sums) {
    book.book(EVERYONE, List.of(), List.of(sums));
  }

  private static TestBook.Sum paid(
      @Nullable Long seller,
      @Nullable Long buyer,
      long subscription,
      LocalDate usageDay,
      String charge) {
    return new TestBook.Sum(
        charge.startsWith("-") ? Entry.Kind.REVERSAL : Entry.Kind.CHARGE,
        resellerOrNull(seller),
        resellerOrNull(buyer),
        new SubscriptionId(subscription),
        usageDay,
        money(charge),
        null);
  }

  private static TestBook.Sum earned(
      @Nullable Long seller, @Nullable Long buyer, long subscription, @Nullable String revenue) {
    return new TestBook.Sum(
        Entry.Kind.CHARGE,
        resellerOrNull(seller),
        resellerOrNull(buyer),
        new SubscriptionId(subscription),
        JUNE,
        money("1000"),
        revenue == null ? null : money(revenue));
  }

  private SessionDayKey session(long subscription, Rating rating, int records) {
    SessionDayKey key = new SessionDayKey(JUNE, new SimId(1), ++lastSid);
    rebook(key, subscription, rating, records);
    return key;
  }

  private void rebook(SessionDayKey key, long subscription, Rating rating, int records) {
    book.book(
        EVERYONE,
        List.of(new TestBook.Row(key, records, 0, 0, new SubscriptionId(subscription), rating)),
        List.of());
  }

  /** What reseller 2 pays is unrated. */
  private static Rating unrated() {
    return rating(new Rating.Unrated(Rating.Reason.NO_PRICE));
  }

  /** All is charged; the revenue of reseller 2 lacks a rate. */
  private static Rating rated() {
    return rating(priced(new Conversion.ListAmount()));
  }

  private static Rating rating(Rating.Pricing ofReseller2) {
    return new Rating(
        "op",
        "TC",
        new ResellerId(2),
        List.of(
            new Rating.Tier(null, new ResellerId(1), priced(new Conversion.NotKept())),
            new Rating.Tier(new ResellerId(1), new ResellerId(2), ofReseller2),
            new Rating.Tier(new ResellerId(2), null, priced(new Conversion.Missing()))));
  }

  private static Rating.Priced priced(Conversion revenue) {
    Conversion list = new Conversion.ListAmount();
    return new Rating.Priced(1, 1, list, revenue, list);
  }

  private static Money money(String amount) {
    return Money.exactly(new BigDecimal(amount));
  }

  private static @Nullable ResellerId resellerOrNull(@Nullable Long id) {
    return id == null ? null : new ResellerId(id);
  }

  private static Reseller reseller(long id, @Nullable Long parent) {
    Currency currency = id == 2 ? new Currency("USD") : Currency.EUR;
    return new Reseller(new ResellerId(id), resellerOrNull(parent), "R" + id, currency);
  }

  private static Account account(long id) {
    return new Account(new AccountId(id), new ResellerId(id / 10), "A" + id);
  }

  private static Subscription subscription(long id) {
    return new Subscription(new SubscriptionId(id), new AccountId(id / 100 * 10), "S" + id);
  }
}
