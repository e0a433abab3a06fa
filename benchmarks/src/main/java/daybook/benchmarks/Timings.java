package daybook.benchmarks;

import java.util.Arrays;
import java.util.OptionalLong;

/** What one turn took: each of its calls, and all of it. */
public final class Timings {
  private static final int LEAST_FOR_P99 = 100;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final long[] sorted;
  private final long wallNanos;
  private final long items;

  /**
   * @param nanos of each call
   * @param items how many things were done in all, for a rate
   */
  Timings(long[] nanos, long wallNanos, long items) {
    this.sorted = nanos.clone();
    Arrays.sort(sorted);
    this.wallNanos = wallNanos;
    this.items = items;
  }

  /** A turn that is one single call. */
  static Timings ofOne(long nanos, long items) {
    return new Timings(new long[] {nanos}, nanos, items);
  }

  long medianNanos() {
    return sorted[(sorted.length - 1) / 2];
  }

  /** Absent where too few calls were made to say. */
  OptionalLong p99Nanos() {
    return sorted.length < LEAST_FOR_P99
        ? OptionalLong.empty()
        : OptionalLong.of(sorted[Math.ceilDiv(sorted.length * 99, 100) - 1]);
  }

  long perSecond() {
    return Math.multiplyExact(items, NANOS_PER_SECOND) / wallNanos;
  }
}
