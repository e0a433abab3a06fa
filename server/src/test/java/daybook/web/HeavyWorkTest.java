package daybook.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybook.model.Problem;
import daybook.model.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HeavyWorkTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void no_more_is_done_at_once_than_may_be_and_all_gets_done() throws Exception {
    HeavyWork heavy = new HeavyWork(3, LONG);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        int number = i;
        all.add(
            threads.submit(() ->
                heavy.run(() -> {
                  most.accumulateAndGet(now.incrementAndGet(), Math::max);
                  sleep(2);
                  now.decrementAndGet();
                  return number;
                })));
      }
      for (int i = 0; i < all.size(); i++) {
        assertThat(all.get(i).get()).isEqualTo(i);
      }
    }
    assertThat(most).hasValue(3);
  }

  @Test
  void who_would_wait_too_long_is_told_when_to_come_again() throws Exception {
    HeavyWork heavy = new HeavyWork(1, Duration.ofMillis(20));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Turn first = Turn.taken(heavy, threads);

      assertThatThrownBy(() -> heavy.run(() -> "second"))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal ->
                  assertThat(refusal.problem())
                      .isEqualTo(new Problem.Unavailable(Duration.ofSeconds(1))));

      assertThat(first.end()).isEqualTo("done");
      assertThat(heavy.run(() -> "second")).isEqualTo("second");
    }
  }

  @Test
  void who_joins_a_line_that_does_not_end_is_told_soon_and_nobody_once_it_has_ended()
      throws Exception {
    HeavyWork heavy = new HeavyWork(1, Duration.ofSeconds(1));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Turn first = Turn.taken(heavy, threads);
      assertThat(millisUntilRefused(heavy)).as("at the line's beginning").isBetween(990L, 15_000L);
      assertThat(millisUntilRefused(heavy)).as("in a standing line").isBetween(90L, 900L);
      first.end();

      Turn second = Turn.taken(heavy, threads);
      assertThat(millisUntilRefused(heavy)).as("in a new line").isBetween(990L, 15_000L);
      second.end();
    }
  }

  /** Work that is under way until it is told to end. */
  private record Turn(Future<String> work, CountDownLatch mayEnd) {
    static Turn taken(HeavyWork heavy, ExecutorService threads) throws InterruptedException {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch mayEnd = new CountDownLatch(1);
      Future<String> work =
          threads.submit(() ->
              heavy.run(() -> {
                begun.countDown();
                await(mayEnd);
                return "done";
              }));
      begun.await();
      return new Turn(work, mayEnd);
    }

    String end() throws Exception {
      mayEnd.countDown();
      return work.get();
    }
  }

  private static long millisUntilRefused(HeavyWork heavy) {
    long start = System.nanoTime();
    assertThatThrownBy(() -> heavy.run(() -> "work")).isInstanceOf(Refusal.class);
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  @Test
  void what_fails_leaves_its_turn_to_others() {
    HeavyWork heavy = new HeavyWork(1, Duration.ofMillis(20));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() ->
              heavy.run(() -> {
                throw new IllegalStateException("broken");
              }))
          .hasMessage("broken");
    }

    assertThat(heavy.run(() -> "done")).isEqualTo("done");
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
