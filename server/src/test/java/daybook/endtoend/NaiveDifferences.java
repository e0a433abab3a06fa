package daybook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.App;
import daybook.book.Batch;
import daybook.book.Cut;
import daybook.book.DaySlice;
import daybook.book.Entry;
import daybook.book.Facts;
import daybook.book.SessionDayKey;
import daybook.model.BatchId;
import daybook.model.DaySpan;
import daybook.model.Money;
import daybook.model.ResellerId;
import daybook.model.SimId;
import daybook.party.Caller;
import daybook.report.Differences;
import daybook.report.ExpenseDifference;
import daybook.report.ExpenseQuery;
import daybook.report.UsageDifference;
import daybook.report.UsagePage;
import daybook.report.UsageQuery;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Differences between two days' states of the small world as anybody would find them: by asking
 * both reports for both days and comparing row by row, and the books batch by batch.
 */
final class NaiveDifferences {
  private static final LocalDate EVER = LocalDate.of(1, 1, 1);
  private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

  /** The subscriptions that each reseller and those below it have. */
  private static final Map<Long, Set<Long>> SUBSCRIPTIONS =
      Map.of(
          1L, Set.of(100L, 200L, 300L, 301L), 2L, Set.of(200L, 300L, 301L), 3L, Set.of(300L, 301L));

  private final App app;
  private final Facts facts;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<List<Long>, Map<SessionDayKey, Shown>> states = new HashMap<>();
  private int compared;

  /** What stands in the books of a session day that a reseller sees. */
  private record Shown(long up, long down, long subscription, long rating) {}

  NaiveDifferences(App app) {
    this.app = app;
    this.facts = app.facts();
    facts.allEntries(facts.cut(null), entries::add);
  }

  /** How many numbers differed so far. */
  int compared() {
    return compared;
  }

  void compare(LocalDate earlier, LocalDate later) {
    LocalDate until = later.isAfter(app.today()) ? app.today() : later;
    for (long reseller : SUBSCRIPTIONS.keySet()) {
      Differences.Between between = app.differences().between(caller(reseller), earlier, until);
      String what = "reseller %d from %s to %s".formatted(reseller, earlier, until);
      assertThat(between.batches().values())
          .as(what)
          .containsExactlyElementsOf(batches(earlier, until));
      compareExpenses(what, between, reseller, earlier, until);
      for (UsageDifference.Detail detail : UsageDifference.Detail.values()) {
        List<UsageDifference> usage = between.usage(DaySpan.ALWAYS, detail);
        compared += usage.size();
        List<String> actual = usage.stream().map(NaiveDifferences::text).toList();
        List<String> expected = expectedUsage(reseller, detail, earlier, until);
        assertThat(unlike(actual, expected)).as(what).isEqualTo(unlike(expected, actual));
        assertThat(actual).as(what).isEqualTo(expected);
      }
    }
    Differences.Between between = app.differences().between(caller(1), earlier, until);
    assertThat(between.expenses(List.of(new ResellerId(3), new ResellerId(1)), DaySpan.ALWAYS))
        .containsExactlyElementsOf(
            List.of(1L, 3L).stream()
                .flatMap(
                    id -> between.expenses(List.of(new ResellerId(id)), DaySpan.ALWAYS).stream())
                .toList());
  }

  /** Says only what differs. */
  private static List<String> unlike(List<String> some, List<String> others) {
    return some.stream().filter(text -> !others.contains(text)).toList();
  }

  private static Caller caller(long reseller) {
    return Caller.atTheCommandLine(new ResellerId(reseller));
  }

  private List<Batch> batches(LocalDate earlier, LocalDate later) {
    long first = facts.cut(earlier).throughBatch();
    long last = facts.cut(later).throughBatch();
    return facts.batches().stream()
        .filter(batch -> batch.id().value() > first && batch.id().value() <= last)
        .toList();
  }

  // Expenses.

