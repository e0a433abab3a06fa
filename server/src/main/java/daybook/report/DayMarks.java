package daybook.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import daybook.book.DaySlice;

/**
 * How many rows of a day a caller sees before every so many of its rows, so that a page begins as
 * fast amid a large day as at its beginning. As counts, marks never change.
 */
final class DayMarks {
  /** Numbers, of all marks together: sixteen megabytes. */
  private static final int MOST_NUMBERS = 4_000_000;

  private static final int NUMBERS_BESIDE = 64;

  private final int rowsBetween;
  private final Cache<DayCounts.Counted, int[]> marks =
      Caffeine.newBuilder()
          .maximumWeight(MOST_NUMBERS)
          .<DayCounts.Counted, int[]>weigher((day, before) -> NUMBERS_BESIDE + before.length)
          .build();

  /**
   * @param rowsBetween how many rows lie between two marks, and are walked through at most
   */
  DayMarks(int rowsBetween) {
    this.rowsBetween = rowsBetween;
  }

  /**
   * The rows that the caller sees of a day, but for the first so many of them.
   *
   * @param version the slice's
   */
  VisibleRows after(long skipped, DaySlice slice, long version, Asked asked) {
    VisibleRows visible = new VisibleRows(slice, asked);
    long ahead = skipped;
    if (ahead >= rowsBetween) {
      int[] before =
          marks.get(
              DayCounts.Counted.of(slice.usageDay(), version, asked), day -> before(slice, asked));
      int mark = lastMark(before, ahead);
      visible.goTo(mark * rowsBetween);
      ahead -= before[mark];
    }
    while (ahead > 0) {
      visible.next();
      ahead--;
    }
    return visible;
  }

  private int[] before(DaySlice slice, Asked asked) {
    int[] before = new int[Math.ceilDiv(slice.size(), rowsBetween) + 1];
    VisibleRows visible = new VisibleRows(slice, asked);
    for (int row = visible.next(); row != VisibleRows.NONE; row = visible.next()) {
      before[row / rowsBetween + 1]++;
    }
    for (int mark = 1; mark < before.length; mark++) {
      before[mark] += before[mark - 1];
    }
    return before;
  }

  /** The last mark before which no more rows are seen than are skipped. */
  private static int lastMark(int[] before, long skipped) {
    int low = 0;
    int high = before.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (before[middle] <= skipped) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
