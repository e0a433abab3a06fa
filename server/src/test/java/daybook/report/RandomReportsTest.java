package daybook.report;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.book.Entry;
import daybook.book.SessionDayKey;
import daybook.model.AccountId;
import daybook.model.Money;
import daybook.model.Problem;
import daybook.model.Rating;
import daybook.model.Refusal;
import daybook.model.ResellerId;
import daybook.model.Role;
import daybook.model.SimId;
import daybook.model.SimSpan;
import daybook.model.SubscriptionId;
import daybook.party.Caller;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random books that grow for some days. Every answer to every caller equals a naive filter over all
 * that was booked, versions change for those alone who may see the change, and asked again as of
 * each day, every answer is the same as it was at that day's end.
 */
@Tag("store")
class RandomReportsTest {
  private static final int DAYS = 4;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void every_answer_is_that_of_a_naive_filter_over_everything_booked(long seed) {
    // Room for a few slices only, so that days are also read again; in every other run for sums.
    try (TestBook book = new TestBook(4_000, seed % 2 == 0 ? 0 : 1_000_000)) {
      new Run(new Random(seed), book).run();
    }
  }

  /** An answer that was given at a day's end, and how to ask for it again. */
  private record Given(String question, Object answer, Supplier<Object> again) {}

  private static final class Run {
    private final Random random;
    private final TestBook book;
    private final World world;
    private final NaiveReports naive;
    private final List<Caller> callers;
    private final List<Given> given = new ArrayList<>();
    private long lastSid;

    Run(Random random, TestBook book) {
      this.random = random;
      this.book = book;
      this.world = new World(random, book);
      this.naive = new NaiveReports(world, book);
      this.callers =
          Stream.concat(
                  world.resellers.keySet().stream().map(id -> TestBook.manager(id, Role.FINANCE)),
                  world.accounts.values().stream()
                      .map(account -> TestBook.accountUser(account.reseller(), account.id())))
              .toList();
    }

    void run() {
      for (int day = 0; day < DAYS; day++) {
        renameAndWatch();
        moveAndWatch();
        world.changeMembership();
        for (int batch = 0; batch < 3; batch++) {
          bookAndWatch();
        }
        askEveryone();
        book.today = book.today.plusDays(1);
      }
      for (Given answer : given) {
        assertThat(answer.again().get()).as(answer.question()).isEqualTo(answer.answer());
      }
    }

    private void renameAndWatch() {
      Map<Caller, String> before = versions();
      SimId renamed = world.rename().id();
      Map<Caller, String> after = versions();
      for (Caller caller : callers) {
        assertThat(!after.get(caller).equals(before.get(caller)))
            .as("%s sees that SIM %s has another name", caller, renamed)
            .isEqualTo(naive.wasEver(caller, renamed));
      }
    }

    private void moveAndWatch() {
      Map<Caller, String> before = versions();
      World.Moved moved = world.moveSpan();
      Map<Caller, String> after = versions();
      for (Caller caller : callers) {
        assertThat(!after.get(caller).equals(before.get(caller)))
            .as("%s sees %s", caller, moved)
            .isEqualTo(
                !moved.before().equals(moved.after())
                    && (naive.isVisible(caller, moved.before().subscription())
                        || naive.isVisible(caller, moved.after().subscription())));
      }
    }

    private void bookAndWatch() {
      Map<Caller, String> before = versions();
      Map<ResellerId, String> expensesBefore = expenseVersions();
      Set<AccountId> touched = bookSomething();
      Map<Caller, String> after = versions();
      for (Caller caller : callers) {
        assertThat(!after.get(caller).equals(before.get(caller)))
            .as("%s sees that %s were touched", caller, touched)
            .isEqualTo(naive.accountsSeenBy(caller).stream().anyMatch(touched::contains));
      }
      Map<ResellerId, String> expensesAfter = expenseVersions();
      for (ResellerId reseller : world.resellers.keySet()) {
        assertThat(!expensesAfter.get(reseller).equals(expensesBefore.get(reseller)))
            .as("the expenses of %s may have changed as %s were touched", reseller, touched)
            .isEqualTo(
                touched.stream()
                    .anyMatch(id -> world.isWithin(world.accounts.get(id).reseller(), reseller)));
      }
    }

