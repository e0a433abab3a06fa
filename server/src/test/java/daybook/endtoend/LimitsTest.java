package daybook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.TestBook;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits as a client meets them. */
class LimitsTest {
  private static final Instant NOW = Instant.parse("2024-06-01T12:00:00Z");

  @Test
  void a_token_that_is_used_too_often_is_refused_for_as_long_as_the_answer_says_and_no_other(
      @TempDir Path directory) throws Exception {
    try (TestBook book = book(directory, "requests_per_second: 1\n")) {
      String one = book.adminToken(1);
      String other = book.adminToken(2);

      HttpResponse<String> refused = refused(() -> book.reportDay(one, "{}"));
      assertThat(refused.body()).startsWith("{\"code\":429,\"message\":\"These are more than 1 ");
      assertThat(book.reportDay(other, "{}").statusCode()).isEqualTo(200);
      String days = "date_from=2024-05-01&date_to=2024-05-31";
      assertThat(refused(() -> book.expenses(one, 1, days)).body())
          .contains("\"code\":\"too_many_requests\"");

      Thread.sleep(1_000 * Long.parseLong(refused.headers().firstValue("Retry-After").get()));
      assertThat(book.reportDay(one, "{}").statusCode()).isEqualTo(200);
    }
  }

  /** The first refusal; a machine that has other work may be too slow for it at first. */
  private static HttpResponse<String> refused(Callable<HttpResponse<String>> ask) throws Exception {
    HttpResponse<String> answer = ask.call();
    for (int i = 0; i < 100 && answer.statusCode() == 200; i++) {
      answer = ask.call();
    }
    assertThat(answer.statusCode()).isEqualTo(429);
    return answer;
  }

  @Test
  void a_flood_of_questions_that_differ_is_answered_or_told_to_come_again(@TempDir Path directory)
      throws Exception {
    try (TestBook book = book(directory, "requests_at_once: 20\nheavy_reports_at_once: 1\n");
        ExecutorService clients = Executors.newFixedThreadPool(64)) {
      String token = book.adminToken(1);
      List<Future<HttpResponse<String>>> all = new ArrayList<>();
      for (int i = 0; i < 640; i++) {
        String body = "{\"page\":" + i + "}";
        all.add(clients.submit(() -> book.reportDay(token, body)));
      }
      Map<Integer, Integer> statuses = new TreeMap<>();
      for (Future<HttpResponse<String>> one : all) {
        HttpResponse<String> answer = one.get();
        statuses.merge(answer.statusCode(), 1, Integer::sum);
        if (answer.statusCode() == 503) {
          assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        } else {
          assertThat(answer.body()).startsWith("{\"code\":200,");
        }
      }
      assertThat(statuses.keySet()).isSubsetOf(200, 503);
      assertThat(statuses.get(200)).isGreaterThanOrEqualTo(20);
      assertThat(book.reportDay(token, "{\"page\":999}").statusCode()).isEqualTo(200);
    }
  }

  private static TestBook book(Path directory, String limits) throws Exception {
    Path inventory = Files.createDirectory(directory.resolve("inventory"));
    SmallWorld.writeInventory(inventory);
    Path config = Files.writeString(directory.resolve("daybook.yaml"), limits + SmallWorld.CONFIG);
    TestBook book = TestBook.open(config, directory.resolve("book"), NOW);
    book.importDirectory(inventory);
    return book;
  }
}
