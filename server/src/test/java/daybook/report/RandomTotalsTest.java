package daybook.report;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.book.Cut;
import daybook.book.Entry;
import daybook.book.Facts.Side;
import daybook.book.Registry.When;
import daybook.book.RegistryTable;
import daybook.model.Account;
import daybook.model.AccountId;
import daybook.model.Currency;
import daybook.model.Money;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import daybook.model.Subscription;
import daybook.model.SubscriptionId;
import daybook.party.Directory;
import daybook.report.ExpenseQuery.Basis;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random bookings on the resellers 1 → 2 → 3, with sums of any width, before and after the opening.
 * Whatever is asked at whatever cut, sums in memory, sums in files, the fold over the store and a
 * naive sum over all entries say the same.
 */
@Tag("store")
class RandomTotalsTest {
  private static final int BATCHES_BEFORE_OPENING = 12;
  private static final int DAYS = 12;

  private final TestBook book = new TestBook(0);
  private final LocalDate firstDay = book.today.minusDays(DAYS);
  private final Totals inMemory = new Totals(book.facts, 1_000_000, null);
  private final Totals fromStore = new Totals(book.facts, 0, null);
  private Directory directory;

  @TempDir Path files;

  @BeforeEach
  void import_three_resellers() {
    for (long id = 1; id <= 3; id++) {
      ResellerId parent = id == 1 ? null : new ResellerId(id - 1);
      book.put(
          RegistryTable.RESELLERS,
          List.of(new Reseller(new ResellerId(id), parent, "R" + id, Currency.EUR)));
      book.put(
          RegistryTable.ACCOUNTS,
          List.of(new Account(new AccountId(id), new ResellerId(id), "A" + id)));
    }
    List<Subscription> subscriptions = new ArrayList<>();
    for (long id = 1; id <= 9; id++) {
      subscriptions.add(
          new Subscription(new SubscriptionId(id), new AccountId(1 + id % 3), "S" + id));
    }
    book.put(RegistryTable.SUBSCRIPTIONS, subscriptions);
    directory = book.registry.read(new When.Now(), Directory::read);
  }

