package daybook.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybook.benchmarks.Benchmarks.Choice;
import daybook.benchmarks.Benchmarks.What;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that is measured, once and small: the answers count here, the times do not. */
final class SmallRunTest {
  private static final int QUESTIONS = 8;

  @TempDir private Path folder;

  @Test
  void every_answer_of_both_stores_is_what_the_generator_and_the_plain_queries_say()
      throws Exception {
    Choice choice =
        new Choice(
            new Size(3_000, 1, 1, 1, 1, 1, 1),
            List.of(What.LOAD, What.PAGES),
            List.of(Places.Kind.values()));
    List<Result> results = new ArrayList<>();

    // Wrong answers end the run.
    Benchmarks.run(choice, folder, new Stopwatch(System::nanoTime), results::add);

    for (String store : List.of("embedded", "postgres")) {
      assertThat(results)
          .filteredOn(result -> result.store().equals(store))
          .hasSize(1 + 2 * QUESTIONS)
          .allSatisfy(result -> assertThat(result.fields()).hasSameSizeAs(Result.COLUMNS));
    }
  }

  @Test
  void every_answer_from_a_wide_book_is_what_the_plain_queries_say() throws Exception {
    Choice choice =
        new Choice(
            new Size(400_000, 1, 1, 1, 1, 1, 30),
            List.of(What.WIDE, What.LIMITS),
            List.of(Places.Kind.EMBEDDED));
    List<Result> results = new ArrayList<>();

    // Wrong answers end the run.
    Benchmarks.run(choice, folder, new Stopwatch(System::nanoTime), results::add);

    assertThat(results)
        .hasSize(2 + 2 * 8 + 1 + 3 * 6 + 2)
        .allSatisfy(result -> assertThat(result.fields()).hasSameSizeAs(Result.COLUMNS));
  }

  @Test
  void a_command_line_without_words_means_everything_small() {
    assertThat(Choice.of(List.of()))
        .isEqualTo(
            new Choice(Size.SMALL, List.of(What.LOAD, What.PAGES), List.of(Places.Kind.values())));
  }

  @Test
  void a_word_that_means_nothing_is_refused() {
    assertThatThrownBy(() -> Choice.of(List.of("small", "everything")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
