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
class KeptAnswersTest {
  private static final EntityTag TAG = EntityTag.of("one");
  private static final EntityTag OTHER = EntityTag.of("other");

  private final AtomicInteger made = new AtomicInteger();

  private Answer make() {
    return Answer.ok("text/plain", Body.ofUtf8("answer " + made.incrementAndGet()));
  }

  @Test
  void what_was_answered_once_is_not_made_again() {
    KeptAnswers kept = new KeptAnswers(1_000_000);

    Answer first = kept.get(TAG, this::make);

    assertThat(kept.get(TAG, this::make)).isSameAs(first);
    assertThat(kept.get(OTHER, this::make).body().utf8()).isEqualTo("answer 2");
    assertThat(kept.get(TAG, this::make)).isSameAs(first);
  }

  @Test
  void without_memory_every_answer_is_made_anew() {
    KeptAnswers kept = new KeptAnswers(0);

    assertThat(kept.get(TAG, this::make).body().utf8()).isEqualTo("answer 1");
    assertThat(kept.get(TAG, this::make).body().utf8()).isEqualTo("answer 2");
  }

  @Test
  void an_answer_larger_than_the_memory_is_not_kept_and_drives_no_other_out() {
    KeptAnswers kept = new KeptAnswers(100_000);
    Answer small = kept.get(TAG, this::make);

    kept.get(OTHER, () -> Answer.ok("text/plain", Body.of(new byte[200_000], 200_000)));

    assertThat(kept.get(OTHER, this::make).body().utf8()).isEqualTo("answer 2");
    assertThat(kept.get(TAG, this::make)).isSameAs(small);
  }

  @Test
  void all_answers_together_stay_within_the_memory() {
    KeptAnswers kept = new KeptAnswers(100_000);
    for (int i = 0; i < 100; i++) {
      kept.get(
          EntityTag.of("large", Integer.toString(i)),
          () -> Answer.ok("text/plain", Body.of(new byte[10_000], 10_000)));
    }

    int again = 0;
    for (int i = 0; i < 100; i++) {
      int before = made.get();
      kept.get(EntityTag.of("large", Integer.toString(i)), this::make);
      again += made.get() - before;
    }

    assertThat(again).isBetween(90, 100);
  }

  @Test
  void a_refusal_reaches_the_caller_and_is_not_kept() {
    KeptAnswers kept = new KeptAnswers(1_000_000);
    Refusal refusal = new Refusal(new Problem.UnknownItem("s_1"));

    assertThatThrownBy(() ->
            kept.get(
                TAG,
                () -> {
                  throw refusal;
                }))
        .isSameAs(refusal);

    assertThat(kept.get(TAG, this::make).body().utf8()).isEqualTo("answer 1");
  }

  @Test
  void of_many_who_ask_at_once_one_makes_the_answer_and_all_get_it() throws Exception {
    KeptAnswers kept = new KeptAnswers(1_000_000);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers = new ArrayList<>();
      answers.add(
          threads.submit(() ->
              kept.get(
                  TAG,
                  () -> {
                    begun.countDown();
                    awaited(go);
                    return make();
                  })));
      begun.await();
      for (int i = 0; i < 20; i++) {
        answers.add(threads.submit(() -> kept.get(TAG, this::make)));
      }
      Thread.sleep(Duration.ofMillis(50));
      assertThat(made).hasValue(0);
      go.countDown();

      for (Future<Answer> answer : answers) {
        assertThat(answer.get().body().utf8()).isEqualTo("answer 1");
      }
    }
  }

  @Test
  void a_failure_is_told_to_all_who_wait_as_it_is() throws Exception {
    KeptAnswers kept = new KeptAnswers(1_000_000);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    IllegalStateException failure = new IllegalStateException("broken");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> first =
          threads.submit(() ->
              kept.get(
                  TAG,
                  () -> {
                    begun.countDown();
                    awaited(go);
                    throw failure;
                  }));
      begun.await();
      Future<Answer> second = threads.submit(() -> kept.get(TAG, this::make));
      Thread.sleep(Duration.ofMillis(50));
      go.countDown();

      assertThatThrownBy(first::get).hasCause(failure);
      assertThatThrownBy(second::get).hasCause(failure);
    }
    assertThat(kept.get(TAG, this::make).body().utf8()).isEqualTo("answer 1");
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
