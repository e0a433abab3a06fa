package daybook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.TestBook;
import daybook.TestData;
import daybook.book.DaySlice;
import daybook.config.Settings;
import daybook.endtoend.NaiveBooks.Tier;
import daybook.endtoend.NaiveBooks.Usage;
import daybook.model.SummaryLayout;
import daybook.reconcile.Comparison;
import daybook.report.BookCheck;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The real main job: 74,095 real records through the CSV feed of examples/edge2015, both reports
 * read over HTTP, against the independently computed totals and a naive second calculation.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("store")
class Edge2015Test {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path CONFIG = Path.of("examples/edge2015/daybook.yaml");
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final List<Long> RESELLERS = List.of(1L, 2L, 3L, 4L, 5L, 6L);

  private Path data;
  private TestBook book;
  private NaiveBooks naive;
  private List<Usage> usages;
  private List<Tier> tiers;

  private record SimDay(long sim, LocalDate day) {}

  @BeforeAll
  void take_the_real_files_in(@TempDir Path directory) throws IOException {
    data = TestData.edge2015();
    book = TestBook.open(CONFIG, directory.resolve("book"), Instant.parse("2016-01-10T00:00:00Z"));
    book.importDirectory(data.resolve("inventory"));
    for (Path file : sessionFiles()) {
      book.ingest("edge", file, null);
    }
    naive = new NaiveBooks(data.resolve("inventory"));
    usages = new ArrayList<>();
    for (Path file : sessionFiles()) {
      usages.addAll(read(file));
    }
    tiers = usages.stream().flatMap(usage -> naive.tiers(usage).stream()).toList();
  }

  @AfterAll
  void close() {
    if (book != null) {
      book.close();
    }
  }

  @Test
  void usage_per_sim_and_day_equals_the_expected_totals() throws Exception {
    Map<SimDay, long[]> counted = new HashMap<>();
    for (JsonNode item : allItems(book, book.adminToken(1))) {
      LocalDate day =
          LocalDate.ofInstant(Instant.ofEpochSecond(item.get("day").longValue()), SHANGHAI);
      long[] sums =
          counted.computeIfAbsent(new SimDay(item.get("id").longValue(), day), key -> new long[2]);
      sums[0]++;
      sums[1] += Long.parseLong(item.get("value").stringValue());
    }
    Map<SimDay, long[]> split = upAndDown();
    int rows = 0;
    for (Map<String, String> expected :
        NaiveBooks.rows(data.resolve("expected_usage_by_start_day.csv"))) {
      SimDay key =
          new SimDay(Long.parseLong(expected.get("sim_id")), LocalDate.parse(expected.get("day")));
      long up = Long.parseLong(expected.get("bytes_up"));
      long down = Long.parseLong(expected.get("bytes_down"));
      assertThat(counted.get(key))
          .as(key.toString())
          .containsExactly(Long.parseLong(expected.get("records")), up + down);
      assertThat(split.get(key)).as(key.toString()).containsExactly(up, down);
      rows++;
    }
    assertThat(rows).isPositive().isEqualTo(counted.size());
  }

  @Test
  void expenses_of_every_reseller_equal_the_expected_totals() throws Exception {
    List<String> actual = new ArrayList<>();
    for (long reseller : RESELLERS) {
      for (JsonNode row : expenses(reseller, "date_from=2015-07-01&date_to=2015-12-31")) {
        assertThat(row.get("period")).isEqualTo(row.get("billing_period"));
        actual.add(
            String.join(
                ",",
                Long.toString(reseller),
                row.get("subscription_id").asString(),
                row.get("account_id").asString(),
                row.get("period").stringValue(),
                row.get("total").stringValue()));
      }
    }
    List<String> expected = Files.readAllLines(data.resolve("expected_expenses.csv"));
    assertThat(actual).isEqualTo(expected.subList(1, expected.size()));
  }

