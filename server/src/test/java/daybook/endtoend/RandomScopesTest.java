package daybook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.TestBook;
import daybook.endtoend.NaiveBooks.Tier;
import daybook.endtoend.NaiveBooks.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Random trees, spans, groups, roles and tokens, asked over HTTP: every answer equals a naive
 * filter over all rows, and no token sees a row, an id or a count of another branch.
 */
@Tag("store")
class RandomScopesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter DAY_FIRST = DateTimeFormatter.ofPattern("dd-MM-yyyy");
  private static final LocalDate FIRST = LocalDate.of(2024, 6, 1);
  private static final int DAYS = 12;
  private static final int RESELLERS = 7;
  private static final int ACCOUNTS = 12;
  private static final int SUBSCRIPTIONS = 18;
  private static final int SIMS = 24;
  private static final int GROUPS = 6;
  private static final String CONFIG =
      """
      zone: UTC
      feeds:
        net:
          operator: net
          clock: UTC
          csv:
            header: true
            timestamp: "yyyy-MM-dd HH:mm:ss"
            columns: {subscriber: key, start: start, bytes_up: up, bytes_down: down}
          volumes: {unit: B, counting: increments}
          identity: [id]
      """;

  /** A session as it was sent: one row of the report, if anybody may see it. */
  private record Sent(long sim, LocalDate day, long bytes) {}

  private record Who(String token, String reseller, String account, boolean readsExpenses) {}

  @TempDir Path directory;
  private Random random;
  private NaiveBooks naive;
  private final List<Sent> sent = new ArrayList<>();
  private final Map<Integer, Integer> groupOwners = new TreeMap<>();
  private final Map<Integer, Set<Long>> groupMembers = new TreeMap<>();

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void every_answer_is_a_naive_filter_over_all_rows(long seed) throws Exception {
    random = new Random(seed);
    Path inventory = Files.createDirectory(directory.resolve("inventory"));
    writeInventory(inventory);
    naive = new NaiveBooks(inventory);
    Path config = Files.writeString(directory.resolve("daybook.yaml"), CONFIG);
    try (TestBook book =
        TestBook.open(config, directory.resolve("book"), Instant.parse("2024-07-01T10:00:00Z"))) {
      book.importDirectory(inventory);
      book.ingest("net", writeSessions(), LocalDate.of(2024, 6, 20));
      List<Who> callers = callers(book, inventory);
      for (int i = 0; i < 150; i++) {
        Who who = callers.get(random.nextInt(callers.size()));
        askUsage(book, who);
        askExpenses(book, who);
      }
    }
  }

  private void askUsage(TestBook book, Who who) throws Exception {
    List<String> select = randomSelection();
    LocalDate start = random.nextBoolean() ? null : FIRST.plusDays(random.nextInt(DAYS));
    LocalDate end =
        random.nextBoolean() || start == null ? null : start.plusDays(random.nextInt(6));
    int size = 1 + random.nextInt(40);
    int page = random.nextInt(4);
    String body =
        "{\"filter\":{\"start\":%s,\"end\":%s},\"select\":[%s],\"page\":%d,\"size\":%d}"
            .formatted(
                quoted(start),
                quoted(end),
                select.stream().map(item -> '"' + item + '"').collect(Collectors.joining(",")),
                page,
                size);
    HttpResponse<String> response = book.reportDay(who.token(), body);
    String question = who + " asks " + body;
    if (select.stream().anyMatch(item -> !mayName(who, item))) {
      assertThat(response.statusCode()).as(question).isEqualTo(404);
      assertThat(response.headers().firstValue("X-Total-Count")).isEmpty();
      return;
    }
    assertThat(response.statusCode()).as(question + response.body()).isEqualTo(200);
    List<Sent> all =
        sent.stream()
            .filter(row -> start == null || !row.day().isBefore(start))
            .filter(row -> end == null || !row.day().isAfter(end))
            .filter(row -> isSelected(row, select))
            .filter(row -> owns(who, ownerOn(row)))
            .toList();
    assertThat(response.headers().firstValue("X-Total-Count"))
        .as(question)
        .hasValue(Integer.toString(all.size()));
    List<String> expected =
        all.stream()
            .sorted((a, b) ->
                a.day().equals(b.day())
                    ? Long.compare(a.sim(), b.sim())
                    : a.day().compareTo(b.day()))
            .skip((long) page * size)
            .limit(size)
            .map(row -> row.day() + " " + row.sim())
            .toList();
    List<String> actual = new ArrayList<>();
    for (JsonNode item : JSON.readTree(response.body()).get("result").get("items")) {
      LocalDate day =
          LocalDate.ofInstant(Instant.ofEpochSecond(item.get("day").longValue()), ZoneOffset.UTC);
      actual.add(day + " " + item.get("id").longValue());
      assertThat(all)
          .contains(
              new Sent(
                  item.get("id").longValue(),
                  day,
                  Long.parseLong(item.get("value").stringValue())));
    }
    assertThat(actual).as(question).isEqualTo(expected);
  }

  private void askExpenses(TestBook book, Who who) throws Exception {
    String reseller = Integer.toString(1 + random.nextInt(RESELLERS + 1));
    boolean downstream = random.nextBoolean();
    HttpResponse<String> response =
        book.expenses(
            who.token(),
            Long.parseLong(reseller),
            "date_from=2024-06-20&date_to=2024-06-20" + (downstream ? "&include=downstream" : ""));
    String question = who + " asks for " + reseller + " " + downstream;
    if (!who.readsExpenses()) {
      assertThat(response.statusCode()).as(question).isEqualTo(403);
      return;
    }
    if (Integer.parseInt(reseller) > RESELLERS || !naive.isWithin(reseller, who.reseller())) {
      assertThat(response.statusCode()).as(question).isEqualTo(404);
      return;
    }
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (Sent row : sent) {
      Usage usage =
          new Usage("net", "key" + row.sim(), row.day(), LocalDate.of(2024, 6, 20), row.bytes());
      for (Tier tier : naive.tiers(usage)) {
        String owner = naive.resellerOf(tier.subscription());
        if (tier.buyer().equals("reseller:" + reseller)
            && tier.charge() != null
            && (downstream ? naive.isWithin(owner, reseller) : owner.equals(reseller))) {
          sums.merge(tier.subscription(), tier.charge(), BigDecimal::add);
        }
      }
    }
    Map<String, String> expected = new TreeMap<>();
    sums.forEach((subscription, sum) -> expected.put(subscription, NaiveBooks.plain(sum)));
    Map<String, String> actual = new TreeMap<>();
    for (JsonNode row : JSON.readTree(response.body()).get("expenses")) {
      actual.put(row.get("subscription_id").asString(), row.get("total").stringValue());
    }
    assertThat(actual).as(question).isEqualTo(expected);
  }

  private List<String> randomSelection() {
    Set<String> select = new LinkedHashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      select.add(
          switch (random.nextInt(5)) {
            case 0 -> "all";
            case 1 -> "g_" + (1 + random.nextInt(GROUPS + 1));
            default -> "s_" + (1 + random.nextInt(SIMS + 1));
          });
    }
    return List.copyOf(select);
  }

  private boolean mayName(Who who, String item) {
    if (item.equals("all")) {
      return true;
    }
    int id = Integer.parseInt(item.substring(2));
    if (item.startsWith("g_")) {
      return who.account().isEmpty()
          && groupOwners.containsKey(id)
          && naive.isWithin(Integer.toString(groupOwners.get(id)), who.reseller());
    }
    return naive.ownersOf("key" + id).stream().anyMatch(owner -> owns(who, owner));
  }

  private boolean isSelected(Sent row, List<String> select) {
    return select.isEmpty()
        || select.contains("all")
        || select.contains("s_" + row.sim())
        || groupMembers.entrySet().stream()
            .anyMatch(group ->
                select.contains("g_" + group.getKey()) && group.getValue().contains(row.sim()));
  }

  /** The subscription that the SIM belonged to that day; empty: parked, nobody's. */
  private String ownerOn(Sent row) {
    return naive
        .sim(new Usage("net", "key" + row.sim(), row.day(), row.day(), 0))
        .map(sim -> sim.get("subscription_id"))
        .orElse("");
  }

  private boolean owns(Who who, String subscription) {
    if (subscription.isEmpty()) {
      return false;
    }
    return who.account().isEmpty()
        ? naive.isWithin(naive.resellerOf(subscription), who.reseller())
        : naive.accountOf(subscription).equals(who.account());
  }

  private static List<Who> callers(TestBook book, Path inventory) {
    List<Who> callers = new ArrayList<>();
    for (Map<String, String> manager : NaiveBooks.rows(inventory.resolve("managers.csv"))) {
      callers.add(
          new Who(
              book.token(Long.parseLong(manager.get("id"))),
              manager.get("reseller_id"),
              manager.get("account_id"),
              Set.of("admin", "finance").contains(manager.get("role"))));
    }
    return callers;
  }

  private Path writeSessions() throws IOException {
    StringBuilder csv = new StringBuilder("id,key,start,up,down\n");
    for (int i = 0; i < 600; i++) {
      Sent row =
          new Sent(
              1 + random.nextInt(SIMS),
              FIRST.plusDays(random.nextInt(DAYS)),
              random.nextInt(8) == 0 ? 0 : random.nextInt(5_000_000));
      sent.add(row);
      long up = row.bytes() / 3;
      csv.append(
          "r%d,key%d,%s 11:00:00,%d,%d\n".formatted(i, row.sim(), row.day(), up, row.bytes() - up));
    }
    return Files.writeString(directory.resolve("sessions.csv"), csv);
  }

  private void writeInventory(Path inventory) throws IOException {
    StringBuilder resellers = new StringBuilder("id,parent_id,name,currency\n1,,R1,EUR\n");
    StringBuilder lists = new StringBuilder("id,seller,buyer,currency,effective_from\n");
    StringBuilder prices =
        new StringBuilder("price_list_id,operator,profile,unit,increment_bytes,price\n");
    lists.append("1,operator:net,reseller:1,EUR,2024-01-01\n");
    prices.append("1,,,MB,1000,0.01\n");
    for (int id = 2; id <= RESELLERS; id++) {
      resellers.append("%d,%d,R%d,EUR\n".formatted(id, 1 + random.nextInt(id - 1), id));
    }
    for (int id = 1; id <= RESELLERS; id++) {
      lists.append("%d,reseller:%d,resellers,EUR,2024-01-01\n".formatted(id + 10, id));
      prices.append("%d,,,MB,%d,0.0%d7\n".formatted(id + 10, 1 + random.nextInt(9999), id));
    }
    StringBuilder accounts = new StringBuilder("id,reseller_id,name\n");
    for (int id = 1; id <= ACCOUNTS; id++) {
      accounts.append("%d,%d,A%d\n".formatted(id, 1 + random.nextInt(RESELLERS), id));
    }
    StringBuilder subscriptions = new StringBuilder("id,account_id,name\n");
    for (int id = 1; id <= SUBSCRIPTIONS; id++) {
      subscriptions.append("%d,%d,S%d\n".formatted(id, 1 + random.nextInt(ACCOUNTS), id));
    }
    StringBuilder sims =
        new StringBuilder(
            "id,iccid,original_number,operator_key,name,profile,subscription_id,from,to\n");
    for (int id = 1; id <= SIMS; id++) {
      LocalDate moved = FIRST.plusDays(random.nextInt(DAYS));
      String line = "%d,89%d,7%d,key%d,,%s,%d,%s,%s\n";
      String profile = random.nextBoolean() ? "TC" : "TD";
      int owner = 1 + random.nextInt(SUBSCRIPTIONS);
      int next = 1 + random.nextInt(SUBSCRIPTIONS);
      switch (random.nextInt(3)) {
        case 0 -> sims.append(line.formatted(id, id, id, id, profile, owner, "", ""));
        case 1 -> {
          sims.append(line.formatted(id, id, id, id, profile, owner, "", moved));
          sims.append(line.formatted(id, id, id, id, profile, next, moved.plusDays(1), ""));
        }
        default -> sims.append(line.formatted(id, id, id, id, profile, owner, moved, ""));
      }
    }
    StringBuilder groups = new StringBuilder("id,reseller_id,name\n");
    StringBuilder members = new StringBuilder("group_id,sim_id\n");
    for (int id = 1; id <= GROUPS; id++) {
      groupOwners.put(id, 1 + random.nextInt(RESELLERS));
      groups.append("%d,%d,G%d\n".formatted(id, groupOwners.get(id), id));
      Set<Long> chosen = new HashSet<>();
      for (int i = 0; i < 8; i++) {
        chosen.add(1L + random.nextInt(SIMS));
      }
      groupMembers.put(id, chosen);
      for (long sim : chosen) {
        members.append("%d,%d\n".formatted(id, sim));
      }
    }
    StringBuilder managers =
        new StringBuilder("id,reseller_id,account_id,name,email,role,active\n");
    List<String> roles = List.of("admin", "finance", "operations", "viewer");
    for (int id = 1; id <= RESELLERS; id++) {
      String role = roles.get(random.nextInt(roles.size()));
      managers.append("%d,%d,,M%d,,%s,true\n".formatted(id, id, id, role));
    }
    for (int id = 1; id <= ACCOUNTS; id++) {
      managers.append("%d,,%d,U%d,,account_user,true\n".formatted(100 + id, id, id));
    }
    Files.writeString(inventory.resolve("resellers.csv"), resellers);
    Files.writeString(inventory.resolve("accounts.csv"), accounts);
    Files.writeString(inventory.resolve("subscriptions.csv"), subscriptions);
    Files.writeString(inventory.resolve("sims.csv"), sims);
    Files.writeString(inventory.resolve("sim_groups.csv"), groups);
    Files.writeString(inventory.resolve("sim_group_members.csv"), members);
    Files.writeString(inventory.resolve("managers.csv"), managers);
    Files.writeString(inventory.resolve("price_lists.csv"), lists);
    Files.writeString(inventory.resolve("prices.csv"), prices);
  }

  private static String quoted(LocalDate day) {
    return day == null ? "null" : '"' + DAY_FIRST.format(day) + '"';
  }
}
