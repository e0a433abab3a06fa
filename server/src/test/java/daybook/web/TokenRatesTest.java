package daybook.web;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.model.Manager;
import daybook.model.ManagerId;
import daybook.model.Problem;
import daybook.model.Refusal;
import daybook.model.ResellerId;
import daybook.model.Role;
import daybook.party.Caller;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRatesTest {
  private static final long SECOND = 1_000_000_000;
  private static final Caller ONE = caller(1);
  private static final Caller OTHER = caller(2);

  private long now = -5 * SECOND;

  private static Caller caller(long id) {
    return new Caller(
        new Manager(new ManagerId(id), new ResellerId(1), null, "Name", "", Role.ADMIN, true));
  }

  private static Optional<Problem> refusal(TokenRates rates, Caller caller) {
    try {
      rates.count(caller);
      return Optional.empty();
    } catch (Refusal refusal) {
      return Optional.of(refusal.problem());
    }
  }

  private int admitted(TokenRates rates, Caller caller, int requests) {
    int admitted = 0;
    for (int i = 0; i < requests; i++) {
      admitted += refusal(rates, caller).isEmpty() ? 1 : 0;
    }
    return admitted;
  }

  @Test
  void after_silence_a_seconds_worth_comes_through_at_once_and_no_request_more() {
    TokenRates rates = new TokenRates(10, () -> now);

    assertThat(admitted(rates, ONE, 25)).isEqualTo(10);
    now += 60 * SECOND;
    assertThat(admitted(rates, ONE, 25)).isEqualTo(10);
  }

  @Test
  void then_so_many_a_second_come_through() {
    TokenRates rates = new TokenRates(10, () -> now);
    admitted(rates, ONE, 10);

    for (int tenth = 0; tenth < 50; tenth++) {
      now += SECOND / 10;
      assertThat(admitted(rates, ONE, 3)).isEqualTo(1);
    }
  }

  @Test
  void who_comes_again_when_told_to_is_admitted() {
    TokenRates rates = new TokenRates(3, () -> now);
    admitted(rates, ONE, 3);

    assertThat(refusal(rates, ONE)).contains(new Problem.TooManyRequests(3, Duration.ofSeconds(1)));
    now += SECOND;
    assertThat(refusal(rates, ONE)).isEmpty();
  }

  @Test
  void nobody_uses_up_anothers_share() {
    TokenRates rates = new TokenRates(5, () -> now);

    assertThat(admitted(rates, ONE, 100)).isEqualTo(5);
    assertThat(admitted(rates, OTHER, 100)).isEqualTo(5);
  }

  @Test
  void what_is_taken_out_of_the_count_may_come_again() {
    TokenRates rates = new TokenRates(5, () -> now);
    admitted(rates, ONE, 5);

    rates.uncount(ONE);

    assertThat(admitted(rates, ONE, 5)).isEqualTo(1);
  }

  @Test
  void without_a_rate_any_number_comes_through() {
    assertThat(admitted(new TokenRates(0, () -> now), ONE, 10_000)).isEqualTo(10_000);
  }

  /** At any time, those of the last second are at most twice the rate, and all within the rate. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void random_arrivals_are_admitted_as_a_bucket_that_fills_says(long seed) {
    Random random = new Random(seed);
    int perSecond = 1 + random.nextInt(40);
    TokenRates rates = new TokenRates(perSecond, () -> now);
    long interval = SECOND / perSecond;
    Deque<Long> ends = new ArrayDeque<>();
    long busyUntil = now;
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      now += random.nextLong(2 * interval);
      // The naive queue: each request takes its interval, and what would end too late is refused.
      long end = Math.max(busyUntil, now) + interval;
      boolean expected = end - now <= SECOND;

      boolean admitted = refusal(rates, ONE).isEmpty();

      assertThat(admitted).as("request " + i).isEqualTo(expected);
      if (admitted) {
        busyUntil = end;
        ends.add(end);
      } else {
        refused++;
      }
    }
    assertThat(ends).hasSizeGreaterThan(2_000);
    assertThat(refused).isLessThan(3_000);
  }

  @Test
  void many_who_come_at_the_same_time_are_counted_exactly() throws Exception {
    TokenRates rates = new TokenRates(1_000, () -> now);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> parts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        parts.add(threads.submit(() -> admitted(rates, ONE, 500)));
      }
      int all = 0;
      for (Future<Integer> part : parts) {
        all += part.get();
      }
      assertThat(all).isEqualTo(1_000);
    }
  }
}
