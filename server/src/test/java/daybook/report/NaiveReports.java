package daybook.report;

import daybook.book.CellRow;
import daybook.book.Entry;
import daybook.book.Registry.When;
import daybook.book.RegistryTable;
import daybook.book.SessionDayKey;
import daybook.model.AccountId;
import daybook.model.DaySpan;
import daybook.model.FxRate;
import daybook.model.GroupId;
import daybook.model.GroupMember;
import daybook.model.Money;
import daybook.model.Price;
import daybook.model.Rating;
import daybook.model.Rating.Conversion;
import daybook.model.RatingId;
import daybook.model.ResellerId;
import daybook.model.Sim;
import daybook.model.SimId;
import daybook.model.SubscriptionId;
import daybook.model.Versioned;
import daybook.party.Caller;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Both reports as a filter over everything that was ever booked: slow, and plain to see right. */
final class NaiveReports {
  private final World world;
  private final TestBook book;
  private final Map<Long, Object> versions = new HashMap<>();

  NaiveReports(World world, TestBook book) {
    this.world = world;
    this.book = book;
  }

  boolean isVisible(Caller caller, @Nullable SubscriptionId subscription) {
    if (subscription == null) {
      return false;
    }
    AccountId account = world.subscriptions.get(subscription).account();
    return caller.account() != null
        ? caller.account().equals(account)
        : world.isWithin(world.resellerOf(subscription), caller.reseller());
  }

  boolean wasEver(Caller caller, SimId sim) {
    return world.spans.stream()
        .anyMatch(span -> span.sim().equals(sim) && isVisible(caller, span.subscription()));
  }

  /** The first item that the caller may not name. */
  Optional<String> unknownItem(Caller caller, List<String> select) {
    return select.stream().filter(item -> !mayName(caller, item)).findFirst();
  }

  private boolean mayName(Caller caller, String item) {
    if (item.equals("all")) {
      return true;
    }
    long id = Long.parseLong(item.substring(2));
    if (item.startsWith("s_")) {
      return wasEver(caller, new SimId(id));
    }
    var group = world.groups.get(new GroupId(id));
    return caller.account() == null
        && group != null
        && world.isWithin(group.reseller(), caller.reseller());
  }

  /** All pages in one. */
  UsagePage usage(Caller caller, UsageQuery query) {
    List<UsageRow> rows = new ArrayList<>();
    long unrated = 0;
    for (Merged day : merged()) {
      if (isVisible(caller, day.subscription) && isAsked(day.key, query)) {
        Money cost = sessionCost(caller, day);
        Rating.Tier own = own(caller, day);
        boolean costed = book.ratings.get(day.rating).profile().equals("TC");
        if (own.pricing() instanceof Rating.Unrated || (costed && cost == null)) {
          unrated++;
        }
        Sim sim = world.sims.get(day.key.sim());
        rows.add(
            new UsageRow(
                day.key.sid(),
                day.key.usageDay(),
                cost,
                day.up,
                day.down,
                sim.id(),
                sim.originalNumber(),
                sim.iccid(),
                sim.name()));
      }
    }
    rows.sort(
        Comparator.comparing(UsageRow::usageDay)
            .thenComparing(UsageRow::sim)
            .thenComparingLong(UsageRow::sid));
    return new UsagePage(rows, rows.size(), unrated, null);
  }

  private boolean isAsked(SessionDayKey key, UsageQuery query) {
    LocalDate day = key.usageDay();
    if (!new DaySpan(query.start(), query.end()).contains(day)) {
      return false;
    }
    return query.select().isEmpty()
        || query.select().contains("all")
        || query.select().contains("s_" + key.sim())
        || world.members.stream()
            .filter(member -> member.sim().equals(key.sim()))
            .map(GroupMember::group)
            .anyMatch(group -> query.select().contains("g_" + group));
  }

  private Rating.Tier own(Caller caller, Merged day) {
    ResellerId buyer = caller.account() == null ? caller.reseller() : null;
    return book.ratings.get(day.rating).tiers().stream()
        .filter(tier -> Objects.equals(tier.buyer(), buyer))
        .findFirst()
        .orElseThrow();
  }

  private @Nullable Money sessionCost(Caller caller, Merged day) {
    if (!book.ratings.get(day.rating).profile().equals("TC")
        || !(own(caller, day).pricing() instanceof Rating.Priced priced)) {
      return null;
    }
    Price price = version(RegistryTable.PRICES, priced.priceVersion());
    BigInteger increment = BigInteger.valueOf(price.incrementBytes());
    BigInteger billed =
        BigInteger.valueOf(day.up + day.down)
            .add(increment)
            .subtract(BigInteger.ONE)
            .divide(increment)
            .multiply(increment);
    BigDecimal amount =
        new BigDecimal(billed)
            .multiply(price.price())
            .divide(BigDecimal.valueOf(price.unit().bytes()), 9, RoundingMode.HALF_EVEN);
    BigDecimal charge = converted(amount, amount, priced.charge());
    BigDecimal euro = converted(amount, charge, priced.euro());
    return euro == null ? null : Money.exactly(euro);
  }

