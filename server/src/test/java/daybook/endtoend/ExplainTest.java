package daybook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.TestBook;
import daybook.model.DeliveryId;
import daybook.report.BookCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client drills down over HTTP from every number of both reports, in every role at every level of
 * the tree: the parts are exactly the number, down to the operator's lines, and nothing of those
 * above or beside the caller is among them.
 */
@Tag("store")
class ExplainTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final String DAYS = "date_from=2024-03-01&date_to=2024-04-30";

  /** The tree: 1 above 2 and 4, 2 above 3. */
  private static final Map<Long, Set<Long>> BELOW =
      Map.of(1L, Set.of(1L, 2L, 3L, 4L), 2L, Set.of(2L, 3L), 3L, Set.of(3L), 4L, Set.of(4L));

  private static final Map<Long, Long> RESELLER_OF_ACCOUNT =
      Map.of(10L, 1L, 20L, 2L, 30L, 3L, 40L, 4L);

  @TempDir Path directory;
  private Random random;
  private Path inventory;
  private List<Path> files;
  private TestBook book;
  private final List<Who> callers = new ArrayList<>();
  private final Map<String, List<String>> written = new HashMap<>();

  /**
   * @param account 0 for a manager
   */
  private record Who(String token, long reseller, long account, String role) {
    boolean readsExpenses() {
      return role.equals("admin") || role.equals("finance");
    }

    boolean readsRawRecords() {
      return reseller == 1 && (role.equals("admin") || role.equals("operations"));
    }
  }

  private void write(long seed) throws IOException {
    random = new Random(seed);
    inventory = Files.createDirectory(directory.resolve("inventory"));
    SmallWorld.writeInventory(inventory);
    append("resellers.csv", "4,1,Beside,USD\n");
    append("accounts.csv", "40,4,D\n");
    append("subscriptions.csv", "400,40,e\n");
    append("sims.csv", "6,8906,706,imsi5,six,TC,400,net,,\n");
    append("price_lists.csv", "7,reseller:4,accounts,USD,2024-01-01\n");
    append("prices.csv", "7,,,kB,1,0.0004\n");
    StringBuilder managers =
        new StringBuilder("id,reseller_id,account_id,name,email,role,active\n");
    long id = 0;
    for (long reseller : BELOW.keySet().stream().sorted().toList()) {
      for (String role : List.of("admin", "finance", "operations", "viewer")) {
        managers.append("%d,%d,,M,,%s,true\n".formatted(++id, reseller, role));
      }
    }
    for (long account : RESELLER_OF_ACCOUNT.keySet().stream().sorted().toList()) {
      managers.append("%d,,%d,U,,account_user,true\n".formatted(100 + account, account));
    }
    Files.writeString(inventory.resolve("managers.csv"), managers);
    files = SmallWorld.writeDeliveries(directory, SmallWorld.lines(random));
  }

  private void append(String name, String lines) throws IOException {
    Path file = inventory.resolve(name);
    Files.writeString(file, Files.readString(file) + lines);
  }

  private TestBook open() throws IOException {
    Path config = Files.writeString(directory.resolve("daybook.yaml"), SmallWorld.CONFIG);
    return TestBook.open(config, directory.resolve("book"), noon(5));
  }

  private void makeCallers() {
    for (Map<String, String> manager : NaiveBooks.rows(inventory.resolve("managers.csv"))) {
      String account = manager.get("account_id");
      callers.add(
          new Who(
              book.token(Long.parseLong(manager.get("id"))),
              account.isEmpty()
                  ? Long.parseLong(manager.get("reseller_id"))
                  : RESELLER_OF_ACCOUNT.get(Long.parseLong(account)),
              account.isEmpty() ? 0 : Long.parseLong(account),
              manager.get("role")));
    }
  }

  /** No two things happen at the same moment. */
  private Instant noon(int day) {
    return SmallWorld.START.plusDays(day).atTime(12, 0).atZone(BERLIN).toInstant();
  }

  private void tick() {
    book.clock().set(book.clock().instant().plusSeconds(1));
  }

  private void importFiles(String... names) throws IOException {
    tick();
    Path part = Files.createTempDirectory(directory, "import");
    for (String name : names) {
      Files.copy(inventory.resolve(name), part.resolve(name));
    }
    book.importDirectory(part);
  }

  private void ingest(int... deliveries) throws IOException {
    for (int delivery : deliveries) {
      tick();
      book.ingest("net", files.get(delivery), null);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {31})
  void every_number_is_the_sum_of_its_parts_for_everyone_who_may_see_it(long seed)
      throws Exception {
    write(seed);
    try (TestBook opened = open()) {
      book = opened;
      importFiles("resellers.csv", "accounts.csv", "subscriptions.csv", "managers.csv");
      makeCallers();
      // History in no order: files before SIMs, SIMs before prices, a delivery after later ones.
      ingest(2, 0);
      importFiles("sims.csv");
      ingest(3);
      importFiles("price_lists.csv", "prices.csv");
      ingest(1);
      importFiles("fx_rates.csv");
      drillDown();

      Map<LocalDate, Map<String, String>> then = new LinkedHashMap<>();
      book.app().open();
      ingest(4);
      then.put(SmallWorld.START.plusDays(5), everything(""));
      book.clock().set(noon(6));
      ingest(5);
      moveSims();
      importFiles("sims.csv");
      then.put(SmallWorld.START.plusDays(6), everything(""));
      drillDown();
      book.clock().set(noon(7));
      book.app().withdraw(new DeliveryId(3), "by mistake");
      tick();
      Path prices = inventory.resolve("prices.csv");
      Files.writeString(prices, Files.readString(prices).replace("0.031", "0.029"));
      importFiles("prices.csv");
      tick();
      assertThat(
              book.app()
                  .rerate(SmallWorld.START, SmallWorld.START.plusDays(9), false)
                  .sessionDays())
          .isPositive();
      drillDown();
      assertThat(book.app().check().run()).noneMatch(BookCheck.Finding::isFault);

      then.forEach((day, answers) ->
          assertThat(everything("&as_of=" + day)).as("as of " + day).isEqualTo(answers));
    }
  }

  /** A SIM goes to another subscription of its reseller, one to a reseller beside, one back. */
  private void moveSims() throws IOException {
    Path sims = inventory.resolve("sims.csv");
    Files.writeString(
        sims,
        Files.readString(sims)
            .replace("300,,,2024-03-30", "300,,,2024-03-29")
            .replace("301,,2024-03-31,", "301,,2024-03-30,")
            .replace("2,8902,702,imsi1,two,TD,200,net,,", "2,8902,702,imsi1,two,TC,400,net,,"));
  }

  private void drillDown() throws Exception {
    int rows = 0;
    int sessions = 0;
    for (Who who : callers) {
      rows += drillIntoExpenses(who);
      sessions += drillIntoUsage(who);
    }
    assertThat(rows).as("rows of expenses").isGreaterThan(20);
    assertThat(sessions).as("rows of usage").isGreaterThan(200);
  }

  private int drillIntoExpenses(Who who) throws Exception {
    int rows = 0;
    for (long reseller : BELOW.keySet()) {
      for (String basis : List.of("expense", "revenue")) {
        HttpResponse<String> report =
            book.expenses(who.token(), reseller, DAYS + "&include=downstream&basis=" + basis);
        if (report.statusCode() != 200) {
          assertThat(who.readsExpenses() && BELOW.get(who.reseller()).contains(reseller)).isFalse();
          assertThat(get(who, row(reseller, 200, "2024-03", basis)).statusCode())
              .isEqualTo(report.statusCode());
          assertThat(
                  get(
                          who,
                          "/v1/explain/session-days?reseller=%d&subscription=200&usage_day=2024-03-28"
                              .formatted(reseller))
                      .statusCode())
              .isEqualTo(report.statusCode());
          continue;
        }
        for (JsonNode line : JSON.readTree(report.body()).get("expenses")) {
          explain(who, reseller, basis, line);
          rows++;
        }
      }
    }
    return rows;
  }

  private static String row(long reseller, long subscription, String period, String basis) {
    return "/v1/explain/expenses?reseller=%d&subscription=%d&period=%s&basis=%s&%s"
        .formatted(reseller, subscription, period, basis, DAYS);
  }

  private void explain(Who who, long reseller, String basis, JsonNode line) throws Exception {
    String sum = basis.equals("expense") ? "charge" : "revenue";
    String address =
        row(
            reseller,
            line.get("subscription_id").longValue(),
            line.get("period").stringValue(),
            basis);
    // All who may ask are told the same entries: one drills through them for all.
    boolean deep = who.role().equals("admin") && who.reseller() == reseller;
    List<JsonNode> entries = pages(who, address, deep ? 20 : 1000, text(line, "total"));
    assertThat(sum(entries, sum)).as(address).isEqualByComparingTo(text(line, "total"));
    if (!deep) {
      return;
    }
    Map<String, BigDecimal> byDay = new TreeMap<>();
    for (JsonNode entry : entries) {
      if (!entry.get(sum).isNull()) {
        byDay.merge(
            entry.get("usage_day").stringValue(),
            new BigDecimal(text(entry, sum)),
            BigDecimal::add);
      }
      assertThat(entry.has("revenue")).isEqualTo(basis.equals("revenue"));
      if (random.nextInt(8) > 0) {
        continue;
      }
      List<JsonNode> parts = pages(who, entry.get("session_days_at").stringValue(), 9, null);
      for (String number : List.of("session_days", "bytes", "amount", "charge")) {
        assertThat(sum(parts, number))
            .as(number + " of " + entry)
            .isEqualByComparingTo(text(entry, number));
      }
      JsonNode any = parts.get(random.nextInt(parts.size()));
      int status = get(who, session(any, entry.get("usage_day").stringValue())).statusCode();
      assertThat(status).isEqualTo(any.get("session_at").isNull() ? 404 : 200);
      assertThat(any.get("id").isNull() && status == 200).isFalse();
      for (String same : List.of("batch", "kind", "price", "currency", "rate", "booked_day")) {
        assertThat(parts).allMatch(part -> part.get(same).equals(entry.get(same)));
      }
    }
    for (Map.Entry<String, BigDecimal> day : byDay.entrySet()) {
      // All entries of a day at once, of which some were followed one by one above.
      List<JsonNode> parts =
          pages(
              who,
              "/v1/explain/session-days?reseller=%d&subscription=%d&usage_day=%s&basis=%s&%s"
                  .formatted(
                      reseller, line.get("subscription_id").longValue(), day.getKey(), basis, DAYS),
              1000,
              NaiveBooks.plain(day.getValue()));
      assertThat(sum(parts, sum)).isEqualByComparingTo(day.getValue());
    }
  }

  /**
   * All items, page by page.
   *
   * @param total what every page must say is the total; null: any
   */
  private List<JsonNode> pages(Who who, String address, int size, String total) throws Exception {
    List<JsonNode> items = new ArrayList<>();
    int count = 1;
    for (int page = 0; items.size() < count; page++) {
      HttpResponse<String> response = get(who, address + "&size=" + size + "&page=" + page);
      assertThat(response.statusCode()).as(address + response.body()).isEqualTo(200);
      JsonNode result = JSON.readTree(response.body()).get("result");
      if (total != null) {
        assertThat(result.get("total").stringValue()).as(address).isEqualTo(total);
      }
      if (result.has("passing")) {
        assertThat(result.get("passing").toString())
            .isEqualTo("{\"session_days\":0,\"bytes\":\"0\",\"total\":\"0.0\"}");
      }
      count = Integer.parseInt(response.headers().firstValue("X-Total-Count").orElseThrow());
      assertThat(result.get("items").size()).isEqualTo(Math.min(size, count - page * size));
      result.get("items").forEach(items::add);
    }
    return items;
  }

  private static BigDecimal sum(List<JsonNode> items, String name) {
    return items.stream()
        .filter(item -> !item.get(name).isNull())
        .map(item -> new BigDecimal(text(item, name)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static String text(JsonNode item, String name) {
    return item.get(name).asString();
  }

  private List<String> linesOf(String file) {
    try {
      return Files.readAllLines(directory.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int drillIntoUsage(Who who) throws Exception {
    Set<String> mine = new HashSet<>();
    Set<String> wanted =
        who.readsRawRecords()
            ? Set.of("added_up", "added_down", "withdrawn", "delivery_id", "file", "line", "raw")
            : Set.of("added_up", "added_down", "withdrawn");
    List<JsonNode> rows = usage(who);
    for (int i = 0; i < rows.size(); i++) {
      JsonNode row = rows.get(i);
      String address = session(row);
      mine.add(address);
      if (random.nextInt(12) > 0) {
        continue;
      }
      HttpResponse<String> response = get(who, address);
      assertThat(response.statusCode()).as(who + address).isEqualTo(200);
      JsonNode items = JSON.readTree(response.body()).get("result").get("items");
      assertThat(items.size()).isEqualTo(1);
      JsonNode one = items.get(0);
      assertThat(one.get("id")).isEqualTo(row.get("id"));
      assertThat(one.get("value")).isEqualTo(row.get("value"));
      assertThat(response.body()).contains("\"session_cost\":" + cost(row) + ",");
      long sum = 0;
      for (JsonNode line : one.get("lines")) {
        sum += Long.parseLong(text(line, "added_up")) + Long.parseLong(text(line, "added_down"));
        assertThat(line.propertyNames()).containsExactlyInAnyOrderElementsOf(wanted);
        if (who.readsRawRecords()) {
          assertThat(line.get("raw").stringValue())
              .isEqualTo(
                  written
                      .computeIfAbsent(line.get("file").stringValue(), this::linesOf)
                      .get(line.get("line").intValue() - 1));
        }
      }
      assertThat(sum + "").isEqualTo(row.get("value").stringValue());
      assertTiers(who, one);
    }
    List<JsonNode> all = usage(callers.getFirst());
    for (JsonNode row : all) {
      String address = session(row);
      if (!mine.contains(address) && random.nextInt(16) == 0) {
        HttpResponse<String> hidden = get(who, address);
        HttpResponse<String> absent = get(who, address.replaceFirst("sid=[0-9]+", "sid=987654321"));
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(hidden.body())
            .isEqualTo(absent.body().replace("987654321", row.get("sid").asString()));
      }
    }
    return mine.size();
  }

  /** The first tier is the caller's own, its seller is not told, and all others are below. */
  private static void assertTiers(Who who, JsonNode session) {
    List<JsonNode> tiers = session.get("tiers").valueStream().toList();
    assertThat(tiers.getFirst().get("seller_id").isNull()).isTrue();
    if (who.account() != 0) {
      assertThat(tiers).hasSize(1);
      assertThat(tiers.getFirst().get("buyer_id").isNull()).isTrue();
    } else {
      assertThat(tiers.getFirst().get("buyer_id").longValue()).isEqualTo(who.reseller());
      assertThat(tiers.getLast().get("buyer_id").isNull()).isTrue();
      for (JsonNode tier : tiers.subList(1, tiers.size())) {
        assertThat(BELOW.get(who.reseller())).contains(tier.get("seller_id").longValue());
      }
    }
  }

  private static String cost(JsonNode row) {
    JsonNode cost = row.get("session_cost");
    return cost.isNull() ? "null" : cost.decimalValue().toPlainString();
  }

  private List<JsonNode> usage(Who who) throws Exception {
    String body = book.reportDay(who.token(), "{\"size\":10000}").body();
    return JSON.readTree(body).get("result").get("items").valueStream().toList();
  }

  private static String session(JsonNode row) {
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochSecond(row.get("day").longValue()), BERLIN);
    return session(row, day.toString());
  }

  private static String session(JsonNode of, String day) {
    return "/v1/explain/session?sid=" + of.get("sid").longValue() + "&day=" + day;
  }

  private HttpResponse<String> get(Who who, String address)
      throws IOException, InterruptedException {
    return book.get(address, who.token());
  }

  /** What some callers are told of every subscription, usage day and session, by its question. */
  private Map<String, String> everything(String more) {
    Map<String, String> answers = new HashMap<>();
    try {
      for (Who who : callers) {
        if (!who.role().equals("admin")) {
          continue;
        }
        for (long subscription : List.of(100L, 200L, 300L, 301L, 400L)) {
          for (String basis : List.of("expense", "revenue")) {
            put(answers, who, row(who.reseller(), subscription, "2024-03", basis), more);
            put(
                answers,
                who,
                "/v1/explain/session-days?reseller=%d&subscription=%d&usage_day=2024-03-29&basis=%s"
                    .formatted(who.reseller(), subscription, basis),
                more);
          }
        }
        for (int sid = 1; sid <= 40; sid++) {
          put(answers, who, "/v1/explain/session?day=2024-03-29&sid=" + sid, more);
        }
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(answers.values().stream().filter(body -> body.startsWith("{\"code\":200")).count())
        .isGreaterThan(30);
    return answers;
  }

  private void put(Map<String, String> answers, Who who, String address, String more)
      throws IOException, InterruptedException {
    answers.put(who.reseller() + " " + address, get(who, address + more).body());
  }

  @Test
  void what_a_long_delivery_charged_and_took_back_within_itself_is_told_apart() throws Exception {
    write(33);
    StringBuilder csv = new StringBuilder("record,imsi,session,start,end,up,down\n");
    for (int i = 0; i < 20_500; i++) {
      String session = i % 4_000 == 0 ? "long" : "s" + i;
      csv.append(
          "r%d,imsi0,%s,2024-03-28 12:00:00,2024-03-28 12:30:00,%d,0\n"
              .formatted(i, session, 1 + i % 7));
    }
    Path file = Files.writeString(directory.resolve("net_20240328.csv"), csv);
    try (TestBook opened = open()) {
      book = opened;
      book.importDirectory(inventory);
      makeCallers();
      book.ingest("net", file, null);
      Who root = callers.getFirst();
      JsonNode report =
          JSON.readTree(book.expenses(root.token(), 1, DAYS).body()).get("expenses").get(0);
      String address =
          "/v1/explain/session-days?reseller=1&subscription=100&usage_day=2024-03-28&size=1";
      JsonNode all = result(root, address);
      assertThat(all.get("total")).isEqualTo(report.get("total"));
      assertThat(all.get("passing").get("session_days").intValue()).isZero();
      JsonNode charged = result(root, address + "&kind=charge").get("passing");
      JsonNode reversed = result(root, address + "&kind=reversal").get("passing");
      assertThat(charged.get("session_days").intValue()).isEqualTo(1);
      assertThat(reversed.get("session_days").intValue()).isEqualTo(-1);
      assertThat("-" + text(charged, "total")).isEqualTo(text(reversed, "total"));
      assertThat("-" + text(charged, "bytes")).isEqualTo(text(reversed, "bytes"));
    }
  }

  private JsonNode result(Who who, String address) throws IOException, InterruptedException {
    return JSON.readTree(get(who, address).body()).get("result");
  }
}
