package daybook.book;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Day slices in memory, as many as fit. A slice never changes, so none is ever out of date: a day
 * that was added to has another version, which is made of the one before and of what was added.
 */
public final class DaySlices {
  private final Facts facts;
  private final @Nullable SliceFiles files;
  private final LoadingCache<DayVersion, DaySlice> slices;

  private record DayVersion(LocalDate usageDay, long throughBatch) {}

  /**
   * @param mostBytes of the heap that all slices together may occupy
   * @param directory where they are kept beyond this process; absent: nowhere
   */
  public DaySlices(Facts facts, long mostBytes, @Nullable Path directory) {
    this.facts = facts;
    this.files = directory == null ? null : new SliceFiles(directory);
    this.slices =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes)
            .<DayVersion, DaySlice>weigher((day, slice) -> slice.weightInBytes())
            .build(day -> load(day.usageDay(), day.throughBatch()));
  }

  /**
   * One day's session days as of a version. Of several threads that ask for the same at once, one
   * reads it and the others wait.
   *
   * @param version the day's, from {@link Facts#usageDays}
   */
  public DaySlice of(LocalDate usageDay, long version) {
    return slices.get(new DayVersion(usageDay, version));
  }

  private DaySlice load(LocalDate usageDay, long version) {
    return files == null ? facts.slice(usageDay, version) : load(files, usageDay, version);
  }

  private DaySlice load(SliceFiles kept, LocalDate usageDay, long version) {
    return read(kept, usageDay, version).orElseGet(() -> make(kept, usageDay, version));
  }

  private Optional<DaySlice> read(SliceFiles kept, LocalDate usageDay, long version) {
    return facts
        .madeAt(version)
        .flatMap(madeAt -> kept.read(usageDay, version, madeAt, again(kept, usageDay, version)));
  }

  /** From the latest file before the version that there is, or from the store alone. */
  private DaySlice make(SliceFiles kept, LocalDate usageDay, long version) {
    boolean latest = true;
    for (long known : kept.versions(usageDay)) {
      Optional<DaySlice> slice = known == version ? Optional.empty() : read(kept, usageDay, known);
      if (slice.isPresent() && known < version) {
        return keep(kept, facts.slice(slice.get(), known, version), version);
      }
      latest &= slice.isEmpty();
    }
    DaySlice slice = facts.slice(usageDay, version);
    // What is asked as of an earlier day does not take the place of what is asked now.
    return latest ? keep(kept, slice, version) : slice;
  }

  /** Lives as long as the slice that lies in the file, so it must not hold one that does not. */
  private Supplier<DaySlice> again(SliceFiles kept, LocalDate usageDay, long version) {
    return () -> keep(kept, facts.slice(usageDay, version), version);
  }

  private DaySlice keep(SliceFiles kept, DaySlice slice, long version) {
    return facts
        .madeAt(version)
        .map(madeAt -> kept.keep(slice, version, madeAt, again(kept, slice.usageDay(), version)))
        .orElse(slice);
  }
}