    private Map<Caller, String> versions() {
      UsageQuery query = new UsageQuery(null, null, List.of(), 0, 1, null);
      return callers.stream()
          .collect(
              Collectors.toMap(caller -> caller, caller -> book.usage.at(caller, query).version()));
    }

    private Map<ResellerId, String> expenseVersions() {
      return world.resellers.keySet().stream()
          .collect(
              Collectors.toMap(
                  id -> id,
                  id ->
                      book.expenses
                          .at(
                              TestBook.manager(id, Role.FINANCE),
                              new ExpenseQuery(
                                  id,
                                  book.today,
                                  book.today,
                                  ExpenseQuery.Basis.EXPENSE,
                                  false,
                                  null))
                          .version()));
    }

    /** New sessions, grown ones, withdrawn ones, and ones that come to another owner or to none. */
    private Set<AccountId> bookSomething() {
      List<TestBook.Row> rows = new ArrayList<>();
      Set<AccountId> touched = new HashSet<>();
      Set<SessionDayKey> done = new HashSet<>();
      List<NaiveReports.Merged> known = naive.merged();
      int size = random.nextInt(12);
      for (int i = 0; i < size; i++) {
        if (!known.isEmpty() && random.nextInt(3) == 0) {
          NaiveReports.Merged day = world.any(known);
          if (done.add(day.key)) {
            touch(day.subscription, touched);
            rows.add(change(day));
          }
        } else {
          SimId sim = world.any(world.sims.keySet());
          LocalDate day = book.today.minusDays(random.nextInt(25));
          rows.add(row(new SessionDayKey(day, sim, ++lastSid), 1, volume(), volume()));
        }
      }
      rows.removeIf(row -> row.subscription() == null && row.records() == 1);
      rows.forEach(row -> touch(row.subscription(), touched));
      book.book(touched, rows, sums(rows));
      return touched;
    }

    private void touch(@Nullable SubscriptionId subscription, Set<AccountId> touched) {
      if (subscription != null) {
        touched.add(world.subscriptions.get(subscription).account());
      }
    }

    private TestBook.Row change(NaiveReports.Merged day) {
      return switch (random.nextInt(3)) {
        case 0 -> row(day.key, -day.records, -day.up, -day.down);
        case 1 -> row(day.key, 0, 0, 0);
        default -> row(day.key, 2, volume(), 0);
      };
    }

    /** A row with the stamps that the registry of now gives its session day. */
    private TestBook.Row row(SessionDayKey key, int records, long up, long down) {
      SimSpan span = world.spanOn(key.sim(), key.usageDay());
      SubscriptionId owner = span == null ? null : span.subscription();
      Rating rating = span == null ? null : world.rating(span, key.usageDay());
      return new TestBook.Row(key, records, up, down, owner, rating);
    }

    private long volume() {
      return random.nextInt(4) == 0 ? 0 : random.nextLong(1L << 34);
    }

    /** Any entries will do: the report adds them up, whatever they are made of. */
    private List<TestBook.Sum> sums(List<TestBook.Row> rows) {
      List<TestBook.Sum> sums = new ArrayList<>();
      for (TestBook.Row row : rows) {
        if (row.subscription() != null) {
          for (Rating.Tier tier : row.rating().tiers()) {
            sums.add(
                new TestBook.Sum(
                    random.nextBoolean() ? Entry.Kind.CHARGE : Entry.Kind.REVERSAL,
                    tier.seller(),
                    tier.buyer(),
                    row.subscription(),
                    row.key().usageDay(),
                    money(),
                    random.nextBoolean() ? money() : null));
          }
        }
      }
      return sums;
    }

