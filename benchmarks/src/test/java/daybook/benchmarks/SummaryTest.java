package daybook.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SummaryTest {
  @Test
  void a_summary_is_the_median_of_the_turns() {
    Summary summary =
        Summary.of(List.of(Timings.ofOne(900, 9), Timings.ofOne(100, 9), Timings.ofOne(300, 9)));

    assertThat(summary).isEqualTo(new Summary(300, 100, 900, OptionalLong.empty(), 30_000_000));
  }

  @Test
  void of_a_hundred_calls_one_is_beyond_the_99th_percentile() {
    Timings timings = Timings.of(LongStream.rangeClosed(1, 100).toArray(), 5_050, 100);

    assertThat(timings.medianNanos()).isEqualTo(50);
    assertThat(timings.p99Nanos()).hasValue(99);
  }

  @Test
  void of_fewer_calls_no_99th_percentile_is_claimed() {
    assertThat(Timings.of(new long[99], 1, 99).p99Nanos()).isEmpty();
  }
}
