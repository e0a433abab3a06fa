package daybook.benchmarks;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A subject's numbers beside its baseline's.
 *
 * @param sessionDays in the world
 * @param turns of each side
 */
record Result(
    String benchmark,
    String store,
    long sessionDays,
    int turns,
    Summary subject,
    String baseline,
    Summary base) {
  private static final int NANOS_PER_MICRO = 1_000;

  static final List<String> COLUMNS =
      List.of(
          "benchmark",
          "store",
          "session_days",
          "turns",
          "median_us",
          "fastest_us",
          "slowest_us",
          "p99_us",
          "per_second",
          "baseline",
          "baseline_median_us",
          "baseline_p99_us",
          "baseline_per_second",
          "ratio");

  /** How many times as long as the baseline the subject takes, by their medians. */
  BigDecimal ratio() {
    return BigDecimal.valueOf(subject.medianNanos())
        .divide(BigDecimal.valueOf(base.medianNanos()), 2, RoundingMode.HALF_EVEN);
  }

  List<String> fields() {
    return Stream.of(
            benchmark,
            store,
            sessionDays,
            turns,
            micros(subject.medianNanos()),
            micros(subject.fastestNanos()),
            micros(subject.slowestNanos()),
            micros(subject.p99Nanos()),
            subject.perSecond(),
            baseline,
            micros(base.medianNanos()),
            micros(base.p99Nanos()),
            base.perSecond(),
            ratio().toPlainString())
        .map(Object::toString)
        .toList();
  }

  private static String micros(OptionalLong nanos) {
    return nanos.isPresent() ? micros(nanos.getAsLong()) : "";
  }

  private static String micros(long nanos) {
    return Long.toString(nanos / NANOS_PER_MICRO);
  }
}
