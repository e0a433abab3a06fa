package daybook.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AtOnceTest {
  @Test
  void an_attempt_that_needs_not_wait_succeeds() {
    assertThat(AtOnce.attempt(() -> "answer")).contains("answer");
  }

  @Test
  void an_attempt_ends_before_what_may_take_long() {
    AtomicInteger done = new AtomicInteger();

    assertThat(
            AtOnce.attempt(() -> {
              AtOnce.mayTakeLong();
              return done.incrementAndGet();
            }))
        .isEmpty();
    assertThat(done).hasValue(0);
  }

  @Test
  void outside_of_an_attempt_anything_may_take_long() {
    assertThat(AtOnce.attempt(() -> "before")).isPresent();

    assertThatCode(AtOnce::mayTakeLong).doesNotThrowAnyException();
  }

  @Test
  void a_failure_is_no_reason_to_try_again() {
    assertThatThrownBy(() ->
            AtOnce.attempt(() -> {
              throw new IllegalStateException("broken");
            }))
        .hasMessage("broken");
  }
}