  @Test
  void session_costs_of_every_tier_equal_the_naive_calculation() throws Exception {
    for (long reseller : RESELLERS) {
      Map<SimDay, List<String>> actual = new HashMap<>();
      for (JsonNode item : allItems(book, book.adminToken(reseller))) {
        LocalDate day =
            LocalDate.ofInstant(Instant.ofEpochSecond(item.get("day").longValue()), SHANGHAI);
        JsonNode cost = item.get("session_cost");
        actual
            .computeIfAbsent(new SimDay(item.get("id").longValue(), day), key -> new ArrayList<>())
            .add(cost.isNull() ? "null" : NaiveBooks.plain(cost.decimalValue()));
      }
      Map<SimDay, List<String>> expected = new HashMap<>();
      for (Usage usage : usages) {
        for (Tier tier : naive.tiers(usage)) {
          if (tier.buyer().equals("reseller:" + reseller)) {
            long sim = Long.parseLong(naive.sim(usage).orElseThrow().get("id"));
            expected
                .computeIfAbsent(new SimDay(sim, tier.usageDay()), key -> new ArrayList<>())
                .add(
                    tier.profile().equals("TC") && tier.euro() != null
                        ? NaiveBooks.plain(tier.euro())
                        : "null");
          }
        }
      }
      actual.values().forEach(costs -> costs.sort(null));
      expected.values().forEach(costs -> costs.sort(null));
      assertThat(actual).as("reseller " + reseller).isEqualTo(expected);
    }
  }

  @Test
  void expenses_cut_by_any_booked_days_equal_the_naive_calculation() throws Exception {
    Random random = new Random(20150801);
    for (int i = 0; i < 30; i++) {
      LocalDate from = LocalDate.of(2015, 7, 30).plusDays(random.nextInt(35));
      LocalDate to = from.plusDays(random.nextInt(12));
      long reseller = RESELLERS.get(random.nextInt(RESELLERS.size()));
      boolean downstream = random.nextBoolean();
      boolean revenue = random.nextBoolean();
      String query =
          "date_from=%s&date_to=%s%s%s"
              .formatted(
                  from,
                  to,
                  downstream ? "&include=downstream" : "",
                  revenue ? "&basis=revenue" : "");
      assertThat(totals(expenses(reseller, query)))
          .as("reseller " + reseller + " " + query)
          .isEqualTo(naiveTotals(reseller, from, to, downstream, revenue));
    }
  }

