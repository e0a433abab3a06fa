package daybook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.TestBook;
import daybook.TestData;
import daybook.book.Delivery;
import daybook.report.BookCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries that come twice, at once, in halves or in another packing change no answer. */
@Tag("store")
class AgainAndAtOnceTest {
  private static final Path CONFIG = Path.of("examples/edge2015/daybook.yaml");
  private static final List<String> FILES =
      List.of("shanghai_20150803.csv", "shanghai_20150804.csv", "shanghai_20150805.csv");

  @Test
  void files_that_are_taken_in_twice_at_once_are_taken_in_once(@TempDir Path directory)
      throws Exception {
    String once = answersAfterOneRun(directory.resolve("once"));
    try (TestBook book = open(directory.resolve("twice"));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> runs = new ArrayList<>();
      for (int copy = 0; copy < 2; copy++) {
        for (String file : FILES) {
          runs.add(() -> book.ingest("edge", session(file), null).before());
        }
      }
      int taken = 0;
      for (Future<Boolean> run : threads.invokeAll(runs)) {
        taken += run.get() ? 0 : 1;
      }
      assertThat(taken).isEqualTo(FILES.size());
      assertThat(answers(book)).isEqualTo(once);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 121, 177, 179, 5002})
  void a_file_that_was_cut_anywhere_and_is_sent_again_whole_ends_in_the_same_totals(
      int length, @TempDir Path directory) throws Exception {
    String name = FILES.get(1);
    String once;
    try (TestBook book = open(directory.resolve("once"))) {
      book.ingest("edge", session(name), null);
      once = answers(book);
    }
    try (TestBook book = open(directory.resolve("cut"))) {
      Path cut = Files.createDirectories(directory.resolve("cutfile")).resolve(name);
      Files.write(cut, Arrays.copyOf(Files.readAllBytes(session(name)), length));
      book.ingest("edge", cut, null);
      book.ingest("edge", session(name), null);
      assertThat(answers(book)).isEqualTo(once);
      assertThat(book.app().check().run()).noneMatch(BookCheck.Finding::isFault);
    }
  }

  @Test
  void a_file_that_was_cut_in_half_and_is_sent_again_whole_ends_in_the_same_totals(
      @TempDir Path directory) throws Exception {
    String once = answersAfterOneRun(directory.resolve("once"));
    try (TestBook book = open(directory.resolve("halves"))) {
      for (String name : FILES) {
        byte[] whole = Files.readAllBytes(session(name));
        // Cut in the middle of a line, as a broken transfer does; the name stays.
        Path half = Files.createDirectories(directory.resolve("half")).resolve(name);
        Files.write(half, Arrays.copyOf(whole, whole.length / 2));
        Delivery.Counts first = book.ingest("edge", half, null).delivery().counts();
        Delivery.Counts second = book.ingest("edge", session(name), null).delivery().counts();
        assertThat(first.stored()).isPositive();
        // All but the cut line, which may have been half of one.
        assertThat(second.duplicate()).isBetween(first.stored() - 1, first.stored());
        assertThat(second.conflict()).isZero();
        assertThat(second.read()).isEqualTo(Files.readAllLines(session(name)).size());
      }
      assertThat(answers(book)).isEqualTo(once);
      assertThat(book.app().check().run()).noneMatch(BookCheck.Finding::isFault);
    }
  }

  private static String answersAfterOneRun(Path data) throws Exception {
    try (TestBook book = open(data)) {
      for (String file : FILES) {
        book.ingest("edge", session(file), null);
      }
      return answers(book);
    }
  }

  private static TestBook open(Path data) throws IOException {
    TestBook book = TestBook.open(CONFIG, data, Instant.parse("2016-01-10T00:00:00Z"));
    book.importDirectory(TestData.edge2015().resolve("inventory"));
    return book;
  }

  private static Path session(String file) {
    return TestData.edge2015().resolve("sessions").resolve(file);
  }

  /** All expenses, and all usage without our session numbers, which follow the order of storing. */
  private static String answers(TestBook book) throws Exception {
    StringBuilder answers = new StringBuilder();
    for (long reseller = 1; reseller <= 6; reseller++) {
      answers.append(
          book.expenses(
                  book.adminToken(reseller), reseller, "date_from=2015-07-01&date_to=2015-12-31")
              .body());
    }
    String usage = book.reportDay(book.adminToken(1), "{\"size\":10000}").body();
    String[] rows = usage.replaceAll("[{}]*\\{?\"sid\":\\d+,", "\n").split("\n");
    Arrays.sort(rows);
    return answers.append(String.join("\n", rows)).toString();
  }
}
