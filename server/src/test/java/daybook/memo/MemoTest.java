package daybook.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MemoTest {
  private final AtomicInteger computed = new AtomicInteger();

  private int length(String text) {
    computed.incrementAndGet();
    return text.length();
  }

  @Test
  void a_result_is_computed_once() {
    Memo<String, Integer> memo = new Memo<>(10);

    assertThat(memo.get("four", this::length)).isEqualTo(4);
    assertThat(memo.get("four", this::length)).isEqualTo(4);
    assertThat(memo.get("three", this::length)).isEqualTo(5);
    assertThat(computed).hasValue(2);
  }

  @Test
  void within_an_attempt_only_what_is_known_is_told() {
    Memo<String, Integer> memo = new Memo<>(10);

    assertThat(AtOnce.attempt(() -> memo.get("four", this::length))).isEmpty();
    assertThat(computed).hasValue(0);

    memo.get("four", this::length);
    assertThat(AtOnce.attempt(() -> memo.get("four", this::length))).contains(4);
  }

  @Test
  void what_weighs_more_than_there_is_room_for_is_computed_each_time() {
    Memo<String, Integer> memo = new Memo<>(10, (key, length) -> length);

    memo.get("more than ten letters", this::length);
    memo.get("more than ten letters", this::length);

    assertThat(computed.get()).isBetween(1, 2);
    assertThat(memo.get("four", this::length)).isEqualTo(4);
  }

  @Test
  void a_failure_is_not_remembered() {
    Memo<String, Integer> memo = new Memo<>(10);

    assertThatThrownBy(() ->
            memo.get(
                "four",
                key -> {
                  throw new IllegalStateException("broken");
                }))
        .hasMessage("broken");
    assertThat(memo.get("four", this::length)).isEqualTo(4);
  }
}
