package daybook.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class DaySlicesTest {
  private static final LocalDate DAY = LocalDate.parse("2026-03-01");

  private final TestStore store = new TestStore();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_slice_is_read_once_per_day_and_version() {
    DaySlices slices = new DaySlices(store.facts(), 1_000_000);

    assertThat(slices.of(DAY, 7)).isSameAs(slices.of(DAY, 7));
    assertThat(slices.of(DAY, 7)).isNotSameAs(slices.of(DAY, 8));
    assertThat(slices.of(DAY, 7).usageDay()).isEqualTo(DAY);
    assertThat(slices.of(DAY.plusDays(1), 7).usageDay()).isEqualTo(DAY.plusDays(1));
  }

  @Test
  void those_who_ask_at_once_get_one_and_the_same_slice() throws Exception {
    DaySlices slices = new DaySlices(store.facts(), 1_000_000);
    Callable<DaySlice> ask = () -> slices.of(DAY, 7);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<DaySlice> answer : threads.invokeAll(List.of(ask, ask, ask, ask, ask))) {
        assertThat(answer.get()).isSameAs(slices.of(DAY, 7));
      }
    }
  }

  @Test
  void no_more_slices_stay_in_memory_than_fit() {
    DaySlices slices = new DaySlices(store.facts(), 0);

    DaySlice first = slices.of(DAY, 7);
    awaitEviction(slices, first);
  }

  /** What does not fit is dropped by a thread of the cache's own, soon after. */
  private static void awaitEviction(DaySlices slices, DaySlice first) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (slices.of(DAY, 7) == first) {
      assertThat(System.nanoTime()).as("still in memory").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
