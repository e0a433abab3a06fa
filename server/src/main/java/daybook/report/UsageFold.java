package daybook.report;

import daybook.book.DaySlice;
import daybook.book.DaySlices;
import daybook.book.Facts;
import daybook.model.Problem;
import daybook.model.Rating;
import daybook.model.RatingId;
import daybook.model.Refusal;
import daybook.model.Sim;
import daybook.model.SimId;
import daybook.party.Caller;
import daybook.rating.PriceBook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The usage report: what the caller's SIMs used, session by session and day by day. */
public final class UsageFold {
  private static final String AS_OF = "Daybook-As-Of";

  /** Walking through so many takes about a microsecond. */
  private static final int ROWS_BETWEEN_MARKS = 256;

  private final Facts facts;
  private final DaySlices slices;
  private final Viewpoints viewpoints;
  private final Versions versions;
  private final Ratings ratings;
  private final Supplier<PriceBook> prices;
  private final CompleteThrough completeThrough;
  private final Selections selections = new Selections();
  private final DayCounts counts;
  private final DayMarks marks;

  /**
   * @param prices the price book of now, which knows every version there ever was
   */
  public UsageFold(
      Facts facts,
      DaySlices slices,
      Viewpoints viewpoints,
      Versions versions,
      Ratings ratings,
      Supplier<PriceBook> prices,
      CompleteThrough completeThrough) {
    this(
        facts,
        slices,
        viewpoints,
        versions,
        ratings,
        prices,
        completeThrough,
        new DayMarks(ROWS_BETWEEN_MARKS));
  }

  UsageFold(
      Facts facts,
      DaySlices slices,
      Viewpoints viewpoints,
      Versions versions,
      Ratings ratings,
      Supplier<PriceBook> prices,
      CompleteThrough completeThrough,
      DayMarks marks) {
    this.facts = facts;
    this.slices = slices;
    this.viewpoints = viewpoints;
    this.versions = versions;
    this.ratings = ratings;
    this.prices = prices;
    this.completeThrough = completeThrough;
    this.counts = new DayCounts(slices);
    this.marks = marks;
  }

  /**
   * One page of the session days that are selected and the caller's; past the end it is empty. Of
   * the query its version says how far the selected SIMs are complete, and that it is not refused.
   *
   * @throws Refusal if the dates are reversed, an item of {@code select} is malformed, unknown or
   *     not the caller's, or {@code as_of} lies before the opening or in the future
   */
  public Snapshot<UsagePage> at(Caller caller, UsageQuery query) {
    Viewpoint view = viewpoints.of(caller, query.asOf(), AS_OF);
    requireOrder(query);
    Selection selection = selections.of(query.select(), view);
    LocalDate complete = completeThrough.of(view, selection);
    return new Snapshot<>(
        versions.ofUsage(view) + " " + complete, () -> page(query, view, selection, complete));
  }

  /**
   * The page alone.
   *
   * @throws Refusal as {@link #at} does
   */
  public UsagePage page(Caller caller, UsageQuery query) {
    return at(caller, query).content().get();
  }

  private UsagePage page(
      UsageQuery query, Viewpoint view, Selection selection, @Nullable LocalDate complete) {
    Asked asked = asked(selection, view);
    long first = firstRow(query);
    long total = 0;
    long unrated = 0;
    List<UsageRow> rows = new ArrayList<>();
    SortedMap<LocalDate, Long> days = days(query, view);
    Iterator<DayCounts.Count> counted = counts.of(days, asked).iterator();
    for (Map.Entry<LocalDate, Long> day : days.entrySet()) {
      DayCounts.Count count = counted.next();
      long skipped = Math.max(0, first - total);
      if (skipped < count.rows() && rows.size() < query.size()) {
        DaySlice slice = slices.of(day.getKey(), day.getValue());
        VisibleRows visible = marks.after(skipped, slice, day.getValue(), asked);
        read(visible, slice, asked, query.size(), rows);
      }
      total += count.rows();
      unrated += count.unrated();
    }
    return new UsagePage(List.copyOf(rows), total, unrated, complete);
  }

  private Asked asked(Selection selection, Viewpoint view) {
    Map<RatingId, Rating> known = ratings.through(view.cut());
    return new Asked(
        selection, view.scope(), view.shown(), new OwnTier(view.scope(), known, prices.get()));
  }

  private static void requireOrder(UsageQuery query) {
    LocalDate start = query.start();
    if (start != null && query.end() != null && start.isAfter(query.end())) {
      throw new Refusal(new Problem.ReversedDates("filter.start", "filter.end"));
    }
  }

  /** Beyond 64 bits there are no rows, so the largest number stands for everything there. */
  private static long firstRow(UsageQuery query) {
    return query.page() > Long.MAX_VALUE / query.size()
        ? Long.MAX_VALUE
        : query.page() * query.size();
  }

  private SortedMap<LocalDate, Long> days(UsageQuery query, Viewpoint view) {
    SortedMap<LocalDate, Long> days = facts.usageDays(view.cut());
    LocalDate start = query.start();
    LocalDate end = query.end();
    if (start != null) {
      days = days.tailMap(start);
    }
    return end == null ? days : days.headMap(end.plusDays(1));
  }

  private static void read(
      VisibleRows visible, DaySlice slice, Asked asked, int size, List<UsageRow> rows) {
    while (rows.size() < size) {
      int row = visible.next();
      if (row == VisibleRows.NONE) {
        return;
      }
      rows.add(row(slice, row, asked));
    }
  }

  private static UsageRow row(DaySlice slice, int row, Asked asked) {
    Sim sim = asked.shown().sim(new SimId(slice.sim(row))).orElseThrow();
    long up = slice.bytesUp(row);
    long down = slice.bytesDown(row);
    return new UsageRow(
        slice.sid(row),
        slice.usageDay(),
        asked.own().sessionCost(slice.rating(row), Math.addExact(up, down)),
        up,
        down,
        sim.id(),
        sim.originalNumber(),
        sim.iccid(),
        sim.name());
  }
}
