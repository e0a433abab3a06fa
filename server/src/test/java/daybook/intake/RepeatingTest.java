package daybook.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybook.book.StoreFailure;
import daybook.book.StoreUnavailable;
import daybook.book.StoreUnconfirmed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatingTest {
  private static final List<Duration> WAITS = List.of(Duration.ofSeconds(1), Duration.ofSeconds(4));

  private final List<Duration> waited = new ArrayList<>();
  private final Repeating repeating = new Repeating(WAITS, waited::add);

  @Test
  void what_succeeds_is_done_once() {
    assertThat(run(new ArrayDeque<>())).isEqualTo("done");
    assertThat(waited).isEmpty();
  }

  @Test
  void a_store_that_is_away_or_did_not_confirm_is_asked_again_after_a_wait() {
    Deque<StoreFailure> failures = new ArrayDeque<>();
    failures.add(new StoreUnavailable("away", new IllegalStateException()));
    failures.add(new StoreUnconfirmed("unheard", new IllegalStateException()));
    assertThat(run(failures)).isEqualTo("done");
    assertThat(waited).isEqualTo(WAITS);
  }

  @Test
  void a_store_that_stays_away_fails_in_the_end() {
    Deque<StoreFailure> failures = new ArrayDeque<>();
    for (int i = 0; i < 3; i++) {
      failures.add(new StoreUnavailable("away " + i, new IllegalStateException()));
    }
    assertThatThrownBy(() -> run(failures))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessage("away 2");
    assertThat(waited).isEqualTo(WAITS);
  }

  @Test
  void any_other_failure_is_not_repeated() {
    Deque<StoreFailure> failures = new ArrayDeque<>(List.of(new StoreFailure("broken")));
    assertThatThrownBy(() -> run(failures)).hasMessage("broken");
    assertThat(waited).isEmpty();
  }

  private String run(Deque<StoreFailure> failures) {
    return repeating.run(() -> {
      StoreFailure failure = failures.poll();
      if (failure != null) {
        throw failure;
      }
      return "done";
    });
  }
}