  private void compareExpenses(
      String what, Differences.Between between, long reseller, LocalDate earlier, LocalDate later) {
    Map<String, String> before = expenses(reseller, earlier);
    Map<String, String> after = expenses(reseller, later);
    Map<String, String> expected = new TreeMap<>();
    after.forEach((row, total) -> {
      if (!total.equals(before.get(row))) {
        expected.put(row, before.get(row) + " to " + total);
      }
    });
    Map<String, String> actual = new TreeMap<>();
    List<ExpenseDifference> differences =
        between.expenses(List.of(new ResellerId(reseller)), DaySpan.ALWAYS);
    for (ExpenseDifference row : differences) {
      assertThat(row.reseller()).isEqualTo(new ResellerId(reseller));
      actual.put(
          "%s %s %s %s".formatted(row.subscription(), row.period(), row.account(), row.currency()),
          row.before() + " to " + row.after());
      assertThat(row.shares()).as(what).isEqualTo(shares(row, batches(earlier, later)));
      assertThat(row.shares().values().stream().reduce(Money.ZERO, Money::plus))
          .as(what)
          .isEqualTo(row.difference())
          .isEqualTo(row.after().minus(row.before() == null ? Money.ZERO : row.before()));
    }
    compared += differences.size();
    assertThat(actual).as(what).isEqualTo(expected).hasSize(differences.size());
  }

  private Map<String, String> expenses(long reseller, LocalDate asOf) {
    ExpenseQuery query =
        new ExpenseQuery(
            new ResellerId(reseller), EVER, NEVER, ExpenseQuery.Basis.EXPENSE, false, asOf);
    var report = app.expenses().report(caller(reseller), query);
    return report.lines().stream()
        .collect(
            Collectors.toMap(
                line ->
                    "%s %s %s %s"
                        .formatted(
                            line.subscription(), line.period(), line.account(), report.currency()),
                line -> line.total().toPlainText()));
  }

  private Map<BatchId, Money> shares(ExpenseDifference row, List<Batch> batches) {
    Map<BatchId, Money> shares = new TreeMap<>();
    for (Batch batch : batches) {
      entries.stream()
          .filter(entry -> entry.batch() == batch.id().value())
          .filter(entry -> row.reseller().equals(entry.key().buyer()))
          .filter(entry -> row.subscription().equals(entry.key().subscription()))
          .filter(entry -> row.period().equals(entry.key().billingPeriod()))
          .forEach(entry -> shares.merge(batch.id(), entry.charge(), Money::plus));
    }
    return shares;
  }

  // Usage.

  private List<String> expectedUsage(
      long reseller, UsageDifference.Detail detail, LocalDate earlier, LocalDate later) {
    Map<SessionDayKey, Shown> before = state(reseller, facts.cut(earlier).throughBatch());
    Map<SessionDayKey, Shown> after = state(reseller, facts.cut(later).throughBatch());
    assertThat(volume(before.values())).isEqualTo(volume(reseller, earlier));
    assertThat(volume(after.values())).isEqualTo(volume(reseller, later));
    Map<String, String> texts = new TreeMap<>();
    // Also of session days that came and went in between.
    Set<SessionDayKey> all = new HashSet<>(before.keySet());
    for (Batch batch : batches(earlier, later)) {
      all.addAll(state(reseller, batch.id().value()).keySet());
    }
    for (Map.Entry<String, Set<SessionDayKey>> group : groups(all, detail).entrySet()) {
      Set<SessionDayKey> keys = group.getValue();
      if (keys.stream().anyMatch(key -> !Objects.equals(before.get(key), after.get(key)))) {
        StringBuilder text = new StringBuilder(group.getKey());
        text.append(" had ").append(volume(values(before, keys)));
        text.append(" then ").append(effect(before, after, keys));
        for (Batch batch : batches(earlier, later)) {
          Map<SessionDayKey, Shown> from = state(reseller, batch.id().value() - 1);
          Map<SessionDayKey, Shown> to = state(reseller, batch.id().value());
          if (keys.stream().anyMatch(key -> !Objects.equals(from.get(key), to.get(key)))) {
            text.append(" by ").append(batch.id()).append(": ").append(effect(from, to, keys));
          }
        }
        texts.put(group.getKey(), text.toString());
      }
    }
    return List.copyOf(texts.values());
  }

