package daybook.reconcile;

import daybook.book.Cut;
import daybook.book.DaySlice;
import daybook.book.DaySlices;
import daybook.book.Facts;
import daybook.book.SessionDayKey;
import daybook.book.StoredRecord;
import daybook.model.SimId;
import daybook.rating.Charge;
import daybook.report.Viewpoint;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What our books have of an operator's usage, added up per cell from session days. */
final class OurBooks {
  private final Facts facts;
  private final DaySlices slices;
  private final Keys keys;
  private final OperatorTier tier;
  private final Set<String> feeds;
  private final Map<Cell, Booked> sums = new HashMap<>();

  /**
   * @param feeds the operator's, by their names
   */
  OurBooks(Facts facts, DaySlices slices, Keys keys, OperatorTier tier, Set<String> feeds) {
    this.facts = facts;
    this.slices = slices;
    this.keys = keys;
    this.tier = tier;
    this.feeds = feeds;
  }

  void read(Range range, Viewpoint view) {
    facts
        .usageDays(view.cut())
        .subMap(range.from(), range.to().plusDays(1))
        .forEach((day, version) -> add(slices.of(day, version), range.cellOf(day), view.cut()));
  }

  private void add(DaySlice slice, LocalDate from, Cut cut) {
    for (int row = 0; row < slice.size(); row++) {
      if (slice.rating(row) == 0) {
        addUnowned(slice, row, from, cut);
      } else {
        addRated(slice, row, from, tier.of(slice.rating(row)));
      }
    }
  }

  private void addRated(DaySlice slice, int row, LocalDate from, OperatorTier.Terms terms) {
    if (!terms.isOperators()) {
      return;
    }
    Booked sum = sum(slice, row, from, terms.profile());
    OperatorTier.Priced priced = terms.priced();
    if (priced == null) {
      sum.addUnrated();
      return;
    }
    long bytes = Math.addExact(slice.bytesUp(row), slice.bytesDown(row));
    long increment = priced.incrementBytes();
    Charge charge = priced.tariff().charge(bytes);
    sum.addCharge(
        priced.priceVersion(),
        Math.multiplyExact(Math.ceilDiv(bytes, increment), increment),
        priced.currency(),
        charge.amount(),
        charge.charge());
  }

  /** No span covers the day any more, so that only its records say whose traffic it was. */
  private void addUnowned(DaySlice slice, int row, LocalDate from, Cut cut) {
    List<StoredRecord> records =
        facts.recordsOf(
            new SessionDayKey(slice.usageDay(), new SimId(slice.sim(row)), slice.sid(row)), cut);
    if (records.stream().anyMatch(record -> feeds.contains(record.feed()))) {
      sum(slice, row, from, "").addUnrated();
    }
  }

  private Booked sum(DaySlice slice, int row, LocalDate from, String profile) {
    String key = keys.of(slice.sim(row), slice.subscription(row), profile);
    Booked sum = sums.computeIfAbsent(new Cell(from, key), same -> new Booked());
    sum.add(slice.bytesUp(row), slice.bytesDown(row), slice.records(row));
    return sum;
  }

  Map<Cell, Booked> sums() {
    return sums;
  }

  Booked of(Cell cell) {
    return sums.getOrDefault(cell, Booked.NOTHING);
  }
}
