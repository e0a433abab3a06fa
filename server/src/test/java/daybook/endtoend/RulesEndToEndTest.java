package daybook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.TestBook;
import daybook.book.Delivery;
import daybook.book.Entry;
import daybook.book.Facts;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hand-made rules set, one case per sentence of the rules of charging, taken in through a feed:
 * what the books hold per seller, buyer and subscription is what was worked out by hand.
 */
@Tag("store")
class RulesEndToEndTest {
  private static final Path RULES = Path.of("server/src/test/resources/rules");
  private static final String CONFIG =
      """
      zone: UTC
      feeds:
        north:
          operator: north
          clock: UTC
          csv:
            header: true
            timestamp: "yyyy-MM-dd HH:mm:ss"
            columns:
              {subscriber: sim_key, start: start, end: end, bytes_up: bytes_up, bytes_down: bytes_down}
          volumes: {unit: B, counting: increments}
          identity: [id]
      """;

  @Test
  void the_books_hold_what_was_worked_out_by_hand(@TempDir Path directory) throws Exception {
    Path config = Files.writeString(directory.resolve("daybook.yaml"), CONFIG);
    try (TestBook book =
        TestBook.open(config, directory.resolve("book"), Instant.parse("2026-01-01T00:00:00Z"))) {
      book.importDirectory(RULES);
      Delivery.Counts counts =
          book.ingest("north", RULES.resolve("sessions.csv"), null).delivery().counts();
      assertThat(counts.stored()).isPositive().isEqualTo(counts.read());
      assertThat(booked(book.app().facts())).isEqualTo(workedOut());
    }
  }

  private static Map<String, BigDecimal> booked(Facts facts) {
    List<Entry> entries = new ArrayList<>();
    facts.allEntries(facts.cut(null), entries::add);
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (Entry entry : entries) {
      Entry.Key key = entry.key();
      String seller =
          key.seller() == null ? "operator:" + key.operator() : "reseller:" + key.seller();
      String buyer = key.buyer() == null ? "account" : "reseller:" + key.buyer();
      add(
          sums,
          seller,
          buyer,
          key.subscription().toString(),
          key.usageDay(),
          entry.charge().toBigDecimal());
    }
    return sums;
  }

  private static Map<String, BigDecimal> workedOut() {
    Map<String, String> subscriptions = new TreeMap<>();
    Map<String, LocalDate> days = new TreeMap<>();
    Map<String, String> keys = new TreeMap<>();
    NaiveBooks.rows(RULES.resolve("sims.csv"))
        .forEach(sim -> subscriptions.put(sim.get("operator_key"), sim.get("subscription_id")));
    for (Map<String, String> session : NaiveBooks.rows(RULES.resolve("sessions.csv"))) {
      keys.put(session.get("id"), session.get("sim_key"));
      days.put(session.get("id"), LocalDate.parse(session.get("start").substring(0, 10)));
    }
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (Map<String, String> expected : NaiveBooks.rows(RULES.resolve("expected_charges.csv"))) {
      if (!expected.get("charge").isEmpty()) {
        String session = expected.get("session");
        String buyer = expected.get("buyer");
        add(
            sums,
            expected.get("seller"),
            buyer.startsWith("account:") ? "account" : buyer,
            subscriptions.get(keys.get(session)),
            days.get(session),
            new BigDecimal(expected.get("charge")));
      }
    }
    return sums;
  }

  private static void add(
      Map<String, BigDecimal> sums,
      String seller,
      String buyer,
      String subscription,
      LocalDate day,
      BigDecimal charge) {
    sums.merge(
        seller + " " + buyer + " " + subscription + " " + day, charge.setScale(9), BigDecimal::add);
  }
}
