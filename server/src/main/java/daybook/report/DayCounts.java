package daybook.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import daybook.book.DaySlice;
import daybook.book.DaySlices;
import daybook.party.Scope;
import java.time.LocalDate;

/**
 * How many rows of each day a caller sees, so that a page at any depth is found by adding counts. A
 * count never changes: once something is booked under a subscription, whose it is is fixed.
 */
final class DayCounts {
  /** A few tens of megabytes each. */
  private static final int MOST_COUNTS = 200_000;

  private final DaySlices slices;
  private final Cache<Counted, Count> counts =
      Caffeine.newBuilder().maximumSize(MOST_COUNTS).build();

  /**
   * @param unrated how many of the rows are unrated for the caller
   */
  record Count(long rows, long unrated) {}

  /** One caller's rows of one day. */
  record Counted(Scope.Key scope, String selection, LocalDate usageDay, long version) {
    static Counted of(LocalDate usageDay, long version, Asked asked) {
      return new Counted(asked.scope().key(), asked.selection().key(), usageDay, version);
    }
  }

  DayCounts(DaySlices slices) {
    this.slices = slices;
  }

  /**
   * @param version the day's, from {@link daybook.book.Facts#usageDays}
   */
  Count of(LocalDate usageDay, long version, Asked asked) {
    return counts.get(
        Counted.of(usageDay, version, asked),
        key ->
            asked.selection().isAll() && asked.scope().key().account() == null
                ? countByRating(slices.of(usageDay, version), asked)
                : countRows(slices.of(usageDay, version), asked));
  }

  /** A rating says whose account its rows are, so one look at a day counts for all resellers. */
  private static Count countByRating(DaySlice slice, Asked asked) {
    long[] sums = new long[2];
    slice.countRatings((rating, sessionDays) -> {
      if (asked.own().isWithin(rating)) {
        sums[0] += sessionDays;
        sums[1] += asked.own().isUnrated(rating) ? sessionDays : 0;
      }
    });
    return new Count(sums[0], sums[1]);
  }

  private static Count countRows(DaySlice slice, Asked asked) {
    VisibleRows visible = new VisibleRows(slice, asked);
    long rows = 0;
    long unrated = 0;
    for (int row = visible.next(); row != VisibleRows.NONE; row = visible.next()) {
      rows++;
      unrated += asked.own().isUnrated(slice.rating(row)) ? 1 : 0;
    }
    return new Count(rows, unrated);
  }
}
