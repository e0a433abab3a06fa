package daybook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.TestBook;
import daybook.book.Entry;
import daybook.model.DeliveryId;
import daybook.model.Money;
import daybook.model.ResellerId;
import daybook.model.SubscriptionId;
import daybook.report.Explanations;
import daybook.report.Explanations.Line;
import daybook.report.Explanations.SessionDay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Every number of both reports is exactly the sum of what explains it, down to the lines. */
@Tag("store")
class ExplainTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @TempDir Path directory;
  private TestBook book;
  private Explanations explanations;

  @BeforeEach
  void open() throws Exception {
    SmallWorld.writeInventory(directory);
    Path config = Files.writeString(directory.resolve("daybook.yaml"), SmallWorld.CONFIG);
    book = TestBook.open(config, directory.resolve("book"), Instant.parse("2024-04-20T10:00:00Z"));
    book.importDirectory(directory);
    for (Path file : SmallWorld.writeDeliveries(directory, SmallWorld.lines(new Random(31)))) {
      book.ingest("net", file, null);
    }
    book.app().withdraw(new DeliveryId(3), "by mistake");
    explanations = book.app().explanations();
  }

  @AfterEach
  void close() {
    book.close();
  }

  @Test
  void every_expense_is_the_sum_of_its_entries() throws Exception {
    int rows = 0;
    for (long reseller : List.of(1L, 2L, 3L)) {
      String body =
          book.expenses(
                  book.adminToken(reseller),
                  reseller,
                  "include=downstream&date_from=2024-03-01&date_to=2024-04-30")
              .body();
      for (JsonNode row : JSON.readTree(body).get("expenses")) {
        Money total = Money.ZERO;
        for (Entry entry :
            explanations.entries(
                new ResellerId(reseller),
                new SubscriptionId(row.get("subscription_id").longValue()),
                YearMonth.parse(row.get("period").stringValue()),
                LocalDate.of(2024, 3, 1),
                LocalDate.of(2024, 4, 30))) {
          total = total.plus(entry.charge());
        }
        assertThat(total.toPlainText()).isEqualTo(row.get("total").stringValue());
        rows++;
      }
    }
    assertThat(rows).isGreaterThan(8);
  }

  @Test
  void every_session_day_is_the_sum_of_lines_that_the_operator_wrote() throws Exception {
    String body = book.reportDay(book.adminToken(1), "{\"size\":10000}").body();
    int lines = 0;
    for (JsonNode row : JSON.readTree(body).get("result").get("items")) {
      LocalDate day =
          LocalDate.ofInstant(Instant.ofEpochSecond(row.get("day").longValue()), BERLIN);
      List<SessionDay> found = explanations.sessionDays(row.get("sid").longValue(), day);
      SessionDay one =
          found.stream()
              .filter(each -> each.key().sim().value() == row.get("id").longValue())
              .findFirst()
              .orElseThrow();
      long sum = 0;
      for (Line line : one.lines()) {
        sum += line.record().addedUp() + line.record().addedDown();
        String text = line.text().orElseThrow();
        assertThat(text)
            .isEqualTo(
                Files.readAllLines(directory.resolve(line.file()))
                    .get(Math.toIntExact(line.record().content().line() - 1)));
        lines++;
      }
      assertThat(sum + "").isEqualTo(row.get("value").stringValue());
      if (!row.get("session_cost").isNull()) {
        assertThat(one.tiers().getFirst().charge().orElseThrow().euro())
            .isEqualTo(Money.exactly(row.get("session_cost").decimalValue()));
      }
    }
    assertThat(lines).isGreaterThan(200);
  }

  @Test
  void a_session_that_is_not_there_has_no_explanation() {
    assertThat(explanations.sessionDays(Long.MAX_VALUE, SmallWorld.START)).isEmpty();
    assertThat(explanations.sessionDays(1, LocalDate.of(1999, 1, 1))).isEmpty();
  }
}