    private Money money() {
      return Money.ofBillionths(BigInteger.valueOf(random.nextLong(-1L << 40, 1L << 40)));
    }

    private void askEveryone() {
      for (Caller caller : callers) {
        for (int i = 0; i < 2; i++) {
          askUsage(caller, usageQuery());
        }
        for (ResellerId reseller : world.resellers.keySet()) {
          askExpenses(caller, expenseQuery(reseller));
        }
      }
    }

    private UsageQuery usageQuery() {
      List<String> select = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        select.add(
            switch (random.nextInt(4)) {
              case 0 -> "all";
              case 1 -> "g_" + (1 + random.nextInt(7));
              default -> "s_" + (1 + random.nextInt(31));
            });
      }
      LocalDate start = random.nextBoolean() ? null : book.today.minusDays(random.nextInt(20));
      LocalDate end =
          random.nextBoolean()
              ? null
              : (start == null ? book.today : start).plusDays(random.nextInt(10));
      return new UsageQuery(start, end, select, 0, 1 + random.nextInt(9), null);
    }

    private void askUsage(Caller caller, UsageQuery query) {
      Object expected =
          naive
              .unknownItem(caller, query.select())
              .<Object>map(Problem.UnknownItem::new)
              .orElseGet(() -> naive.usage(caller, query));
      LocalDate day = book.today;
      String question = caller + " asks " + query;
      assertThat(allPages(caller, query, null)).as(question).isEqualTo(expected);
      given.add(new Given(question + " on " + day, expected, () -> allPages(caller, query, day)));
    }

    /** The pages put together; each states the same totals. */
    private Object allPages(Caller caller, UsageQuery query, @Nullable LocalDate asOf) {
      try {
        List<UsageRow> rows = new ArrayList<>();
        for (long number = 0; ; number++) {
          UsageQuery numbered =
              new UsageQuery(
                  query.start(), query.end(), query.select(), number, query.size(), asOf);
          UsagePage page = book.usage.page(caller, numbered);
          if (page.rows().isEmpty()) {
            return new UsagePage(rows, page.total(), page.unrated(), page.completeThrough());
          }
          rows.addAll(page.rows());
        }
      } catch (Refusal refusal) {
        return refusal.problem();
      }
    }

    private ExpenseQuery expenseQuery(ResellerId reseller) {
      LocalDate from = book.today.minusDays(random.nextInt(DAYS));
      return new ExpenseQuery(
          reseller,
          from,
          from.plusDays(random.nextInt(DAYS)),
          random.nextBoolean() ? ExpenseQuery.Basis.EXPENSE : ExpenseQuery.Basis.REVENUE,
          random.nextBoolean(),
          null);
    }

    private void askExpenses(Caller caller, ExpenseQuery query) {
      Object expected = expected(caller, query);
      LocalDate day = book.today;
      String question = caller + " asks " + query;
      assertThat(report(caller, query, null)).as(question).isEqualTo(expected);
      given.add(new Given(question + " on " + day, expected, () -> report(caller, query, day)));
    }

    private Object expected(Caller caller, ExpenseQuery query) {
      if (caller.account() != null) {
        return new Problem.Forbidden(Role.ACCOUNT_USER);
      }
      return world.isWithin(query.reseller(), caller.reseller())
          ? naive.expenses(query)
          : new Problem.UnknownReseller(query.reseller().toString());
    }

    private Object report(Caller caller, ExpenseQuery query, @Nullable LocalDate asOf) {
      try {
        return book.expenses.report(
            caller,
            new ExpenseQuery(
                query.reseller(),
                query.from(),
                query.to(),
                query.basis(),
                query.downstream(),
                asOf));
      } catch (Refusal refusal) {
        return refusal.problem();
      }
    }
  }
}
