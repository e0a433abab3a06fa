package daybook.book;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.LocalDate;

/**
 * Day slices in memory, as many as fit. A slice never changes, so none is ever out of date: a day
 * that was added to has another version.
 */
public final class DaySlices {
  private final LoadingCache<DayVersion, DaySlice> slices;

  private record DayVersion(LocalDate usageDay, long throughBatch) {}

  /**
   * @param mostBytes what all slices together may occupy
   */
  public DaySlices(Facts facts, long mostBytes) {
    this.slices =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes)
            .<DayVersion, DaySlice>weigher((day, slice) -> slice.weightInBytes())
            .build(day -> facts.slice(day.usageDay(), day.throughBatch()));
  }

  /**
   * One day's session days as of a version. Of several threads that ask for the same at once, one
   * reads it from the store and the others wait.
   *
   * @param version the day's, from {@link Facts#usageDays}
   */
  public DaySlice of(LocalDate usageDay, long version) {
    return slices.get(new DayVersion(usageDay, version));
  }
}
