package daybook.benchmarks;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * What one turn took.
 *
 * @param medianNanos of its calls
 * @param p99Nanos the 99th percentile; absent where too few calls were made to say
 * @param perSecond how many things were done in a second of all of it
 */
public record Timings(long medianNanos, OptionalLong p99Nanos, long perSecond) {
  private static final int LEAST_FOR_P99 = 100;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /**
   * @param nanos of each call
   * @param items how many things were done in all
   */
  static Timings of(long[] nanos, long wallNanos, long items) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Timings(
        sorted[(sorted.length - 1) / 2],
        sorted.length < LEAST_FOR_P99
            ? OptionalLong.empty()
            : OptionalLong.of(sorted[Math.ceilDiv(sorted.length * 99, 100) - 1]),
        rate(items, wallNanos));
  }

  /** A turn that is one single call. */
  static Timings ofOne(long nanos, long items) {
    return of(new long[] {nanos}, nanos, items);
  }

  static long rate(long items, long wallNanos) {
    return Math.multiplyExact(items, NANOS_PER_SECOND) / wallNanos;
  }
}
