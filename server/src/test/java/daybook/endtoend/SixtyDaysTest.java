package daybook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.TestBook;
import daybook.book.Delivery;
import daybook.book.TestEngine;
import daybook.endtoend.NaiveBooks.Tier;
import daybook.endtoend.NaiveBooks.Usage;
import daybook.endtoend.NaiveStatements.Line;
import daybook.endtoend.NaiveStatements.Policy;
import daybook.report.BookCheck;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Sixty days of an open book with three operators who deliver late, twice, wrongly and corrected,
 * while SIMs move, prices are fixed and rates arrive late. At the end of every day both reports are
 * what a naive calculation makes of everything that came, and as of every past day what they were
 * then.
 */
@Tag("store")
class SixtyDaysTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDate START = LocalDate.of(2024, 2, 10);
  private static final int DAYS = 60;
  private static final int SIMS = 9;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String CSV =
      """
          clock: Europe/Berlin
          revisions: {pattern: '(net\\d_\\d+)(?:_r(\\d+))?\\.csv'}
          csv:
            header: true
            timestamp: "yyyy-MM-dd HH:mm"
            columns: {subscriber: imsi, start: start, end: end, bytes_up: up, bytes_down: down}
          volumes: {unit: B, counting: increments}
          identity: [record]
      """;
  private static final String CONFIG =
      "zone: Europe/Berlin\nfeeds:\n"
          + "  net0:\n    operator: net0\n    session: [session]\n"
          + CSV.indent(0)
          + "  net1:\n    operator: net1\n    session: record\n    on_conflict: replace\n"
          + CSV.indent(0)
          + "  net2:\n    operator: net2\n    session: record\n    on_conflict: cumulative\n"
          + CSV.indent(0);

  /** An operator, what it has delivered, and what a naive reader makes of it. */
  private static final class Operator {
    final String feed;
    final boolean hasSessions;
    final NaiveStatements statements;
    final Map<String, List<Line>> delivered = new LinkedHashMap<>();
    final List<String> late = new ArrayList<>();
    final List<Line> history = new ArrayList<>();
    int files;
    int records;

    Operator(String feed, Policy policy, boolean hasSessions) {
      this.feed = feed;
      this.hasSessions = hasSessions;
      this.statements = new NaiveStatements(policy);
    }
  }

  private final List<Operator> operators =
      List.of(
          new Operator("net0", Policy.REFUSE, true),
          new Operator("net1", Policy.REPLACE, false),
          new Operator("net2", Policy.CUMULATIVE, false));
  private final Map<String, List<Line>> waiting = new HashMap<>();
  private final Map<Integer, String> sims = new TreeMap<>();
  private final Map<LocalDate, String> rates = new TreeMap<>();
  private final Map<String, Integer> events = new TreeMap<>();
  private int price = 123;

  @TempDir Path directory;

  /** Another story for each engine: a run of both halves has seen two. */
  private static final long SEED =
      switch (TestEngine.OF_THIS_RUN) {
        case DUCKDB -> 21;
        case POSTGRES -> 22;
      };

  @Test
  void every_number_is_right_on_every_day_and_stays_what_it_was() throws Exception {
    Random random = new Random(SEED);
    Path inventory = Files.createDirectory(directory.resolve("inventory"));
    Path config = Files.writeString(directory.resolve("daybook.yaml"), CONFIG);
    for (int sim = 1; sim < SIMS; sim++) {
      sims.put(sim, span(sim, 100, "TC", "", ""));
    }
    operators.forEach(operator -> operator.statements.park("imsi" + SIMS));
    rates.put(LocalDate.of(2024, 1, 1), "0.925,1.0811,450.125");
    writeInventory(inventory);
    Map<LocalDate, String> answers = new TreeMap<>();
    try (TestBook book = TestBook.open(config, directory.resolve("book"), noon(START))) {
      book.importDirectory(inventory);
      book.app().open();
      for (int i = 1; i <= DAYS; i++) {
        LocalDate today = START.plusDays(i);
        book.clock().set(noon(today));
        for (Operator operator : operators) {
          write(operator, today.minusDays(1), random);
          deliverWhatIsDue(book, operator, random);
          correct(book, operator, random);
          withdraw(book, operator, random);
        }
        change(book, inventory, today, random);
        NaiveBooks naive = new NaiveBooks(inventory);
        assertSame("usage on " + today, usage(book), expectedUsage(naive));
        assertSame("expenses on " + today, expenses(book), expectedExpenses(naive));
        answers.put(today, everything(book, null));
        LocalDate past = START.plusDays(1 + random.nextInt(i));
        assertThat(everything(book, past)).as("as of " + past).isEqualTo(answers.get(past));
      }
      answers.forEach(
          (day, then) -> assertThat(everything(book, day)).as("as of " + day).isEqualTo(then));
      assertThat(book.app().check().run()).noneMatch(BookCheck.Finding::isFault);
    }
    assertThat(events.keySet())
        .as(events.toString())
        .contains("corrected", "late", "move", "price", "rate", "register", "withdrawn");
  }

  /** Says only what differs. */
  private static void assertSame(String what, List<String> actual, List<String> expected) {
    List<String> more = new ArrayList<>(actual);
    expected.forEach(more::remove);
    List<String> missing = new ArrayList<>(expected);
    actual.forEach(missing::remove);
    assertThat(List.of(more, missing)).as(what).isEqualTo(List.of(List.of(), List.of()));
  }

  private void count(String event) {
    events.merge(event, 1, Integer::sum);
  }

  // What operators do.

  /** Yesterday's file: new records, some of older days, some said before, some said otherwise. */
  private void write(Operator operator, LocalDate day, Random random) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      operator.records++;
      LocalDate usageDay = random.nextInt(5) == 0 ? day.minusDays(random.nextInt(20)) : day;
      Line line =
          new Line(
              "r" + operator.records,
              "imsi" + (1 + random.nextInt(SIMS)),
              "s" + random.nextInt(4),
              usageDay,
              // Not in the hour that a clock skips in spring.
              200 + random.nextInt(1200),
              random.nextInt(4000),
              random.nextInt(900));
      lines.add(line);
      operator.history.add(line);
    }
    for (int i = 0; i < 3; i++) {
      Line again = operator.history.get(random.nextInt(operator.history.size()));
      lines.add(random.nextBoolean() ? again : changed(again, random));
    }
    String name = "%s_%d.csv".formatted(operator.feed, ++operator.files);
    waiting.put(name, lines);
    operator.late.add(name);
  }

  private static Line changed(Line line, Random random) {
    return line.with(
        Math.max(0, line.up() + random.nextInt(500) - 150),
        Math.max(0, line.down() + random.nextInt(300) - 100));
  }

  private void deliverWhatIsDue(TestBook book, Operator operator, Random random)
      throws IOException {
    for (String name : List.copyOf(operator.late)) {
      boolean isNew = name.equals(operator.late.getLast());
      if (random.nextInt(10) < (isNew ? 8 : 3)) {
        operator.late.remove(name);
        deliver(book, operator, name, waiting.remove(name), Set.of());
        count(isNew ? "delivered" : "late");
      }
    }
    if (random.nextInt(10) == 0 && !operator.delivered.isEmpty()) {
      String name = any(operator, random);
      assertThat(book.ingest(operator.feed, directory.resolve(name), null).before()).isTrue();
      count("twice");
    }
  }

  private static String any(Operator operator, Random random) {
    return List.copyOf(operator.delivered.keySet()).get(random.nextInt(operator.delivered.size()));
  }

  private void deliver(
      TestBook book, Operator operator, String name, List<Line> lines, Set<String> replaced)
      throws IOException {
    StringBuilder csv = new StringBuilder("record,imsi,session,start,end,up,down\n");
    for (Line line : lines) {
      LocalTime start = LocalTime.MIN.plusMinutes(line.minute());
      csv.append(
          "%s,%s,%s,%s %s,%s %s,%d,%d\n"
              .formatted(
                  line.identity(),
                  line.imsi(),
                  line.session(),
                  line.day(),
                  start,
                  line.day(),
                  start.plusMinutes(20),
                  line.up(),
                  line.down()));
    }
    book.ingest(operator.feed, Files.writeString(directory.resolve(name), csv), null);
    operator.statements.deliver(name, lines, replaced);
    replaced.forEach(operator.delivered::remove);
    operator.delivered.put(name, lines);
  }

  /** Some lines of the file were wrong, one was too much, one was missing. */
  private void correct(TestBook book, Operator operator, Random random) throws IOException {
    if (operator.delivered.isEmpty() || random.nextInt(8) != 0) {
      return;
    }
    String wrong = any(operator, random);
    List<Line> lines = new ArrayList<>();
    for (Line line : operator.delivered.get(wrong)) {
      switch (random.nextInt(5)) {
        case 0 -> lines.add(changed(line, random));
        case 1 -> count("left out");
        default -> lines.add(line);
      }
    }
    operator.records++;
    Line missing =
        new Line("r" + operator.records, "imsi1", "s1", lines.getFirst().day(), 7, 77, 7);
    lines.add(missing);
    operator.history.add(missing);
    String stem = wrong.replaceAll("(_r\\d+)?\\.csv", "");
    int revision =
        wrong.contains("_r") ? Integer.parseInt(wrong.replaceAll(".*_r(\\d+)\\.csv", "$1")) + 1 : 1;
    deliver(book, operator, stem + "_r" + revision + ".csv", lines, Set.of(wrong));
    count("corrected");
  }

  private void withdraw(TestBook book, Operator operator, Random random) {
    if (operator.delivered.isEmpty() || random.nextInt(15) != 0) {
      return;
    }
    String name = any(operator, random);
    Delivery delivery =
        book.app().facts().deliveries().stream()
            .filter(d -> d.name().equals(name))
            .findFirst()
            .orElseThrow();
    assertThat(book.app().withdraw(delivery.id(), "by mistake").before()).isFalse();
    operator.statements.withdraw(name);
    operator.delivered.remove(name);
    count("withdrawn");
  }

  // What the provider does.

  private void change(TestBook book, Path inventory, LocalDate today, Random random)
      throws IOException {
    boolean prices = false;
    boolean any = false;
    if (today.equals(START.plusDays(25))) {
      sims.put(SIMS, span(SIMS, 300, "TC", "", ""));
      operators.forEach(operator -> operator.statements.register("imsi" + SIMS));
      count("register");
      any = true;
    }
    if (random.nextInt(6) == 0) {
      int sim = 1 + random.nextInt(SIMS - 1);
      LocalDate day = today.minusDays(random.nextInt(25));
      int to = List.of(100, 200, 300, 301).get(random.nextInt(4));
      sims.put(
          sim,
          span(sim, 100, "TC", "", day.minusDays(1).toString())
              + span(sim, to, random.nextBoolean() ? "TC" : "TD", day.toString(), ""));
      count("move");
      any = true;
    }
    if (random.nextInt(9) == 0) {
      price += random.nextInt(9) + 1;
      count("price");
      prices = true;
    }
    if (random.nextInt(9) == 0) {
      rates.put(
          today.minusDays(random.nextInt(15)),
          "0.9%d,1.08%d,45%d.5"
              .formatted(10 + random.nextInt(80), random.nextInt(99), random.nextInt(10)));
      count("rate");
      prices = true;
    }
    if (any || prices) {
      writeInventory(inventory);
      book.importDirectory(inventory);
    }
    if (prices) {
      LocalDate first = START.minusDays(60);
      String before = everything(book, null);
      book.app().rerate(first, today, true);
      assertThat(everything(book, null)).as("after a dry run").isEqualTo(before);
      book.app().rerate(first, today, false);
      assertThat(book.app().rerate(first, today, false).sessionDays()).isZero();
    }
  }

  private static String span(int sim, int subscription, String profile, String from, String to) {
    return "%d,89%02d,70%d,imsi%d,sim %d,%s,%d,,%s,%s\n"
        .formatted(sim, sim, sim, sim, sim, profile, subscription, from, to);
  }

  private void writeInventory(Path inventory) throws IOException {
    SmallWorld.writeInventory(inventory);
    Files.writeString(
        inventory.resolve("sims.csv"),
        "id,iccid,original_number,operator_key,name,profile,subscription_id,operator,from,to\n"
            + String.join("", sims.values()));
    Files.writeString(
        inventory.resolve("price_lists.csv"),
        """
        id,seller,buyer,currency,effective_from
        1,operator:net0,reseller:1,EUR,2023-01-01
        2,operator:net1,reseller:1,USD,2023-01-01
        3,operator:net2,reseller:1,EUR,2023-01-01
        4,reseller:1,resellers,USD,2023-01-01
        5,reseller:1,accounts,EUR,2023-01-01
        6,reseller:2,resellers,USD,2023-01-01
        7,reseller:2,accounts,USD,2023-01-01
        8,reseller:3,accounts,KZT,2023-01-01
        """);
    Files.writeString(
        inventory.resolve("prices.csv"),
        """
        price_list_id,operator,profile,unit,increment_bytes,price
        1,,,MB,1000,0.0%d
        2,,TC,MiB,1024,0.02
        2,,TD,kB,1,0.0000%d
        3,,,GB,1,9.99
        4,,,MB,5000,0.0%d
        5,net1,TC,MB,1,0.17
        5,,,MB,100,0.19
        6,,,MB,100000,0.055
        7,,,kB,1,0.00004
        8,,,MB,1,41.%d
        """
            .formatted(price, price, 2 * price, price));
    StringBuilder fx = new StringBuilder("day,from,to,rate\n");
    rates.forEach((day, row) -> {
      String[] of = row.split(",", -1);
      fx.append("%s,USD,EUR,%s\n%s,EUR,USD,%s\n".formatted(day, of[0], day, of[1]));
      fx.append("%s,USD,KZT,%s\n".formatted(day, of[2]));
    });
    Files.writeString(inventory.resolve("fx_rates.csv"), fx);
  }

  // Both reports, and what they should be.

  private static List<String> usage(TestBook book) throws Exception {
    List<String> rows = new ArrayList<>();
    String body = book.reportDay(book.adminToken(1), "{\"size\":10000}").body();
    for (JsonNode row : JSON.readTree(body).get("result").get("items")) {
      rows.add(
          "%s SIM %s %s bytes for %s"
              .formatted(
                  LocalDate.ofInstant(Instant.ofEpochSecond(row.get("day").longValue()), BERLIN),
                  row.get("id"),
                  row.get("value").stringValue(),
                  row.get("session_cost").isNull()
                      ? null
                      : NaiveBooks.plain(row.get("session_cost").decimalValue())));
    }
    rows.sort(null);
    return rows;
  }

  /** Every session day that counts. */
  private List<Usage> sessionDays() {
    List<Usage> days = new ArrayList<>();
    for (Operator operator : operators) {
      Map<List<Object>, Long> sums = new HashMap<>();
      for (Line line : operator.statements.lines()) {
        String session = operator.hasSessions ? line.session() : line.identity();
        sums.merge(List.of(line.imsi(), session, line.day()), line.up() + line.down(), Long::sum);
      }
      sums.forEach((key, bytes) ->
          days.add(
              new Usage(operator.feed, (String) key.get(0), (LocalDate) key.get(2), START, bytes)));
    }
    return days;
  }

  private List<String> expectedUsage(NaiveBooks naive) {
    List<String> rows = new ArrayList<>();
    for (Usage usage : sessionDays()) {
      List<Tier> tiers = naive.tiers(usage);
      if (!tiers.isEmpty()) {
        Tier own = tiers.getFirst();
        BigDecimal cost = own.profile().equals("TC") ? own.euro() : null;
        rows.add(
            "%s SIM %s %d bytes for %s"
                .formatted(
                    usage.usageDay(),
                    usage.operatorKey().substring("imsi".length()),
                    usage.bytes(),
                    cost == null ? null : NaiveBooks.plain(cost)));
      }
    }
    rows.sort(null);
    return rows;
  }

  private static List<String> expenses(TestBook book) throws Exception {
    List<String> totals = new ArrayList<>();
    for (long reseller : List.of(1L, 2L, 3L)) {
      for (JsonNode row :
          JSON.readTree(expenses(book, reseller, "&include=downstream")).get("expenses")) {
        put(
            totals,
            reseller + " " + row.get("subscription_id") + " " + row.get("period").stringValue(),
            new BigDecimal(row.get("total").stringValue()));
      }
    }
    return totals;
  }

  private static String expenses(TestBook book, long reseller, String more) throws Exception {
    return book.expenses(
            book.adminToken(reseller), reseller, "date_from=2024-01-01&date_to=2024-12-31" + more)
        .body();
  }

  private List<String> expectedExpenses(NaiveBooks naive) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    sessionDays().forEach(usage -> naive.addExpenses(usage, sums));
    List<String> totals = new ArrayList<>();
    sums.forEach((key, sum) -> put(totals, key, sum));
    return totals;
  }

  /** A row of 0 says that something was taken back; the naive calculation knows no such thing. */
  private static void put(List<String> totals, String key, BigDecimal sum) {
    if (sum.signum() != 0) {
      totals.add(key + ": " + NaiveBooks.plain(sum));
    }
  }

  private static String everything(TestBook book, LocalDate asOf) {
    try {
      StringBuilder all = new StringBuilder();
      for (long reseller : List.of(1L, 2L, 3L)) {
        String token = book.adminToken(reseller);
        var usage =
            asOf == null
                ? book.reportDay(token, "{\"size\":10000}")
                : book.reportDay(token, "{\"size\":10000}", "Daybook-As-Of", asOf.toString());
        all.append(usage.headers().firstValue("Daybook-Unrated"))
            .append(usage.body())
            .append(expenses(book, reseller, asOf == null ? "" : "&as_of=" + asOf))
            .append(
                expenses(
                    book, reseller, "&basis=revenue" + (asOf == null ? "" : "&as_of=" + asOf)));
      }
      return all.toString();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Instant noon(LocalDate day) {
    return day.atTime(12, 0).atZone(BERLIN).toInstant();
  }
}
