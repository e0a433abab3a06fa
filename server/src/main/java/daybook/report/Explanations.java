package daybook.report;

import daybook.book.Batch;
import daybook.book.CellRow;
import daybook.book.Cut;
import daybook.book.Entry;
import daybook.book.Facts;
import daybook.book.Facts.Side;
import daybook.book.SessionDayKey;
import daybook.model.AccountId;
import daybook.model.BatchId;
import daybook.model.Currency;
import daybook.model.Money;
import daybook.model.Problem;
import daybook.model.Refusal;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import daybook.model.SubscriptionId;
import daybook.party.Caller;
import daybook.party.Directory;
import daybook.party.Scope;
import daybook.rating.PriceBook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a number is made of: an expense of its entries, an entry of its session days, a session day
 * of its charges and of the operator's lines. The parts add up to the number exactly.
 */
public final class Explanations {
  private static final Comparator<Entry> IN_ORDER =
      Comparator.comparingLong(Entry::batch)
          .thenComparing(entry -> entry.key().usageDay())
          .thenComparing(entry -> entry.key().kind())
          .thenComparing(entry -> entry.key().operator())
          .thenComparingLong(entry -> entry.key().priceVersion())
          .thenComparingLong(entry -> entry.key().rateVersion())
          .thenComparingLong(entry -> entry.key().revenueRateVersion());

  private final Facts facts;
  private final Viewpoints viewpoints;
  private final Versions versions;
  private final Ratings ratings;
  private final Supplier<PriceBook> prices;

  private record EntryId(long batch, Entry.Key key) {}

  /**
   * A session day's part of an entry.
   *
   * @param latest the session day's last row
   * @param counts whether it is in the books still
   */
  private record Part(CellRow latest, boolean counts, Entry entry) {}

  /**
   * @param prices the price book of now, which knows every version there ever was
   */
  public Explanations(
      Facts facts,
      Viewpoints viewpoints,
      Versions versions,
      Ratings ratings,
      Supplier<PriceBook> prices) {
    this.facts = facts;
    this.viewpoints = viewpoints;
    this.versions = versions;
    this.ratings = ratings;
    this.prices = prices;
  }

  /**
   * The entries that a row of the expense report adds up, in the order of booking.
   *
   * @throws Refusal if the role may not ask, the reseller is not within the caller's reach, the
   *     subscription not within the reseller's, or {@code as_of} lies before the opening or in the
   *     future
   */
  public Snapshot<EntryReport> entriesAt(Caller caller, EntryQuery query, Page page) {
    Viewpoint view = admit(caller, query);
    return new Snapshot<>(
        versions.ofExpenses(view, query.reseller()), () -> entries(query, page, view));
  }

  /**
   * The entries alone.
   *
   * @throws Refusal as {@link #entriesAt} does
   */
  public EntryReport entries(Caller caller, EntryQuery query, Page page) {
    return entriesAt(caller, query, page).content().get();
  }

  private EntryReport entries(EntryQuery query, Page page, Viewpoint view) {
    List<Entry> entries = entries(query, view.cut());
    List<Entry> shown = page.of(entries);
    return new EntryReport(
        accountOf(query, view.now()),
        currency(view.now(), query.reseller()),
        total(entries, query),
        entries.size(),
        lines(shown, view.now()));
  }

  /**
   * The session days that entries of a usage day add up.
   *
   * @throws Refusal as {@link #entriesAt} does
   */
  public Snapshot<PartReport> partsAt(Caller caller, PartQuery asked, Page page) {
    EntryQuery query = asked.entries();
    Viewpoint view = admit(caller, query);
    return new Snapshot<>(
        versions.ofExpenses(view, query.reseller()), () -> parts(asked, page, view));
  }

  /**
   * The session days alone.
   *
   * @throws Refusal as {@link #entriesAt} does
   */
  public PartReport parts(Caller caller, PartQuery asked, Page page) {
    return partsAt(caller, asked, page).content().get();
  }

