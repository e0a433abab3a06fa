package daybook.intake;

import daybook.book.Batch;
import daybook.book.Booking;
import daybook.book.CellRow;
import daybook.book.Facts;
import daybook.book.KeptLine;
import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.book.SessionDayKey;
import daybook.model.Feed;
import daybook.model.Outcome;
import daybook.model.Rating;
import daybook.model.RatingId;
import daybook.model.SimId;
import daybook.model.UsageRecord;
import daybook.model.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Brings the books in line with the registry after it changed: parked records whose SIM is
 * registered now are stored, session days whose owner changed are reversed and booked anew, and
 * session days that lacked a price or a rate are charged. Doing it twice changes nothing, so it may
 * be repeated whenever it is unsure whether it was done.
 */
public final class Settlement {
  /**
   * @param unparked parked lines that found their way
   * @param rebooked session days whose owner changed
   * @param rated session days that were charged in more tiers than before
   */
  public record Settled(int unparked, int rebooked, int rated) {
    private static final Settled NOTHING = new Settled(0, 0, 0);

    public boolean isNothing() {
      return unparked == 0 && rebooked == 0 && rated == 0;
    }
  }

  private final Facts facts;
  private final Registry registry;
  private final Workbench workbench;

  public Settlement(Facts facts, Registry registry, Workbench workbench) {
    this.facts = facts;
    this.registry = registry;
    this.workbench = workbench;
  }

  /**
   * Does nothing where the registry has not changed since it was done last: what was booked since
   * was booked by this registry.
   *
   * @param feeds by name; a parked line of a feed that is not among them stays parked
   */
  public Settled settle(Map<String, Feed> feeds) {
    long version = registry.version();
    return version == facts.settledVersion() ? Settled.NOTHING : settle(feeds, version);
  }

  /**
   * @param version not after that of the registry that is looked at
   */
  private Settled settle(Map<String, Feed> feeds, long version) {
    try (Booking booking = facts.begin()) {
      Workbench.Bench bench = workbench.lay(booking);
      Set<SimId> changed = simsChangedSince(facts.settledAt());
      int unparked = unpark(booking, bench, feeds, changed);
      int rebooked = rebookSpans(booking, bench, changed);
      int rated = rate(bench);
      bench.posting().writeEntries();
      booking.settled(bench.at(), version);
      booking.commit();
      return new Settled(unparked, rebooked, rated);
    }
  }

  /** Equal moments count as later: looking at a SIM once too often does no harm. */
  private Set<SimId> simsChangedSince(Instant moment) {
    return registry.read(
        new Registry.When.Ever(),
        reader -> {
          Set<SimId> changed = new TreeSet<>();
          reader.rows(RegistryTable.SIM_SPANS).stream()
              .filter(span -> changedSince(span, moment))
              .forEach(span -> changed.add(span.row().sim()));
          reader.rows(RegistryTable.SIMS).stream()
              .filter(sim -> changedSince(sim, moment))
              .forEach(sim -> changed.add(sim.row().id()));
          return changed;
        });
  }

  private static boolean changedSince(Versioned<?> row, Instant moment) {
    Instant closed = row.closedAt();
    return !row.openedAt().isBefore(moment) || (closed != null && !closed.isBefore(moment));
  }

  private int unpark(
      Booking booking, Workbench.Bench bench, Map<String, Feed> feeds, Set<SimId> changed) {
    Set<String> subscribers =
        changed.stream()
            .flatMap(sim -> bench.directory().sim(sim).stream())
            .map(sim -> sim.operatorKey())
            .collect(Collectors.toSet());
    Map<String, List<KeptLine>> byFeed = new LinkedHashMap<>();
    for (KeptLine line : booking.parked(subscribers)) {
      byFeed.computeIfAbsent(line.feed(), feed -> new ArrayList<>()).add(line);
    }
    int unparked = 0;
    for (Map.Entry<String, List<KeptLine>> parked : byFeed.entrySet()) {
      Feed feed = feeds.get(parked.getKey());
      if (feed != null) {
        unparked += unpark(booking, bench, feed, parked.getValue());
      }
    }
    return unparked;
  }

  private static int unpark(
      Booking booking, Workbench.Bench bench, Feed feed, List<KeptLine> lines) {
    List<Recording.Item> items = new ArrayList<>(lines.size());
    for (KeptLine line : lines) {
      UsageRecord record = line.record();
      if (record == null) {
        throw new IllegalStateException("A parked line has no record: " + line);
      }
      items.add(
          new Recording.Item(line.delivery(), bench.days().following(line.deliveredOn()), record));
    }
    Posting.Reason reason = new Posting.Reason(Batch.Cause.SIM_REGISTERED, null);
    List<Outcome> outcomes = bench.recording(booking, feed).take(reason, items);
    int unparked = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (!(outcomes.get(i) instanceof Outcome.Parked)) {
        KeptLines.unpark(booking, lines.get(i), outcomes.get(i));
        unparked++;
      }
    }
    return unparked;
  }

  private static int rebookSpans(Booking booking, Workbench.Bench bench, Set<SimId> changed) {
    List<CellRow> rows = changed.isEmpty() ? List.of() : booking.rowsOfSims(changed);
    return bench
        .posting()
        .post(new Posting.Reason(Batch.Cause.SPAN_CHANGED, null), looks(rows, bench.ratings()));
  }

  private int rate(Workbench.Bench bench) {
    Set<RatingId> incomplete =
        bench.ratings().entrySet().stream()
            .filter(rating -> !rating.getValue().isComplete())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    List<CellRow> rows = facts.rowsRated(incomplete, facts.cut(null));
    return bench
        .posting()
        .post(new Posting.Reason(Batch.Cause.PRICE_ARRIVED, null), looks(rows, bench.ratings()));
  }

  /** One look at every session day of these rows: whose it is now, and how it is rated. */
  private static Collection<Change> looks(List<CellRow> rows, Map<RatingId, Rating> ratings) {
    Map<SessionDayKey, Change> looks = new LinkedHashMap<>();
    for (CellRow row : rows) {
      Rating rating = row.rating() == null ? null : ratings.get(row.rating());
      // A row without a rating follows one that has it: a session day begins with an owner.
      if (rating != null) {
        looks.put(row.key(), new Change(row.key(), rating.operator(), false));
      }
    }
    return looks.values();
  }
}
