package daybook.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import daybook.benchmarks.world.WideWorld;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Both reports from the book of a {@link WideWorld}, which lies in the embedded store, against the
 * engine's own query for the same rows. Nothing is asked that was answered before: the program
 * keeps no answers here, only what it makes them of.
 */
final class WideBenchmark {
  private static final String SUBJECT = "http";
  private static final String BASELINE = "sql";
  private static final int PAGE_SIZE = 50;
  private static final long DEEP_PAGE = 5_000;
  private static final int COLDS = 3;

  /** Each page is asked so often before, times {@link Size#colds}, for the JVM to compile. */
  private static final int WARM_UPS = 3;

  private static final int NEW_GROUPS = 40;
  private static final int NEW_GROUP_ROUNDS = 3;

  /** A question about the last day alone, and the engine's query for it. */
  private static final String LAST_DAY =
      """
      {"filter":{"start":"%1$s","end":"%1$s"},"size":1}\
      """
          .formatted(WideWorld.LAST_DAY.format(DateTimeFormatter.ofPattern("dd-MM-yyyy")));

  private static final PlainSql LAST_DAY_SQL =
      PlainSql.usage("c.usage_day = DATE '%s'".formatted(WideWorld.LAST_DAY), 1, 0);

  private static final Pattern ROW =
      Pattern.compile(
          "\"sid\":(\\d+),\"day\":\\d+,\"session_cost\":([0-9.]+),\"value\":\"(\\d+)\"");
  private static final Pattern TOTAL = Pattern.compile("\"total\":\"([0-9.]+)\"");

  private final WideWorld world;
  private final Size size;
  private final Stopwatch stopwatch;

  WideBenchmark(WideWorld world, Size size, Stopwatch stopwatch) {
    this.world = world;
    this.size = size;
    this.stopwatch = stopwatch;
  }

  /**
   * A page of somebody's, and the engine's query for it.
   *
   * @param reseller whose admin asks
   * @param condition on the rows of {@code cell_row c}
   */
  private record Page(String name, long reseller, String select, String condition, long number) {
    String body() {
      return "{\"select\":[\"%s\"],\"page\":%d,\"size\":%d}".formatted(select, number, PAGE_SIZE);
    }

    PlainSql sql() {
      return PlainSql.usage(condition, PAGE_SIZE, number * PAGE_SIZE);
    }
  }

  /** What a reseller pays for, on the last days. */
  private record Expenses(String name, long reseller, int days) {
    LocalDate from() {
      return WideWorld.LAST_DAY.plusDays(2L - days);
    }

    LocalDate to() {
      return WideWorld.LAST_DAY.plusDays(1);
    }

    String title() {
      return "%s, %d days".formatted(name, days);
    }

    HttpRequest request(Running running) {
      String query = "include=downstream&date_from=%s&date_to=%s".formatted(from(), to());
      return running.expenses(running.adminToken(reseller), reseller, query);
    }

    PlainSql sql() {
      return new PlainSql(
          """
          SELECT sum(e.charge), substr(CAST(e.usage_day AS varchar), 1, 7) AS period,
            s.account_id, e.subscription
          FROM entry e JOIN subscription s ON s.id = e.subscription AND s.closed_at IS NULL
          WHERE e.buyer = %d AND e.booked_day BETWEEN DATE '%s' AND DATE '%s'
          GROUP BY period, s.account_id, e.subscription
          ORDER BY e.subscription, period
          """
              .formatted(reseller, from(), to()));
    }
  }

  void run(Place.Embedded place, PageBenchmark.Sink sink) throws Exception {
    Result made = alone("wide, made", stopwatch.once(world.sessionDays(), () -> make(place)));
    sink.add(made);
    firstAnswer(place, sink);
    List<Page> pages = pages();
    Map<Expenses, Long> answers = new LinkedHashMap<>();
    for (int i = 0; i < WARM_UPS * size.colds(); i++) {
      for (Page page : pages) {
        askCold(place, page);
      }
    }
    for (Page page : pages) {
      sink.add(result(page.name() + ", cold", COLDS, cold(place, page)));
    }
    try (Running running = new Running(place.settings(world.settings()));
        HttpClient client = HttpClient.newHttpClient();
        Connection connection = place.connect()) {
      for (Page page : pages) {
        sink.add(
            result(page.name() + ", hot", size.rounds(), hot(running, client, connection, page)));
      }
      sink.add(
          result(
              "wide group never asked for",
              NEW_GROUP_ROUNDS,
              newGroups(running, client, connection)));
      for (Expenses expenses : expenses()) {
        answers.put(expenses, expenses(running, client, connection, expenses, sink));
      }
    }
    for (Map.Entry<Expenses, Long> answer : answers.entrySet()) {
      sink.add(
          alone(
              answer.getKey().title() + ", first after a start",
              afterStart(place, answer.getKey(), answer.getValue())));
    }
  }

