package daybook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.TestBook;
import daybook.memo.AtOnce;
import daybook.model.Manager;
import daybook.model.ManagerId;
import daybook.model.ResellerId;
import daybook.model.Role;
import daybook.party.Caller;
import daybook.report.Snapshot;
import daybook.report.UsagePage;
import daybook.report.UsageQuery;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known is told without a look at the store, until something changes. */
class AnswersAtOnceTest {
  private static final UsageQuery ALL = new UsageQuery(null, null, List.of(), 0, 50, null);
  private static final Caller ADMIN =
      new Caller(
          new Manager(new ManagerId(1), new ResellerId(1), null, "Name", "", Role.ADMIN, true));

  @Test
  void a_report_is_named_at_once_from_the_second_time_on_until_something_is_booked(
      @TempDir Path directory) throws Exception {
    try (TestBook book = book(directory)) {
      List<Path> files = SmallWorld.writeDeliveries(directory, SmallWorld.lines(new Random(5)));
      book.ingest("net", files.get(0), null);

      assertThat(atOnce(book)).isEmpty();
      Snapshot<UsagePage> known = book.app().usage().at(ADMIN, ALL);
      assertThat(atOnce(book)).map(Snapshot::version).contains(known.version());

      book.ingest("net", files.get(1), null);
      assertThat(atOnce(book)).isEmpty();
      assertThat(book.app().usage().at(ADMIN, ALL).version()).isNotEqualTo(known.version());
    }
  }

  @Test
  void an_answer_that_is_sent_again_is_the_same_and_a_new_one_tells_what_was_booked(
      @TempDir Path directory) throws Exception {
    try (TestBook book = book(directory)) {
      List<Path> files = SmallWorld.writeDeliveries(directory, SmallWorld.lines(new Random(5)));
      String token = book.adminToken(1);
      String before = "";
      for (Path file : files) {
        book.ingest("net", file, null);

        HttpResponse<String> first = book.reportDay(token, "{\"size\":1000}");
        HttpResponse<String> again = book.reportDay(token, "{\"size\":1000}");

        assertThat(first.body()).isNotEqualTo(before);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("ETag"))
            .isEqualTo(first.headers().firstValue("ETag"));
        assertThat(again.headers().firstValue("X-Request-Id"))
            .isNotEqualTo(first.headers().firstValue("X-Request-Id"));
        before = first.body();
      }
    }
  }

  @Test
  void a_token_that_is_revoked_is_refused_at_once(@TempDir Path directory) throws Exception {
    try (TestBook book = book(directory)) {
      String token = book.adminToken(1);
      assertThat(book.reportDay(token, "{}").statusCode()).isEqualTo(200);
      assertThat(book.reportDay(token, "{}").statusCode()).isEqualTo(200);

      book.token(1);

      assertThat(book.reportDay(token, "{}").statusCode()).isEqualTo(401);
    }
  }

  private static Optional<Snapshot<UsagePage>> atOnce(TestBook book) {
    return AtOnce.attempt(() -> book.app().usage().at(ADMIN, ALL));
  }

  private static TestBook book(Path directory) throws Exception {
    Path inventory = Files.createDirectory(directory.resolve("inventory"));
    SmallWorld.writeInventory(inventory);
    Path config = Files.writeString(directory.resolve("daybook.yaml"), SmallWorld.CONFIG);
    TestBook book =
        TestBook.open(
            config,
            directory.resolve("book"),
            SmallWorld.START
                .plusDays(30)
                .atTime(12, 0)
                .atZone(ZoneId.of("Europe/Berlin"))
                .toInstant());
    book.importDirectory(inventory);
    return book;
  }
}
