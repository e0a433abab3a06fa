package daybook.report;

import daybook.book.Cut;
import daybook.book.Entry;
import daybook.book.Facts;
import daybook.model.Account;
import daybook.model.BatchId;
import daybook.model.DaySpan;
import daybook.model.Money;
import daybook.model.ResellerId;
import daybook.model.SubscriptionId;
import daybook.party.Directory;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folds what was booked between two cuts into the rows of expense reports that differ. */
final class ExpenseDifferences {
  private final Facts facts;
  private final Cut before;
  private final Cut after;
  private final Directory directory;
  private final Set<ResellerId> resellers;
  private final DaySpan usageDays;
  private final Map<RowKey, Row> rows = new TreeMap<>();

  private record RowKey(ResellerId reseller, SubscriptionId subscription, YearMonth period)
      implements Comparable<RowKey> {
    private static final Comparator<RowKey> ORDER =
        Comparator.comparing(RowKey::reseller)
            .thenComparing(RowKey::subscription)
            .thenComparing(RowKey::period);

    @Override
    public int compareTo(RowKey other) {
      return ORDER.compare(this, other);
    }
  }

  private static final class Row {
    @Nullable Money before;
    final SortedMap<BatchId, Money> shares = new TreeMap<>();

    void add(Entry entry) {
      shares.merge(new BatchId(entry.batch()), entry.charge(), Money::plus);
    }

    void addBefore(Entry entry) {
      before = before == null ? entry.charge() : before.plus(entry.charge());
    }

    Money difference() {
      return shares.values().stream().reduce(Money.ZERO, Money::plus);
    }

    /** A row that is new differs, even if it says 0. */
    boolean differs() {
      return before == null || !difference().isZero();
    }

    Money after() {
      return before == null ? difference() : before.plus(difference());
    }
  }

  ExpenseDifferences(
      Facts facts,
      Cut before,
      Cut after,
      Directory directory,
      Collection<ResellerId> resellers,
      DaySpan usageDays) {
    this.facts = facts;
    this.before = before;
    this.after = after;
    this.directory = directory;
    this.resellers = Set.copyOf(resellers);
    this.usageDays = usageDays;
  }

  List<ExpenseDifference> fold() {
    facts.entriesBetween(before, after, resellers, this::add);
    if (!rows.isEmpty()) {
      readBefore();
    }
    return rows.entrySet().stream()
        .filter(row -> row.getValue().differs())
        .map(row -> difference(row.getKey(), row.getValue()))
        .toList();
  }

  private void add(Entry entry) {
    YearMonth period = entry.key().billingPeriod();
    if (usageDays.overlaps(new DaySpan(period.atDay(1), period.atEndOfMonth()))) {
      key(entry).ifPresent(key -> rows.computeIfAbsent(key, row -> new Row()).add(entry));
    }
  }

  /** What the rows said before, and of no others. */
  private void readBefore() {
    Set<ResellerId> buyers = new HashSet<>();
    Set<SubscriptionId> subscriptions = new HashSet<>();
    for (RowKey key : rows.keySet()) {
      buyers.add(key.reseller());
      subscriptions.add(key.subscription());
    }
    facts.entriesOf(
        buyers,
        subscriptions,
        periods().min(Comparator.naturalOrder()).orElseThrow().atDay(1),
        periods().max(Comparator.naturalOrder()).orElseThrow().atEndOfMonth(),
        before,
        entry -> key(entry).map(rows::get).ifPresent(row -> row.addBefore(entry)));
  }

  private Stream<YearMonth> periods() {
    return rows.keySet().stream().map(RowKey::period);
  }

  /** Empty where a reseller buys for the accounts of one below it. */
  private Optional<RowKey> key(Entry entry) {
    SubscriptionId subscription = entry.key().subscription();
    return directory
        .accountOf(subscription)
        .map(Account::reseller)
        .filter(owner -> owner.equals(entry.key().buyer()))
        .map(owner -> new RowKey(owner, subscription, entry.key().billingPeriod()));
  }

  private ExpenseDifference difference(RowKey key, Row row) {
    return new ExpenseDifference(
        key.reseller(),
        directory.accountOf(key.subscription()).orElseThrow().id(),
        key.subscription(),
        key.period(),
        directory.reseller(key.reseller()).orElseThrow().currency(),
        row.before,
        row.after(),
        row.shares);
  }
}