  private Timings afterStart(Place place, Expenses expenses, long answer) throws Exception {
    try (Running running = new Running(place.settings(world.settings()));
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = expenses.request(running);
      return stopwatch.once(1, () -> requireSame(expenses, client, request, answer));
    }
  }

  private static void requireSame(
      Expenses expenses, HttpClient client, HttpRequest request, long answer) throws Exception {
    WrongAnswer.unlessEqual(expenses.title(), answer, Running.checksum(client, request, _ -> {}));
  }

  private void make(Place.Embedded place) throws Exception {
    world.make(place.settings(world.settings()), place::connect);
  }

  /** After which every day lies in a file. */
  private void firstAnswer(Place place, PageBenchmark.Sink sink) throws Exception {
    try (Running running = new Running(place.settings(world.settings()));
        HttpClient client = HttpClient.newHttpClient()) {
      String token = running.adminToken(WideWorld.PROVIDER);
      HttpRequest all = running.usage(token, "{\"size\":1}");
      sink.add(
          alone(
              "wide, all days read from the store",
              stopwatch.once(
                  world.sessionDays(),
                  () ->
                      WrongAnswer.unlessEqual(
                          "session days",
                          Long.toString(world.sessionDays()),
                          Running.send(client, all)
                              .headers()
                              .firstValue("X-Total-Count")
                              .orElseThrow()))));
    }
  }

  private List<Page> pages() {
    List<Page> pages = new ArrayList<>();
    add(pages, "sim", WideWorld.PROVIDER, "s_7", "c.sim = 7", WideWorld.DAYS);
    long rowsOfGroup = (long) WideWorld.GROUP_SIZE * WideWorld.DAYS;
    add(pages, "group", WideWorld.PROVIDER, "g_1", inGroup(1), rowsOfGroup);
    long rowsOfTenant = world.sessionDays() / 60;
    add(pages, "tenant", WideWorld.REGION, "all", ofRegion(), rowsOfTenant);
    add(pages, "all", WideWorld.PROVIDER, "all", "TRUE", world.sessionDays());
    return pages;
  }

  private static String ofRegion() {
    return """
    c.subscription IN (SELECT s.id FROM subscription s JOIN account a ON a.id = s.account_id
      WHERE a.reseller_id IN (SELECT id FROM reseller WHERE id = %1$d OR parent_id = %1$d
        OR parent_id IN (SELECT id FROM reseller WHERE parent_id = %1$d)))
    """
        .formatted(WideWorld.REGION);
  }

  /**
   * @param rows at least so many are there
   */
  private static void add(
      List<Page> pages, String what, long reseller, String select, String condition, long rows) {
    long deep = Math.min(DEEP_PAGE, rows / PAGE_SIZE - 1);
    pages.add(new Page("wide %s, page 0".formatted(what), reseller, select, condition, 0));
    pages.add(
        new Page("wide %s, page %d".formatted(what, deep), reseller, select, condition, deep));
  }

  private static String inGroup(long group) {
    return "c.sim IN (SELECT sim_id FROM sim_group_member WHERE group_id = %d AND closed_at IS NULL)"
        .formatted(group);
  }

  /**
   * Both sides are open and have answered a question about the last day, so that what is measured
   * is what they do to get at the others.
   */
  private Standings cold(Place place, Page page) throws Exception {
    return new Contest()
        .with(SUBJECT, () -> askCold(place, page))
        .with(
            BASELINE,
            () -> {
              try (Connection connection = place.connect()) {
                read(LAST_DAY_SQL, connection);
                return stopwatch.once(1, () -> read(page.sql(), connection));
              }
            })
        .run(COLDS);
  }

  private Timings askCold(Place place, Page page) throws Exception {
    try (Running running = new Running(place.settings(world.settings()));
        HttpClient client = HttpClient.newHttpClient()) {
      String token = running.adminToken(page.reseller());
      Running.send(client, running.usage(token, LAST_DAY));
      HttpRequest request = running.usage(token, page.body());
      return stopwatch.once(1, () -> Running.send(client, request));
    }
  }

  private Standings hot(Running running, HttpClient client, Connection connection, Page page)
      throws Exception {
    HttpRequest request = running.usage(running.adminToken(page.reseller()), page.body());
    try (PreparedStatement statement = page.sql().prepare(connection)) {
      String answer = Running.send(client, request).body();
      requireRows(page.name(), answer, PlainSql.read(statement));
      Contest contest =
          new Contest()
              .with(
                  SUBJECT,
                  () ->
                      stopwatch.many(
                          List.of(() ->
                              WrongAnswer.unlessEqual(
                                  page.name(), answer, Running.send(client, request).body())),
                          size.requests()))
              .with(
                  BASELINE,
                  () -> stopwatch.many(List.of(() -> PlainSql.read(statement)), size.requests()));
      contest.run(1);
      return contest.run(size.rounds());
    }
  }