  private PartReport parts(PartQuery asked, Page page, Viewpoint view) {
    EntryQuery query = asked.entries();
    List<Part> all = parts(query, view.cut());
    List<Entry> entries = entries(query, view.cut());
    requireExplained(entries, all, query);
    List<Part> parts = all.stream().filter(part -> asked.only().admits(part.entry())).toList();
    List<Entry> selected = entries.stream().filter(asked.only()::admits).toList();
    List<Part> shown = page.of(parts);
    List<EntryLine> lines = lines(shown.stream().map(Part::entry).toList(), view.now());
    List<PartReport.Part> told = new ArrayList<>(shown.size());
    for (int i = 0; i < shown.size(); i++) {
      told.add(part(shown.get(i), lines.get(i), view));
    }
    return new PartReport(
        currency(view.now(), query.reseller()),
        total(selected, query),
        passing(selected, parts, query),
        parts.size(),
        told);
  }

  /** A SIM that was another's all the time is not named to whom it was taken from. */
  private static PartReport.Part part(Part part, EntryLine line, Viewpoint view) {
    SessionDayKey key = part.latest().key();
    SubscriptionId owner = part.latest().subscription();
    boolean visible = owner != null && view.scope().covers(owner);
    return new PartReport.Part(
        key.sid(), visible ? key.sim() : null, visible && part.counts(), line);
  }

  private Viewpoint admit(Caller caller, EntryQuery query) {
    Viewpoint view = viewpoints.ofExpenses(caller, query.reseller(), query.asOf());
    boolean within =
        view.now()
            .accountOf(query.subscription())
            .filter(account -> view.now().isWithin(account.reseller(), query.reseller()))
            .isPresent();
    if (!within) {
      throw new Refusal(new Problem.UnknownSubscription(query.subscription().toString()));
    }
    return view;
  }

  private List<Entry> entries(EntryQuery query, Cut cut) {
    Map<EntryId, Entry> entries = new LinkedHashMap<>();
    for (Entry entry : facts.entries(query.selection(), cut)) {
      Entry seen = seen(entry, query);
      entries.merge(new EntryId(seen.batch(), seen.key()), seen, Explanations::sum);
    }
    return entries.values().stream().sorted(IN_ORDER).toList();
  }

  /** What a seller earns in its own currency is nothing for the buyer. */
  private static Entry seen(Entry entry, EntryQuery query) {
    if (query.basis().side() == Side.SELLER) {
      return entry;
    }
    Entry.Key key = entry.key();
    return new Entry(
        entry.batch(),
        entry.bookedDay(),
        new Entry.Key(
            key.kind(),
            key.operator(),
            key.seller(),
            key.buyer(),
            key.subscription(),
            key.usageDay(),
            key.priceVersion(),
            key.listVersion(),
            key.rateVersion(),
            0),
        entry.sessionDays(),
        entry.bytes(),
        entry.amount(),
        entry.charge(),
        null);
  }

  private static Entry sum(Entry one, Entry other) {
    return new Entry(
        one.batch(),
        one.bookedDay(),
        one.key(),
        Math.addExact(one.sessionDays(), other.sessionDays()),
        Math.addExact(one.bytes(), other.bytes()),
        one.amount().plus(other.amount()),
        one.charge().plus(other.charge()),
        null);
  }

  private List<Part> parts(EntryQuery query, Cut cut) {
    LocalDate usageDay = Objects.requireNonNull(query.usageDays().from());
    List<CellRow> rows = facts.rowsOfSubscription(query.subscription(), usageDay, cut);
    Replay replay =
        new Replay(
            query.selection(),
            ratings.through(cut),
            prices.get(),
            facts.batchesWith(
                rows.stream().map(row -> new BatchId(row.batch())).distinct().toList()));
    List<Part> parts = new ArrayList<>();
    for (List<CellRow> ofOne : bySessionDay(rows)) {
      boolean counts = ofOne.stream().mapToLong(CellRow::records).sum() > 0;
      replay.of(ofOne).stream()
          .map(entry -> seen(entry, query))
          .sorted(IN_ORDER)
          .forEach(entry -> parts.add(new Part(ofOne.getLast(), counts, entry)));
    }
    return parts;
  }

  private static Collection<List<CellRow>> bySessionDay(List<CellRow> rows) {
    return rows.stream()
        .collect(Collectors.groupingBy(CellRow::key, LinkedHashMap::new, Collectors.toList()))
        .values();
  }