  @Test
  void summaries_made_of_the_expected_totals_are_matched_to_the_last_line(@TempDir Path directory)
      throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("daybook.yaml"),
            """
            summaries:
              usage:
                operator: edge
                key: operator_key
                csv:
                  header: true
                  day: "yyyy-MM-dd"
                  columns: {day: day, key: key, volume_up: up, volume_down: down, records: records}
                volumes: {unit: B}
              invoice:
                operator: edge
                key: subscription
                csv:
                  header: true
                  period: "yyyy-MM"
                  columns: {period: period, key: subscription, amount: amount}
                amounts: {currency: EUR}
            """);
    Map<String, SummaryLayout> layouts = Settings.read(config, true, directory).summaries();
    Map<String, String> keys = new HashMap<>();
    for (Map<String, String> sim : NaiveBooks.rows(data.resolve("inventory/sims.csv"))) {
      keys.put(sim.get("id"), sim.get("operator_key"));
    }
    StringBuilder usage = new StringBuilder("day,key,up,down,records\n");
    for (Map<String, String> row :
        NaiveBooks.rows(data.resolve("expected_usage_by_start_day.csv"))) {
      usage.append(
          String.join(
                  ",",
                  row.get("day"),
                  keys.get(row.get("sim_id")),
                  row.get("bytes_up"),
                  row.get("bytes_down"),
                  row.get("records"))
              + "\n");
    }
    Map<String, BigDecimal> owed = new TreeMap<>();
    for (Tier tier : tiers) {
      if (tier.seller().equals("operator:edge")) {
        owed.merge(tier.period() + "," + tier.subscription(), tier.charge(), BigDecimal::add);
      }
    }
    StringBuilder invoice = new StringBuilder("period,subscription,amount\n");
    owed.forEach((key, sum) -> invoice.append(key + "," + NaiveBooks.plain(sum) + "\n"));

    Comparison ofUsage = compare(layouts.get("usage"), usage.toString());
    assertThat(ofUsage.isMatched()).isTrue();
    assertThat(ofUsage.rows()).hasSize(3015);
    Comparison ofInvoice = compare(layouts.get("invoice"), invoice.toString());
    assertThat(ofInvoice.isMatched()).isTrue();
    assertThat(ofInvoice.rows()).hasSize(owed.size());
    // What the provider pays for its own accounts' subscriptions was computed elsewhere too.
    for (Map<String, String> row : NaiveBooks.rows(data.resolve("expected_expenses.csv"))) {
      if (row.get("reseller_id").equals("1")) {
        assertThat(owed.get(row.get("period") + "," + row.get("subscription_id")))
            .isEqualByComparingTo(row.get("total"));
      }
    }
  }

  private Comparison compare(SummaryLayout layout, String csv) throws IOException {
    return Summaries.compare(
        book.app(), layout, csv, LocalDate.of(2015, 7, 1), LocalDate.of(2015, 9, 30), null);
  }

  @Test
  void every_invariant_of_the_books_holds() {
    assertThat(book.app().check().run()).noneMatch(BookCheck.Finding::isFault);
  }

  @Test
  void taking_all_files_in_again_changes_no_answer(@TempDir Path copies) throws Exception {
    String before = everything(book);
    for (Path file : sessionFiles()) {
      assertThat(book.ingest("edge", file, null).before()).isTrue();
      // The same records in another file: every one is a duplicate.
      Path renamed = copies.resolve(file.getFileName());
      Files.writeString(renamed, Files.readString(file) + "\n");
      var taken = book.ingest("edge", renamed, null).delivery().counts();
      assertThat(taken.duplicate()).isEqualTo(taken.read());
    }
    assertThat(everything(book)).isEqualTo(before);
  }

  @Test
  void the_same_records_in_any_order_of_files_and_any_split_give_the_same_answers(
      @TempDir Path directory) throws Exception {
    Random random = new Random(20150831);
    List<Piece> pieces = new ArrayList<>();
    for (Path file : sessionFiles()) {
      pieces.addAll(pieces(file, directory, random));
    }
    Collections.shuffle(pieces, random);
    try (TestBook other =
        TestBook.open(CONFIG, directory.resolve("book"), Instant.parse("2016-01-10T00:00:00Z"))) {
      other.importDirectory(data.resolve("inventory"));
      for (Piece piece : pieces) {
        other.ingest("edge", piece.file(), piece.deliveredOn());
      }
      assertThat(everything(other).lines().map(Edge2015Test::withoutNumber).sorted())
          .containsExactlyElementsOf(
              everything(book).lines().map(Edge2015Test::withoutNumber).sorted().toList());
    }
  }

  private record Piece(Path file, LocalDate deliveredOn) {}

  /** A file's lines shuffled and split; some come in two pieces. */
  private static List<Piece> pieces(Path file, Path directory, Random random) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    Collections.shuffle(lines, random);
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    while (from < lines.size()) {
      int to = Math.min(lines.size(), from + 1 + random.nextInt(lines.size()));
      int twice = random.nextInt(from + 1);
      Path piece = directory.resolve(pieces.size() + "_" + file.getFileName());
      Files.write(piece, lines.subList(Math.max(twice, from - 50), to));
      pieces.add(new Piece(piece, deliveredOn(file)));
      from = to;
    }
    return pieces;
  }

  /** Sessions are numbered as they come. */
  private static String withoutNumber(String answer) {
    return answer.replaceFirst("^\\{\"sid\":\\d+,", "{");
  }

  private static String everything(TestBook book) throws Exception {
    StringBuilder all = new StringBuilder();
    for (long reseller : RESELLERS) {
      for (String until : List.of("2015-08-05", "2015-08-20", "2015-12-31")) {
        all.append(
                book.expenses(
                        book.adminToken(reseller),
                        reseller,
                        "date_from=2015-07-01&date_to=" + until)
                    .body())
            .append('\n');
      }
    }
    allItems(book, book.adminToken(1)).forEach(item -> all.append(item).append('\n'));
    return all.toString();
  }

  private Map<String, String> naiveTotals(
      long reseller, LocalDate from, LocalDate to, boolean downstream, boolean revenue) {
    String self = "reseller:" + reseller;
    Predicate<Tier> wanted =
        revenue
            ? tier ->
                tier.seller().equals(self) && (downstream || tier.buyer().startsWith("account:"))
            : tier ->
                tier.buyer().equals(self)
                    && (downstream
                        || naive.resellerOf(tier.subscription()).equals(Long.toString(reseller)));
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (Tier tier : tiers) {
      if (wanted.test(tier)
          && !tier.bookedDay().isBefore(from)
          && !tier.bookedDay().isAfter(to)
          && tier.charge() != null) {
        sums.merge(
            tier.subscription() + " " + tier.period(),
            revenue ? tier.revenue() : tier.charge(),
            BigDecimal::add);
      }
    }
    Map<String, String> totals = new LinkedHashMap<>();
    sums.forEach((key, sum) -> totals.put(key, NaiveBooks.plain(sum)));
    return totals;
  }

  private static Map<String, String> totals(List<JsonNode> rows) {
    Map<String, String> totals = new LinkedHashMap<>();
    for (JsonNode row : rows) {
      totals.put(
          row.get("subscription_id").asString() + " " + row.get("period").stringValue(),
          row.get("total").stringValue());
    }
    return totals;
  }

  private List<JsonNode> expenses(long reseller, String query) throws Exception {
    HttpResponse<String> response = book.expenses(book.adminToken(reseller), reseller, query);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body()).get("expenses").valueStream().toList();
  }

  private static List<JsonNode> allItems(TestBook book, String token) throws Exception {
    List<JsonNode> items = new ArrayList<>();
    for (int page = 0; ; page++) {
      HttpResponse<String> response =
          book.reportDay(token, "{\"page\":" + page + ",\"size\":10000}");
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      List<JsonNode> more =
          JSON.readTree(response.body()).get("result").get("items").valueStream().toList();
      if (more.isEmpty()) {
        assertThat(response.headers().firstValue("X-Total-Count"))
            .hasValue(Integer.toString(items.size()));
        return items;
      }
      items.addAll(more);
    }
  }

  private Map<SimDay, long[]> upAndDown() {
    Map<SimDay, long[]> sums = new HashMap<>();
    var facts = book.app().facts();
    facts
        .usageDays(facts.cut(null))
        .forEach((day, version) -> {
          DaySlice slice = facts.slice(day, version);
          for (int row = 0; row < slice.size(); row++) {
            long[] sum = sums.computeIfAbsent(new SimDay(slice.sim(row), day), key -> new long[2]);
            sum[0] += slice.bytesUp(row);
            sum[1] += slice.bytesDown(row);
          }
        });
    return sums;
  }

  private List<Path> sessionFiles() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("sessions"))) {
      return files.sorted().toList();
    }
  }

  private static LocalDate deliveredOn(Path file) {
    String name = file.getFileName().toString();
    return LocalDate.parse(name.replaceAll(".*_(\\d{4})(\\d{2})(\\d{2})\\.csv", "$1-$2-$3"))
        .plusDays(1);
  }

  private static List<Usage> read(Path file) throws IOException {
    LocalDate booked = deliveredOn(file);
    List<Usage> usages = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] fields = line.split(",", -1);
      usages.add(
          new Usage(
              "edge",
              fields[0],
              LocalDate.parse(fields[7].substring(0, 10)),
              booked,
              Long.parseLong(fields[10]) + Long.parseLong(fields[11])));
    }
    return usages;
  }
}