  private @Nullable BigDecimal converted(
      BigDecimal amount, BigDecimal charge, Conversion conversion) {
    return switch (conversion) {
      case Conversion.ListAmount() -> amount;
      case Conversion.BuyersCharge() -> charge;
      case Conversion.AtRate(long version) -> {
        FxRate rate = version(RegistryTable.FX_RATES, version);
        yield amount.multiply(rate.rate()).setScale(9, RoundingMode.HALF_EVEN);
      }
      case Conversion.Missing(), Conversion.NotKept() -> null;
    };
  }

  /** Versions never change, so one that was looked up is kept. */
  @SuppressWarnings("unchecked")
  private <T> T version(RegistryTable<T> table, long version) {
    return (T)
        versions.computeIfAbsent(
            version,
            number ->
                book.registry.read(new When.Ever(), reader -> reader.rows(table)).stream()
                    .filter(row -> row.version() == number)
                    .map(Versioned::row)
                    .findFirst()
                    .orElseThrow());
  }

  ExpenseReport expenses(ExpenseQuery query) {
    Map<SubscriptionId, Map<YearMonth, BigDecimal>> totals =
        totals(book.entries, query, entry -> isAsked(entry.key().subscription(), query));
    List<ExpenseReport.Line> lines = new ArrayList<>();
    totals.forEach((subscription, periods) ->
        periods.forEach((period, total) ->
            lines.add(
                new ExpenseReport.Line(
                    Money.exactly(total),
                    period,
                    world.subscriptions.get(subscription).account(),
                    subscription,
                    world.resellerOf(subscription)))));
    return new ExpenseReport(
        ExpenseLines.of(lines),
        world.resellers.get(query.reseller()).currency(),
        unrated(query),
        null);
  }

  /** What the entries of the reseller's side add up to that were booked in the query's days. */
  static Map<SubscriptionId, Map<YearMonth, BigDecimal>> totals(
      List<Entry> entries, ExpenseQuery query, Predicate<Entry> isAsked) {
    Map<SubscriptionId, Map<YearMonth, BigDecimal>> totals = new TreeMap<>();
    boolean revenue = query.basis() == ExpenseQuery.Basis.REVENUE;
    for (Entry entry : entries) {
      ResellerId side = revenue ? entry.key().seller() : entry.key().buyer();
      if (query.reseller().equals(side)
          && isBetween(entry.bookedDay(), query)
          && isAsked.test(entry)) {
        Money sum = revenue ? entry.revenue() : entry.charge();
        totals
            .computeIfAbsent(entry.key().subscription(), id -> new TreeMap<>())
            .merge(
                YearMonth.from(entry.key().usageDay()),
                sum == null ? BigDecimal.ZERO : sum.toBigDecimal(),
                BigDecimal::add);
      }
    }
    return totals;
  }

  private long unrated(ExpenseQuery query) {
    return merged().stream()
        .filter(day ->
            day.subscription != null
                && isAsked(day.subscription, query)
                && isBetween(day.firstBooked, query)
                && lacks(day, query))
        .count();
  }

  private boolean lacks(Merged day, ExpenseQuery query) {
    for (Rating.Tier tier : book.ratings.get(day.rating).tiers()) {
      boolean expense = query.basis() == ExpenseQuery.Basis.EXPENSE;
      if (query.reseller().equals(expense ? tier.buyer() : tier.seller())) {
        return !(tier.pricing() instanceof Rating.Priced priced)
            || (!expense && priced.revenue() instanceof Conversion.Missing);
      }
    }
    throw new IllegalStateException("A subscription below has no tier of " + query.reseller());
  }

  private boolean isAsked(SubscriptionId subscription, ExpenseQuery query) {
    ResellerId owner = world.resellerOf(subscription);
    return query.downstream()
        ? world.isWithin(owner, query.reseller())
        : owner.equals(query.reseller());
  }

  private static boolean isBetween(LocalDate bookedDay, ExpenseQuery query) {
    return !bookedDay.isBefore(query.from()) && !bookedDay.isAfter(query.to());
  }

  /** Accounts that have a row of this subscription set to see. */
  Set<AccountId> accountsSeenBy(Caller caller) {
    Set<AccountId> seen = new HashSet<>();
    world.subscriptions.values().stream()
        .filter(subscription -> isVisible(caller, subscription.id()))
        .forEach(subscription -> seen.add(subscription.account()));
    return seen;
  }

  /** A session day as its rows add up. */
  static final class Merged {
    final SessionDayKey key;
    final LocalDate firstBooked;
    int records;
    long up;
    long down;
    @Nullable SubscriptionId subscription;
    @Nullable RatingId rating;

    Merged(CellRow first) {
      key = first.key();
      firstBooked = first.bookedDay();
    }
  }

  List<Merged> merged() {
    Map<SessionDayKey, Merged> days = new LinkedHashMap<>();
    for (CellRow row : book.rows) {
      Merged day = days.computeIfAbsent(row.key(), key -> new Merged(row));
      day.records += row.records();
      day.up += row.bytesUp();
      day.down += row.bytesDown();
      day.subscription = row.subscription();
      day.rating = row.rating();
    }
    return days.values().stream().filter(day -> day.records != 0).toList();
  }
}
