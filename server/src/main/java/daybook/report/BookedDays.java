package daybook.report;

import daybook.book.Cut;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * On which days a {@link LedgerPart} was booked, and by which batches: whether a cut shows a day as
 * a whole is looked up here, and nowhere taken for granted. Immutable.
 */
final class BookedDays {
  private static final int BYTES_A_DAY = 64;

  private final int[] days;
  private final long[] firstBatches;
  private final long[] lastBatches;

  private BookedDays(Map<Integer, Batches> sorted) {
    this.days = sorted.keySet().stream().mapToInt(Integer::intValue).toArray();
    this.firstBatches = sorted.values().stream().mapToLong(day -> day.first).toArray();
    this.lastBatches = sorted.values().stream().mapToLong(day -> day.last).toArray();
  }

  private BookedDays(StoredArrays.In in) {
    this.days = in.ints();
    this.firstBatches = in.longs();
    this.lastBatches = in.longs();
  }

  /** The days as they were written. */
  static BookedDays read(StoredArrays.In in) {
    return new BookedDays(in);
  }

  void write(StoredArrays.Out out) {
    out.ints(days);
    out.longs(firstBatches);
    out.longs(lastBatches);
  }

  private static final class Batches {
    private long first = Long.MAX_VALUE;
    private long last;
  }

  /**
   * Those of the days asked for that a cut shows; absent: it shows one of them in part, or not a
   * run of them.
   */
  @Nullable DayRun shown(DayRun asked, Cut cut) {
    DayRun shown = DayRun.NONE;
    boolean ended = false;
    for (int at = 0; at < days.length; at++) {
      if (days[at] < asked.first() || days[at] > asked.last()) {
        continue;
      }
      boolean whole = lastBatches[at] <= cut.throughBatch();
      if (whole ? ended : firstBatches[at] <= cut.throughBatch()) {
        return null;
      }
      if (whole) {
        shown = new DayRun(shown.isEmpty() ? days[at] : shown.first(), days[at]);
      }
      ended = !whole && !shown.isEmpty();
    }
    return shown;
  }

  /** What it takes in memory. */
  long bytes() {
    return days.length * (long) BYTES_A_DAY;
  }

  /** Takes batches in any order. */
  static final class Builder {
    private final Map<Integer, Batches> days = new TreeMap<>();

    void add(int day, long batch) {
      add(day, batch, batch);
    }

    void add(BookedDays other) {
      for (int at = 0; at < other.days.length; at++) {
        add(other.days[at], other.firstBatches[at], other.lastBatches[at]);
      }
    }

    private void add(int day, long first, long last) {
      Batches batches = days.computeIfAbsent(day, number -> new Batches());
      batches.first = Math.min(batches.first, first);
      batches.last = Math.max(batches.last, last);
    }

    long bytes() {
      return days.size() * (long) BYTES_A_DAY;
    }

    BookedDays build() {
      return new BookedDays(days);
    }
  }
}
