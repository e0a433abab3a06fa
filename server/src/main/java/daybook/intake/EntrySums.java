package daybook.intake;

import daybook.book.Entry;
import daybook.model.BatchId;
import daybook.model.ExactSum;
import daybook.model.Money;
import daybook.rating.Charge;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds charges up to entries, one per batch and key, for the booking's end. */
final class EntrySums {
  private record Place(BatchId batch, LocalDate bookedDay, Entry.Key key) {}

  /** The charges of one batch and key. */
  static final class Sum {
    private long sessionDays;
    private long bytes;
    private final ExactSum amount = new ExactSum();
    private final ExactSum charge = new ExactSum();
    private @Nullable ExactSum revenue;

    /**
     * @param times how many session days of this volume and charge; negative takes them back
     */
    void add(int times, long more, Charge charged) {
      sessionDays += times;
      bytes = Math.addExact(bytes, Math.multiplyExact(times, more));
      amount.add(charged.amount().times(times));
      charge.add(charged.charge().times(times));
      Money earned = charged.revenue();
      if (earned != null) {
        if (revenue == null) {
          revenue = new ExactSum();
        }
        revenue.add(earned.times(times));
      }
    }
  }

  private final Map<Place, Sum> sums = new HashMap<>();

  /** The sum that becomes the entry of this batch and key. */
  Sum of(BatchId batch, LocalDate bookedDay, Entry.Key key) {
    return sums.computeIfAbsent(new Place(batch, bookedDay, key), place -> new Sum());
  }

  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>(sums.size());
    sums.forEach((place, sum) ->
        entries.add(
            new Entry(
                place.batch().value(),
                place.bookedDay(),
                place.key(),
                sum.sessionDays,
                sum.bytes,
                sum.amount.toMoney(),
                sum.charge.toMoney(),
                sum.revenue == null ? null : sum.revenue.toMoney())));
    return entries;
  }

  void clear() {
    sums.clear();
  }
}
