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
   * Days that are opened together, by all processors; few, for they need not all fit into memory.
   */
  private static final int OPENED_AT_ONCE = 32;

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
    int opened = 0;
    for (int i = 0; i < all.size(); i++) {
      Count known = known(all.get(i), asked);
      if (known == null && i >= opened) {
        opened = Math.min(i + OPENED_AT_ONCE, all.size());
        openAhead(all.subList(i, opened), asked);
      }
      counted.add(known == null ? count(all.get(i), asked) : known);
    }
    return counted;
  }

  private @Nullable Count known(Map.Entry<LocalDate, Long> day, Asked asked) {
    return counts.getIfPresent(Counted.of(day.getKey(), day.getValue(), asked));
  }

  /** Opening files and comparing checksums is most of a first count. */
  private void openAhead(List<Map.Entry<LocalDate, Long>> days, Asked asked) {
    days.parallelStream()
        .filter(day -> known(day, asked) == null)
        .map(day -> slices.of(day.getKey(), day.getValue()))
        .filter(slice -> !isByRating(asked))
        .forEach(DaySlice::prepareSearch);
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
    for (int row = visible.next(); row != VisibleRows.NONE; row = visible.next()) {
      rows++;
      unrated += asked.own().isUnrated(slice.rating(row)) ? 1 : 0;
    }
    return new Count(rows, unrated);
  }
}
