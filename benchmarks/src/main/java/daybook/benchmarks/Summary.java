package daybook.benchmarks;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Several turns of one contestant: each number is the median of the turns' numbers, but for the
 * fastest and the slowest turn.
 *
 * @param p99Nanos absent where a turn has too few calls
 */
public record Summary(
    long medianNanos, long fastestNanos, long slowestNanos, OptionalLong p99Nanos, long perSecond) {

  static Summary of(List<Timings> turns) {
    List<OptionalLong> p99 = turns.stream().map(Timings::p99Nanos).toList();
    return new Summary(
        median(turns.stream().mapToLong(Timings::medianNanos)),
        turns.stream().mapToLong(Timings::medianNanos).min().orElseThrow(),
        turns.stream().mapToLong(Timings::medianNanos).max().orElseThrow(),
        p99.contains(OptionalLong.empty())
            ? OptionalLong.empty()
            : OptionalLong.of(median(p99.stream().mapToLong(OptionalLong::getAsLong))),
        median(turns.stream().mapToLong(Timings::perSecond)));
  }

  private static long median(LongStream values) {
    long[] sorted = values.sorted().toArray();
    return sorted[(sorted.length - 1) / 2];
  }
}
