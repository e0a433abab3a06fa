package daybook.intake;

import daybook.book.Entry;
import daybook.model.BatchId;
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

  private static final class Sum {
    long sessionDays;
    long bytes;
    Money amount = Money.ZERO;
    Money charge = Money.ZERO;
    @Nullable Money revenue;
  }

  private final Map<Place, Sum> sums = new HashMap<>();

  /**
   * @param times how many session days of this volume and charge; negative takes them back
   */
  void add(
      BatchId batch, LocalDate bookedDay, Entry.Key key, int times, long bytes, Charge charge) {
    Sum sum = sums.computeIfAbsent(new Place(batch, bookedDay, key), place -> new Sum());
    sum.sessionDays += times;
    sum.bytes = Math.addExact(sum.bytes, Math.multiplyExact(times, bytes));
    sum.amount = sum.amount.plus(charge.amount().times(times));
    sum.charge = sum.charge.plus(charge.charge().times(times));
    Money revenue = charge.revenue();
    if (revenue != null) {
      Money before = sum.revenue == null ? Money.ZERO : sum.revenue;
      sum.revenue = before.plus(revenue.times(times));
    }
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
                sum.amount,
                sum.charge,
                sum.revenue)));
    return entries;
  }

  void clear() {
    sums.clear();
  }
}
