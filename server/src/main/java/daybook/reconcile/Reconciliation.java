package daybook.reconcile;

import daybook.book.DaySlices;
import daybook.book.Facts;
import daybook.completeness.Completeness;
import daybook.model.BookZone;
import daybook.model.Feed;
import daybook.model.Reseller;
import daybook.model.SummaryLayout;
import daybook.party.Caller;
import daybook.rating.PriceBook;
import daybook.reconcile.Row.Status;
import daybook.report.Ratings;
import daybook.report.Viewpoint;
import daybook.report.Viewpoints;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds an operator's summary against our books: the exact bytes of stored session days, and what
 * the provider owes the operator for them.
 */
public final class Reconciliation {
  private final Facts facts;
  private final DaySlices slices;
  private final Viewpoints viewpoints;
  private final Ratings ratings;
  private final Supplier<PriceBook> prices;
  private final Completeness completeness;
  private final Map<String, Feed> feeds;
  private final BookZone zone;

  /**
   * @param feeds all that are declared, by their names
   */
  public Reconciliation(
      Facts facts,
      DaySlices slices,
      Viewpoints viewpoints,
      Ratings ratings,
      Supplier<PriceBook> prices,
      Completeness completeness,
      Map<String, Feed> feeds,
      BookZone zone) {
    this.facts = facts;
    this.slices = slices;
    this.viewpoints = viewpoints;
    this.ratings = ratings;
    this.prices = prices;
    this.completeness = completeness;
    this.feeds = Map.copyOf(feeds);
    this.zone = zone;
  }

  /**
   * Compares every cell of the range that either side has.
   *
   * @param provider the root of the tree
   * @param asOf by the books as they stood at that day's end; absent: now
   * @throws daybook.model.Refusal if {@code asOf} lies before the opening or in the future
   */
  public Comparison compare(
      SummaryLayout layout,
      TheirSummary theirs,
      Range range,
      Reseller provider,
      @Nullable LocalDate asOf) {
    Viewpoint view = viewpoints.of(Caller.atTheCommandLine(provider.id()), asOf, "--as-of");
    PriceBook book = prices.get();
    Map<String, Feed> ofOperator =
        feeds.entrySet().stream()
            .filter(feed -> feed.getValue().operator().equals(layout.operator()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    Keys keys = new Keys(layout, view.shown());
    OperatorTier tier = new OperatorTier(layout.operator(), ratings.through(view.cut()), book);
    OurBooks ours = new OurBooks(facts, slices, keys, tier, ofOperator.keySet());
    ours.read(range.withNeighbours(), view);
    Measures measures = new Measures(layout);
    Supplier<Likely> likely =
        () ->
            new Likely(
                measures,
                layout.volume(),
                range,
                theirs,
                ours,
                keys,
                circumstances(layout, ofOperator, keys, range, asOf),
                new Prices(measures, layout.amount(), book, provider.currency()));
    return comparison(range, theirs, ours, measures, likely);
  }

  private Circumstances circumstances(
      SummaryLayout layout,
      Map<String, Feed> ofOperator,
      Keys keys,
      Range range,
      @Nullable LocalDate asOf) {
    Circumstances circumstances = new Circumstances(ofOperator, keys, range, zone);
    circumstances.read(facts, asOf);
    circumstances.read(completeness.operators(asOf).get(layout.operator()));
    return circumstances;
  }

  private static Comparison comparison(
      Range range,
      TheirSummary theirs,
      OurBooks ours,
      Measures measures,
      Supplier<Likely> makeLikely) {
    TreeSet<Cell> cells = new TreeSet<>(Cell.IN_ORDER);
    long outside = 0;
    for (Map.Entry<Cell, Stated> stated : theirs.sums().entrySet()) {
      if (range.contains(stated.getKey())) {
        cells.add(stated.getKey());
      } else {
        outside += stated.getValue().lines();
      }
    }
    ours.sums().keySet().stream().filter(range::contains).forEach(cells::add);
    List<Row> rows = new ArrayList<>(cells.size());
    // Where all is matched, nobody looks through the lines that were kept aside.
    Likely likely = null;
    for (Cell cell : cells) {
      Stated stated = theirs.of(cell);
      Booked booked = ours.of(cell);
      Status status = status(measures, stated, booked);
      List<Reason> reasons = List.of();
      if (status != Status.MATCHED) {
        likely = likely == null ? makeLikely.get() : likely;
        reasons = likely.of(cell);
      }
      rows.add(new Row(cell, range.text(cell), status, stated, booked, reasons));
    }
    return new Comparison(range, rows, outside);
  }

  private static Status status(Measures measures, Stated stated, Booked booked) {
    if (measures.agree(stated, booked)) {
      return Status.MATCHED;
    }
    if (stated.lines() == 0) {
      return Status.OURS;
    }
    return booked.sessionDays() == 0 ? Status.THEIRS : Status.DIFFERING;
  }
}