  @AfterEach
  void close() {
    book.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void every_range_at_every_cut_is_that_of_a_naive_sum_over_all_entries(long seed) {
    Random random = new Random(seed);
    for (int batch = 1; batch <= 40; batch++) {
      book(batch, random);
      // Cuts are asked for in any order, so ledgers are behind at times, and beyond at others.
      for (int i = 0; i < 6; i++) {
        Cut cut = new Cut(random.nextBoolean() ? batch : random.nextInt(batch + 1));
        ExpenseQuery query = query(random);
        List<ExpenseReport.Line> expected = naive(query, cut);
        String question = query + " at " + cut + " of " + batch;
        assertThat(inMemory.of(query, cut, directory)).as(question).isEqualTo(expected);
        assertThat(fromStore.of(query, cut, directory)).as(question).isEqualTo(expected);
        // As after a start: only the files know something.
        assertThat(new Totals(book.facts, 1_000_000, files).of(query, cut, directory))
            .as(question)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void the_latest_cut_and_the_ends_of_days_are_told_without_the_store() {
    Random random = new Random(4);
    Ledgers ledgers = new Ledgers(book.facts, 1_000_000, null);
    for (int batch = 1; batch <= 40; batch++) {
      book(batch, random);
      ExpenseQuery query = query(random);
      Side side = query.basis() == Basis.EXPENSE ? Side.BUYER : Side.SELLER;
      Cut latest = book.facts.cut(null);
      Ledger ledger = ledgers.of(side, query.reseller(), latest, directory).orElseThrow();
      DayRun days = DayRun.of(query.from(), query.to());
      Owned owned = new Owned(directory, query);
      assertThat(ledger.lines(days, latest, owned)).contains(ExpenseLines.of(naive(query, latest)));
      for (int back = 0; batch > BATCHES_BEFORE_OPENING && back < 3; back++) {
        LocalDate day = book.today.minusDays(back);
        if (!day.isBefore(firstDay.plusDays(DAYS))) {
          Cut end = book.facts.cut(day);
          assertThat(ledger.lines(days, end, owned)).contains(ExpenseLines.of(naive(query, end)));
        }
      }
    }
  }

  @Test
  void answers_beside_a_booking_show_all_of_it_or_nothing() throws Exception {
    Random random = new Random(5);
    record Given(ExpenseQuery query, Cut cut, ExpenseLines lines) {}
    List<Given> given = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Given>>> readers = new ArrayList<>();
      for (long reader = 0; reader < 3; reader++) {
        Random own = new Random(reader);
        readers.add(
            threads.submit(() -> {
              List<Given> mine = new ArrayList<>();
              for (int i = 0; i < 60; i++) {
                ExpenseQuery query = query(own);
                Cut cut = book.facts.cut(null);
                Thread.sleep(own.nextInt(8));
                mine.add(new Given(query, cut, inMemory.of(query, cut, directory)));
              }
              return mine;
            }));
      }
      for (int batch = 1; batch <= 30; batch++) {
        book(batch, random);
      }
      for (Future<List<Given>> reader : readers) {
        given.addAll(reader.get());
      }
    }
    for (Given answer : given) {
      assertThat(answer.lines())
          .as("%s at %s", answer.query(), answer.cut())
          .isEqualTo(naive(answer.query(), answer.cut()));
    }
  }

  /** Before the opening on any day, from then on never on an earlier one than the last. */
  private void book(int batch, Random random) {
    if (batch > BATCHES_BEFORE_OPENING && random.nextInt(3) == 0) {
      book.today = book.today.plusDays(1);
    }
    LocalDate bookedDay =
        batch <= BATCHES_BEFORE_OPENING ? firstDay.plusDays(random.nextInt(DAYS)) : book.today;
    List<TestBook.Sum> sums = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      sums.add(sum(random));
    }
    book.book(bookedDay, List.of(new AccountId(1)), List.of(), sums);
  }

  private TestBook.Sum sum(Random random) {
    long subscription = random.nextLong(1, 10);
    long owner = 1 + subscription % 3;
    // A tier of the chain down to the subscription's account, which is the last buyer.
    long seller = random.nextLong(owner + 1);
    return new TestBook.Sum(
        random.nextBoolean() ? Entry.Kind.CHARGE : Entry.Kind.REVERSAL,
        resellerOrNull(seller),
        resellerOrNull(seller == owner ? 0 : seller + 1),
        new SubscriptionId(subscription),
        firstDay.minusDays(random.nextInt(70)),
        money(random),
        random.nextInt(4) == 0 ? null : money(random));
  }

  private static @Nullable ResellerId resellerOrNull(long id) {
    return id == 0 ? null : new ResellerId(id);
  }

  private static Money money(Random random) {
    BigInteger amount = new BigInteger(random.nextInt(8) == 0 ? 110 : 40, random);
    return Money.ofBillionths(random.nextBoolean() ? amount : amount.negate());
  }

  private ExpenseQuery query(Random random) {
    LocalDate from = firstDay.plusDays(random.nextInt(2 * DAYS));
    return new ExpenseQuery(
        new ResellerId(1 + random.nextInt(3)),
        random.nextInt(4) == 0 ? LocalDate.MIN : from,
        random.nextInt(4) == 0 ? LocalDate.MAX : from.plusDays(random.nextInt(DAYS)),
        random.nextBoolean() ? Basis.EXPENSE : Basis.REVENUE,
        random.nextBoolean(),
        null);
  }

  private List<ExpenseReport.Line> naive(ExpenseQuery query, Cut cut) {
    Map<SubscriptionId, Map<YearMonth, BigDecimal>> totals =
        NaiveReports.totals(
            book.entries,
            query,
            entry -> entry.batch() <= cut.throughBatch() && isOwned(entry, query));
    List<ExpenseReport.Line> lines = new ArrayList<>();
    totals.forEach((subscription, periods) ->
        periods.forEach((period, total) -> lines.add(line(subscription, period, total))));
    return lines;
  }

  private static boolean isOwned(Entry entry, ExpenseQuery query) {
    long owner = 1 + entry.key().subscription().value() % 3;
    return query.downstream()
        ? owner >= query.reseller().value()
        : owner == query.reseller().value();
  }

  private static ExpenseReport.Line line(
      SubscriptionId subscription, YearMonth period, BigDecimal total) {
    long owner = 1 + subscription.value() % 3;
    return new ExpenseReport.Line(
        Money.exactly(total), period, new AccountId(owner), subscription, new ResellerId(owner));
  }
}
