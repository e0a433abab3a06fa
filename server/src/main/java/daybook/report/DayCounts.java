package daybook.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import daybook.book.DaySlice;
import daybook.book.DaySlices;
import daybook.party.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How many rows of each day a caller sees, so that a page at any depth is found by adding counts. A
 * count never changes: once something is booked under a subscription, whose it is is fixed.
 */
final class DayCounts {
  /** A few tens of megabytes each. */
  private static final int MOST_COUNTS = 200_000;

  /**
   * Days that are counted together, by all processors; few, for they need not all fit into memory.
   */
  private static final int COUNTED_AT_ONCE = 32;

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
   * What each of these days counts, in their order.
   *
   * @param days with their versions, from {@link daybook.book.Facts#usageDays}
   */
  List<Count> of(SortedMap<LocalDate, Long> days, Asked asked) {
    List<Map.Entry<LocalDate, Long>> all = List.copyOf(days.entrySet());
    List<Count> counted = new ArrayList<>(all.size());
    int next = 0;
    while (next < all.size()) {
      Count known = known(all.get(next), asked);
      if (known == null) {
        List<Map.Entry<LocalDate, Long>> together =
            all.subList(next, Math.min(next + COUNTED_AT_ONCE, all.size()));
        counted.addAll(together.parallelStream().map(day -> count(day, asked)).toList());
        next += together.size();
      } else {
        counted.add(known);
        next++;
      }
    }
    return counted;
  }

  private @Nullable Count known(Map.Entry<LocalDate, Long> day, Asked asked) {
    return counts.getIfPresent(Counted.of(day.getKey(), day.getValue(), asked));
  }

  private Count count(Map.Entry<LocalDate, Long> day, Asked asked) {
    return counts.get(
        Counted.of(day.getKey(), day.getValue(), asked),
        key -> {
          DaySlice slice = slices.of(day.getKey(), day.getValue());
          return isByRating(asked) ? countByRating(slice, asked) : countRows(slice, asked);
        });
  }

  private static boolean isByRating(Asked asked) {
    return asked.selection().isAll() && asked.scope().key().account() == null;
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
    // Most rows have the rating of the row before.
    long rating = 0;
    boolean isUnrated = false;
    for (int row = visible.next(); row != VisibleRows.NONE; row = visible.next()) {
      if (slice.rating(row) != rating) {
        rating = slice.rating(row);
        isUnrated = asked.own().isUnrated(rating);
      }
      rows++;
      unrated += isUnrated ? 1 : 0;
    }
    return new Count(rows, unrated);
  }
}
