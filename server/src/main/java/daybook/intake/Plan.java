package daybook.intake;

import daybook.book.CellRow;
import daybook.model.RatingId;
import daybook.model.SubscriptionId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which sums of one session day the books charge, and which they take back, on which booked day.
 * The difference between two plans is what has to be booked to come from one to the other: a
 * correction is a reversal and a new charge.
 */
final class Plan {
  /** A sum of a session day as it was or is charged, by whom it is owned and how it is rated. */
  record Charged(LocalDate bookedDay, long bytes, SubscriptionId subscription, RatingId rating) {}

  private Plan() {}

  /**
   * What an unopened book holds: history, as if each delivery had been booked on its own day under
   * the owner and rating known now, whatever order it came in. On each booked day the sum so far is
   * charged, and the sum of the booked day before is taken back.
   */
  static Map<Charged, Integer> ofHistory(List<CellRow> rows) {
    CellRow latest = Change.latest(rows);
    if (latest == null) {
      return Map.of();
    }
    TreeMap<LocalDate, Sum> days = new TreeMap<>();
    for (CellRow row : rows) {
      days.computeIfAbsent(row.bookedDay(), day -> new Sum()).add(row);
    }
    Map<Charged, Integer> plan = new HashMap<>();
    Sum sum = new Sum();
    for (Map.Entry<LocalDate, Sum> day : days.entrySet()) {
      count(plan, charged(day.getKey(), sum, latest), -1);
      sum.add(day.getValue());
      count(plan, charged(day.getKey(), sum, latest), 1);
    }
    return plan;
  }

  /** What an opened book holds, seen from today: the sum that is charged now. */
  static Map<Charged, Integer> ofToday(List<CellRow> rows, LocalDate today) {
    CellRow latest = Change.latest(rows);
    if (latest == null) {
      return Map.of();
    }
    Sum sum = new Sum();
    rows.forEach(sum::add);
    Map<Charged, Integer> plan = new HashMap<>();
    count(plan, charged(today, sum, latest), 1);
    return plan;
  }

  /**
   * What must be booked to come from one plan to the other: counts per sum, negative: take back.
   */
  static Map<Charged, Integer> difference(Map<Charged, Integer> from, Map<Charged, Integer> to) {
    Map<Charged, Integer> difference = new HashMap<>(to);
    from.forEach((charged, times) -> count(difference, charged, -times));
    return difference;
  }

  private static void count(Map<Charged, Integer> plan, @Nullable Charged charged, int times) {
    if (charged != null) {
      plan.merge(charged, times, (before, more) -> before + more == 0 ? null : before + more);
    }
  }

  private static @Nullable Charged charged(LocalDate bookedDay, Sum sum, CellRow latest) {
    SubscriptionId subscription = latest.subscription();
    RatingId rating = latest.rating();
    if (sum.records == 0 || subscription == null || rating == null) {
      return null;
    }
    return new Charged(bookedDay, sum.bytes, subscription, rating);
  }

  private static final class Sum {
    int records;
    long bytes;

    void add(CellRow row) {
      records += row.records();
      bytes = Math.addExact(bytes, Math.addExact(row.bytesUp(), row.bytesDown()));
    }

    void add(Sum other) {
      records += other.records;
      bytes = Math.addExact(bytes, other.bytes);
    }
  }
}