  private static String text(UsageDifference row) {
    StringBuilder text = new StringBuilder(name(row.usageDay(), row.sim()));
    text.append(" had ").append(volume(row.before()));
    text.append(" then ").append(text(row.effect()));
    row.effects()
        .forEach(
            (batch, effect) -> text.append(" by ").append(batch).append(": ").append(text(effect)));
    return text.toString();
  }

  private static String name(LocalDate day, SimId sim) {
    return day + " SIM " + sim;
  }

  private static String volume(UsageDifference.Volume volume) {
    return "%d days %d bytes".formatted(volume.sessionDays(), volume.bytes());
  }

  private static String text(UsageDifference.Effect effect) {
    return "%s, %d changed, %d moved, %d rerated"
        .formatted(volume(effect.volume()), effect.changed(), effect.moved(), effect.rerated());
  }

  private static String volume(Iterable<Shown> shown) {
    long days = 0;
    long bytes = 0;
    for (Shown one : shown) {
      days++;
      bytes += one.up() + one.down();
    }
    return volume(new UsageDifference.Volume(days, bytes));
  }

  /** As the report itself says it. */
  private String volume(long reseller, LocalDate asOf) {
    UsagePage page =
        app.usage().page(caller(reseller), new UsageQuery(null, null, List.of(), 0, 10_000, asOf));
    return volume(
        new UsageDifference.Volume(
            page.total(), page.rows().stream().mapToLong(row -> row.bytes()).sum()));
  }

  private static String effect(
      Map<SessionDayKey, Shown> from, Map<SessionDayKey, Shown> to, Set<SessionDayKey> keys) {
    long days = 0;
    long bytes = 0;
    long changed = 0;
    long moved = 0;
    long rerated = 0;
    for (SessionDayKey key : keys) {
      Shown was = from.get(key);
      Shown is = to.get(key);
      if (!Objects.equals(was, is)) {
        changed++;
        days += (is == null ? 0 : 1) - (was == null ? 0 : 1);
        bytes += (is == null ? 0 : is.up() + is.down()) - (was == null ? 0 : was.up() + was.down());
        if (was != null && is != null && was.subscription() != is.subscription()) {
          moved++;
        } else if (was != null && is != null && was.rating() != is.rating()) {
          rerated++;
        }
      }
    }
    return text(
        new UsageDifference.Effect(
            new UsageDifference.Volume(days, bytes), changed, moved, rerated));
  }

  private static Map<String, Set<SessionDayKey>> groups(
      Set<SessionDayKey> keys, UsageDifference.Detail detail) {
    Map<String, Set<SessionDayKey>> groups = new TreeMap<>();
    for (SessionDayKey key : keys) {
      SimId sim = detail == UsageDifference.Detail.SIM ? key.sim() : null;
      groups.computeIfAbsent(name(key.usageDay(), sim), name -> new HashSet<>()).add(key);
    }
    return groups;
  }

  private static List<Shown> values(Map<SessionDayKey, Shown> state, Set<SessionDayKey> keys) {
    return keys.stream().map(state::get).filter(Objects::nonNull).toList();
  }

  private Map<SessionDayKey, Shown> state(long reseller, long through) {
    return states.computeIfAbsent(List.of(reseller, through), key -> readState(reseller, through));
  }

  private Map<SessionDayKey, Shown> readState(long reseller, long through) {
    Map<SessionDayKey, Shown> state = new HashMap<>();
    for (LocalDate day : facts.usageDays(new Cut(through)).keySet()) {
      DaySlice slice = facts.slice(day, through);
      for (int row = 0; row < slice.size(); row++) {
        if (SUBSCRIPTIONS.get(reseller).contains(slice.subscription(row))) {
          state.put(
              new SessionDayKey(day, new SimId(slice.sim(row)), slice.sid(row)),
              new Shown(
                  slice.bytesUp(row),
                  slice.bytesDown(row),
                  slice.subscription(row),
                  slice.rating(row)));
        }
      }
    }
    return state;
  }
}