  /** What a batch charged and took back within itself leaves nothing of its sum. */
  private static void requireExplained(List<Entry> entries, List<Part> parts, EntryQuery query) {
    Map<Long, Money> left = new HashMap<>();
    for (Entry entry : entries) {
      left.merge(entry.batch(), query.basis().amountOf(entry), Money::plus);
    }
    for (Part part : parts) {
      Money taken = Money.ZERO.minus(query.basis().amountOf(part.entry()));
      left.merge(part.entry().batch(), taken, Money::plus);
    }
    left.values().removeIf(Money::isZero);
    if (!left.isEmpty()) {
      throw new IllegalStateException(
          "Session days do not add up to the entries of %s; batches differ by %s"
              .formatted(query, left));
    }
  }

  private static PartReport.Passing passing(
      List<Entry> entries, List<Part> parts, EntryQuery query) {
    long sessionDays = 0;
    long bytes = 0;
    for (Entry entry : entries) {
      sessionDays = Math.addExact(sessionDays, entry.sessionDays());
      bytes = Math.addExact(bytes, entry.bytes());
    }
    for (Part part : parts) {
      sessionDays = Math.subtractExact(sessionDays, part.entry().sessionDays());
      bytes = Math.subtractExact(bytes, part.entry().bytes());
    }
    Money ofParts = total(parts.stream().map(Part::entry).toList(), query);
    return new PartReport.Passing(sessionDays, bytes, total(entries, query).minus(ofParts));
  }

  private static Money total(List<Entry> entries, EntryQuery query) {
    return entries.stream().map(query.basis()::amountOf).reduce(Money.ZERO, Money::plus);
  }

  private static AccountId accountOf(EntryQuery query, Directory directory) {
    return directory.accountOf(query.subscription()).orElseThrow().id();
  }

  private static Currency currency(Directory directory, ResellerId reseller) {
    return directory.reseller(reseller).map(Reseller::currency).orElseThrow();
  }

  private List<EntryLine> lines(List<Entry> entries, Directory directory) {
    Map<Long, Batch> batches = new HashMap<>();
    facts
        .batchesWith(entries.stream().map(entry -> new BatchId(entry.batch())).distinct().toList())
        .forEach(batch -> batches.put(batch.id().value(), batch));
    PriceBook book = prices.get();
    return entries.stream()
        .map(entry ->
            line(entry, Objects.requireNonNull(batches.get(entry.batch())), book, directory))
        .toList();
  }

  private static EntryLine line(Entry entry, Batch batch, PriceBook book, Directory directory) {
    Entry.Key key = entry.key();
    return new EntryLine(
        entry.bookedDay(),
        entry.batch(),
        batch.cause().name().toLowerCase(Locale.ROOT),
        batch.delivery(),
        EntryLine.kind(key),
        key.usageDay(),
        key.operator(),
        Terms.of(
            key.priceVersion(),
            key.listVersion(),
            key.rateVersion(),
            key.revenueRateVersion(),
            book),
        entry.sessionDays(),
        entry.bytes(),
        entry.amount(),
        entry.charge(),
        // An account is charged in its reseller's currency.
        currency(
            directory, Objects.requireNonNull(key.buyer() == null ? key.seller() : key.buyer())),
        entry.revenue());
  }

  /**
   * The session days of a number that are the caller's, one per SIM that had it on that day.
   *
   * @throws Refusal if there is none, or {@code as_of} lies before the opening or in the future
   */
  public List<ExplainedSession> session(Caller caller, SessionQuery query) {
    Viewpoint view = viewpoints.of(caller, query.asOf(), Viewpoints.AS_OF);
    List<ExplainedSession> found =
        sessions(view.cut(), view.now(), view.scope(), view.showsRawRecords(caller))
            .of(query.sid(), query.usageDay());
    if (found.isEmpty()) {
      throw new Refusal(new Problem.UnknownSession(Long.toString(query.sid()), query.usageDay()));
    }
    return found;
  }

  /**
   * The same for whoever may open the store itself: all of it, whoever owns it; empty if there is
   * none.
   *
   * @throws Refusal if {@code as_of} lies before the opening or in the future
   */
  public List<ExplainedSession> wholeSession(SessionQuery query) {
    return sessions(viewpoints.cut(query.asOf()), viewpoints.now(), null, true)
        .of(query.sid(), query.usageDay());
  }

  private ExplainedSessions sessions(
      Cut cut, Directory directory, @Nullable Scope scope, boolean withSources) {
    return new ExplainedSessions(
        facts, cut, directory, ratings.through(cut), prices.get(), scope, withSources);
  }
}