  /** Each call asks for another group's first page, of all days. */
  private Standings newGroups(Running running, HttpClient client, Connection connection)
      throws Exception {
    String token = running.adminToken(WideWorld.PROVIDER);
    long[] next = {2, 2};
    int calls = Math.toIntExact(Math.min(NEW_GROUPS, (world.groups() - 1) / NEW_GROUP_ROUNDS));
    return new Contest()
        .with(
            SUBJECT,
            () ->
                stopwatch.many(
                    List.of(() -> {
                      Page page = groupPage(next[0]++);
                      Running.send(client, running.usage(token, page.body()));
                    }),
                    calls))
        .with(
            BASELINE,
            () ->
                stopwatch.many(
                    List.of(() -> {
                      read(groupPage(next[1]++).sql(), connection);
                    }),
                    calls))
        .run(NEW_GROUP_ROUNDS);
  }

  private static void read(PlainSql sql, Connection connection) throws Exception {
    try (PreparedStatement statement = sql.prepare(connection)) {
      PlainSql.read(statement);
    }
  }

  private static Page groupPage(long group) {
    return new Page(
        "wide group never asked for", WideWorld.PROVIDER, "g_" + group, inGroup(group), 0);
  }

  private static List<Expenses> expenses() {
    List<Expenses> all = new ArrayList<>();
    for (int days : List.of(20, WideWorld.DAYS)) {
      all.add(new Expenses("wide expenses of a leaf", WideWorld.leaf(), days));
      all.add(new Expenses("wide expenses of a branch", WideWorld.BRANCH, days));
      all.add(new Expenses("wide expenses of all", WideWorld.PROVIDER, days));
    }
    return all;
  }

  /** Returns the answer's checksum: the largest answers are too long to be kept. */
  private long expenses(
      Running running,
      HttpClient client,
      Connection connection,
      Expenses expenses,
      PageBenchmark.Sink sink)
      throws Exception {
    HttpRequest request = expenses.request(running);
    String name = expenses.title();
    AtomicLong answer = new AtomicLong();
    sink.add(
        alone(
            name + ", first",
            stopwatch.once(1, () -> answer.set(Running.checksum(client, request, _ -> {})))));
    try (PreparedStatement statement = expenses.sql().prepare(connection)) {
      AtomicLong rows = new AtomicLong();
      WrongAnswer.unlessEqual(
          name,
          answer.get(),
          Running.checksum(
              client, request, text -> rows.set(requireTotals(name, text, statement))));
      Contest contest =
          new Contest()
              .with(
                  SUBJECT,
                  () ->
                      stopwatch.many(
                          List.of(() -> requireSame(expenses, client, request, answer.get())),
                          size.requests()))
              .with(
                  BASELINE,
                  () ->
                      stopwatch.many(
                          List.of(() ->
                              WrongAnswer.unlessEqual(
                                  name, rows.get(), PlainSql.each(statement, _ -> {}))),
                          size.requests()));
      contest.run(1);
      sink.add(result(name + ", " + rows + " rows", size.rounds(), contest.run(size.rounds())));
    }
    return answer.get();
  }

  /** Sid, cost and bytes of every row, in their order. */
  private static void requireRows(String name, String answer, List<List<String>> rows) {
    List<List<String>> told = new ArrayList<>();
    Matcher row = ROW.matcher(answer);
    while (row.find()) {
      told.add(List.of(row.group(1), plain(new BigDecimal(row.group(2))), row.group(3)));
    }
    List<List<String>> wanted =
        rows.stream()
            .map(it ->
                List.of(it.get(0), plain(WideWorld.cost(Long.parseLong(it.get(2)))), it.get(2)))
            .toList();
    if (wanted.isEmpty()) {
      throw new WrongAnswer(name + ": there are no rows to compare");
    }
    WrongAnswer.unlessEqual(name, wanted, told);
  }

  /** Compares total by total. Returns how many there are. */
  private static long requireTotals(String name, InputStream answer, PreparedStatement statement)
      throws SQLException {
    Scanner told = new Scanner(answer, UTF_8);
    long rows =
        PlainSql.each(
            statement,
            row ->
                WrongAnswer.unlessEqual(name, plain(new BigDecimal(row.getFirst())), total(told)));
    if (rows == 0) {
      throw new WrongAnswer(name + ": there are no rows to compare");
    }
    WrongAnswer.unlessEqual(name, "nothing after the last row", total(told));
    return rows;
  }

  private static String total(Scanner answer) {
    return answer.findWithinHorizon(TOTAL, 0) == null
        ? "nothing after the last row"
        : plain(new BigDecimal(answer.match().group(1)));
  }

  private static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }

  private Result result(String name, int turns, Standings standings) {
    return new Result(
        name,
        "embedded",
        world.sessionDays(),
        turns,
        standings.of(SUBJECT),
        BASELINE,
        standings.of(BASELINE));
  }

  /** What has no baseline stands beside itself. */
  private Result alone(String name, Timings timings) {
    Summary summary = Summary.of(List.of(timings));
    return new Result(name, "embedded", world.sessionDays(), 1, summary, "-", summary);
  }
}
