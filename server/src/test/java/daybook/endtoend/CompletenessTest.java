package daybook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.TestBook;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two operators over a few days: gaps, files that come late, one that is withdrawn. The headers of
 * both reports say how far the operators of the SIMs concerned have come, and of no others.
 */
@Tag("store")
class CompletenessTest {
  private static final String EXPENSES = "date_from=2024-03-01&date_to=2024-04-30";

  private static String feed(String name) {
    return SmallWorld.CONFIG.substring(SmallWorld.CONFIG.indexOf("  net:")).replace("net", name)
        + """
            expects:
              from: 2024-03-28
              usage_day: {pattern: 'NAME_(\\d{8})\\.csv', date: yyyyMMdd}
              by: {days: 1, time: "06:00"}
        """
            .replace("NAME", name);
  }

  @Test
  void a_report_says_how_far_it_is_complete_then_and_as_of_any_day(@TempDir Path directory)
      throws Exception {
    Path inventory = Files.createDirectory(directory.resolve("inventory"));
    SmallWorld.writeInventory(inventory);
    Path sims = inventory.resolve("sims.csv");
    // The lowest reseller is served by another operator; SIM 1 is any operator's.
    Files.writeString(
        sims, Files.readString(sims).replaceAll("(?m)^([345],.*,30[01]),,", "$1,air,"));
    Path config =
        Files.writeString(
            directory.resolve("daybook.yaml"),
            "zone: Europe/Berlin\nfeeds:\n" + feed("net") + feed("air"));
    Map<LocalDate, List<String>> told = new LinkedHashMap<>();
    try (TestBook book = TestBook.open(config, directory.resolve("book"), at("2024-03-28"))) {
      book.importDirectory(inventory);
      book.app().open();
      told.put(LocalDate.parse("2024-03-28"), told(book, null));
      assertThat(told(book, null)).containsOnly("unknown");

      book.clock().set(at("2024-03-29"));
      ingest(book, directory, "net", "20240328");
      ingest(book, directory, "air", "20240328");
      told.put(LocalDate.parse("2024-03-29"), told(book, null));
      assertThat(told(book, null)).containsOnly("2024-03-28");

      book.clock().set(at("2024-03-30"));
      ingest(book, directory, "net", "20240329");
      ingest(book, directory, "air", "20240330");
      told.put(LocalDate.parse("2024-03-30"), told(book, null));
      assertThat(told(book, null))
          .containsExactly("2024-03-28", "2024-03-28", "2024-03-28", "2024-03-29", "2024-03-28");
      assertThat(completeness(book, book.adminToken(1)))
          .isEqualTo(
              """
              [{"operator":"air","complete_through":"2024-03-28","feeds":[{"feed":"air",\
              "expects":true,"complete_through":"2024-03-28","incomplete":[{"day":"2024-03-29",\
              "state":"overdue","files":0,"expected_files":1,"missing_numbers":[]}]}]},\
              {"operator":"net","complete_through":"2024-03-29","feeds":[{"feed":"net",\
              "expects":true,"complete_through":"2024-03-29","incomplete":[]}]}]\
              """);
      assertThat(completeness(book, book.adminToken(3)))
          .isEqualTo("[{\"operator\":\"air\",\"complete_through\":\"2024-03-28\"}]");

      String before = etag(book.reportDay(book.adminToken(3), "{}"));
      String beforeOfNet = etag(book.reportDay(book.adminToken(2), "{\"select\":[\"s_2\"]}"));
      book.clock().set(at("2024-03-31"));
      ingest(book, directory, "air", "20240329");
      told.put(LocalDate.parse("2024-03-31"), told(book, null));
      assertThat(told(book, null))
          .containsExactly("2024-03-29", "2024-03-29", "2024-03-30", "2024-03-29", "2024-03-30");
      assertThat(etag(book.reportDay(book.adminToken(3), "{}"))).isNotEqualTo(before);
      assertThat(etag(book.reportDay(book.adminToken(2), "{\"select\":[\"s_2\"]}")))
          .isEqualTo(beforeOfNet);

      book.clock().set(at("2024-04-01"));
      book.app()
          .withdraw(
              book.app().facts().deliveries().stream()
                  .filter(delivery -> delivery.name().equals("net_20240329.csv"))
                  .findFirst()
                  .orElseThrow()
                  .id(),
              "wrong");
      told.put(LocalDate.parse("2024-04-01"), told(book, null));
      assertThat(told(book, null))
          .containsExactly("2024-03-28", "2024-03-28", "2024-03-30", "2024-03-28", "2024-03-30");

      told.forEach((day, then) -> {
        try {
          assertThat(told(book, day)).as("as of " + day).isEqualTo(then);
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      });
    }
  }

  private static Instant at(String day) {
    return Instant.parse(day + "T11:00:00Z");
  }

  /** A file whose one record is of no SIM: it came all the same. */
  private static void ingest(TestBook book, Path directory, String feed, String day)
      throws Exception {
    Path file = directory.resolve(feed + "_" + day + ".csv");
    Files.writeString(
        file,
        "record,imsi,session,start,end,up,down\n"
            + "%s,none,s,2024-03-28 12:00:00,2024-03-28 12:30:00,1,1\n".formatted(feed + day));
    book.ingest(feed, file, null);
  }

  /** The provider's usage and SIM 1, the lowest reseller's usage, SIM 2, and its expenses. */
  private static List<String> told(TestBook book, LocalDate asOf) throws Exception {
    String[] headers =
        asOf == null ? new String[0] : new String[] {"Daybook-As-Of", asOf.toString()};
    return List.of(
        through(book.reportDay(book.adminToken(1), "{}", headers)),
        through(book.reportDay(book.adminToken(1), "{\"select\":[\"s_1\"]}", headers)),
        through(book.reportDay(book.adminToken(3), "{}", headers)),
        through(book.reportDay(book.adminToken(2), "{\"select\":[\"s_2\"]}", headers)),
        through(
            book.expenses(
                book.adminToken(3), 3, EXPENSES + (asOf == null ? "" : "&as_of=" + asOf))));
  }

  private static String through(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.headers().firstValue("Daybook-Complete-Through").orElseThrow();
  }

  private static String etag(HttpResponse<String> response) {
    return response.headers().firstValue("ETag").orElseThrow();
  }

  private static String completeness(TestBook book, String token) throws Exception {
    String body = book.get("/v1/completeness", token).body();
    String head = "{\"code\":200,\"message\":\"OK\",\"result\":{\"operators\":";
    assertThat(body).startsWith(head).endsWith("}}");
    return body.substring(head.length(), body.length() - 2);
  }
}
