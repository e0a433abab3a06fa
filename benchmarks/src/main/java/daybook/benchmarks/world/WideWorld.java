package daybook.benchmarks.world;

import daybook.App;
import daybook.config.Settings;
import daybook.feed.Offered;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A provider as large as they come: many SIMs over 180 days, a thousand resellers on four levels.
 * Its inventory comes in through the ordinary files; a first file of sessions has the program rate
 * a session day of every reseller. All others are copies of these with bytes of their own, put
 * straight into the embedded engine's tables, and so are the entries of the resellers that are
 * measured. One price holds everywhere, so that what a session day costs is plain to see.
 */
public final class WideWorld {
  public static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
  public static final int DAYS = 180;
  public static final LocalDate LAST_DAY = FIRST_DAY.plusDays(DAYS - 1L);
  public static final int GROUP_SIZE = 400;

  /** The root, one on each level below it. */
  public static final long PROVIDER = 1;

  public static final long REGION = 2;
  public static final long BRANCH = 12;

  /** What the engine may take, so that there is room beside it for large heaps. */
  public static final int ENGINE_MEMORY_MB = 6_000;

  /** So many session days have a megabyte of sums of expenses, with some room. */
  private static final long SESSION_DAYS_A_MB = 80_000;

  private static final int LEAST_GROUPS = 4;
  private static final int REGIONS = 10;
  private static final int BRANCHES = 45;
  private static final long FIRST_LEAF = 1 + REGIONS + BRANCHES + 1;

  /** In euros for a megabyte, counted by the kilobyte. */
  private static final BigDecimal PRICE = new BigDecimal("0.004");

  private static final int INCREMENT = 1_000;

  /** Of so many cards some have a second session on a day. */
  private static final int CARDS_PER_SECOND = 23;

  private static final int SECONDS = 7;

  private final Path folder;
  private final long cards;
  private final long subscriptions;
  private final long accounts;
  private final long resellers;
  private final long sessionDays;

  /**
   * @param folder for its files
   * @param sessionDays about how many there are to be, at least 400,000
   */
  public WideWorld(Path folder, long sessionDays) {
    this.folder = folder;
    this.cards = sessionDays * CARDS_PER_SECOND / (CARDS_PER_SECOND + SECONDS) / DAYS;
    this.subscriptions = cards * 3 / 4;
    this.accounts = cards / 4;
    this.resellers = Math.min(1_000, accounts / 5);
    if (resellers < FIRST_LEAF || groups() < LEAST_GROUPS) {
      throw new IllegalArgumentException("so few session days are no wide world: " + sessionDays);
    }
    this.sessionDays = countSessionDays();
  }

  /** How many groups of {@link #GROUP_SIZE} SIMs the provider has, numbered from 1. */
  public long groups() {
    return cards / GROUP_SIZE;
  }

  public long cards() {
    return cards;
  }

  /** How many session days there are, those of the first file included. */
  public long sessionDays() {
    return sessionDays;
  }

  private long countSessionDays() {
    long all = resellers;
    for (int day = 0; day < DAYS; day++) {
      all += cards;
      for (long card = 1; card <= cards; card++) {
        all += hasSecond(card, day) ? 1 : 0;
      }
    }
    return all;
  }

  private static boolean hasSecond(long card, long day) {
    return (card + day) % CARDS_PER_SECOND < SECONDS;
  }

  /** What a session day of so many bytes costs whoever pays for it. */
  public static BigDecimal cost(long bytes) {
    return BigDecimal.valueOf(Math.ceilDiv(bytes, INCREMENT) * INCREMENT)
        .multiply(PRICE)
        .movePointLeft(6);
  }

  /** With room for all sums of expenses, and none for finished answers. */
  public Settings settings() throws IOException {
    return settings(
        configuration(
            "making.yaml",
            "answer_cache_mb: 0",
            "expense_cache_mb: " + Math.max(2_000, sessionDays / SESSION_DAYS_A_MB),
            "engine_memory_mb: " + ENGINE_MEMORY_MB));
  }

  /** A configuration file that leaves the memory of everything as it is by default. */
  public Path plainConfiguration() throws IOException {
    return configuration("plain.yaml");
  }

  public static Settings settings(Path configuration) throws IOException {
    return Settings.read(configuration, true, Path.of("").toAbsolutePath());
  }

  private Path configuration(String name, String... lines) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        String.join("\n", lines)
            + """

            zone: UTC
            slices: %s
            feeds:
              net:
                operator: net
                clock: UTC
                csv:
                  header: true
                  timestamp: "yyyy-MM-dd HH:mm:ss"
                  columns: {subscriber: imsi, start: start, end: end, bytes_up: up, bytes_down: down}
                volumes: {unit: B, counting: increments}
                identity: [record]
                session: record
            """
                .formatted(folder.resolve("wide-slices")));
  }

  /** How many session days a card has, before anything else is taken in. */
  public long sessionDays(long card) {
    return DAYS
        + (card <= resellers ? 1 : 0)
        + LongStream.range(0, DAYS).filter(day -> hasSecond(card, day)).count();
  }

  /**
   * One more session of some cards, from the first on, the same of each.
   *
   * @param number another for every file
   */
  public Path moreSessions(int number, long ofCards, LocalDate day) throws IOException {
    String name = "wide-more-" + number + ".csv";
    file(
        folder,
        name,
        "record,imsi,start,end,up,down",
        ofCards,
        id ->
            line("m" + number + "-" + id, "imsi" + id, day + " 11:00:00", day + " 11:10:00", 1, 1));
    return folder.resolve(name);
  }

  /** Makes the book in an empty store. */
  public void make(Settings settings, Connect connecting) throws IOException, SQLException {
    try (App app = App.open(settings)) {
      app.inventory().importDirectory(inventory());
      app.settle();
      app.take(app.feed("net"), Offered.of(firstSessions()), FIRST_DAY.plusDays(1), (_, _) -> {});
    }
    try (Connection connection = connecting.connect();
        Statement statement = connection.createStatement()) {
      fill(connection, statement);
      statement.execute("ANALYZE");
      statement.execute("CHECKPOINT");
    }
  }

  /** A way to the store's engine, while the program has it closed. */
  public interface Connect {
    Connection connect() throws SQLException;
  }

  private Path inventory() throws IOException {
    Path inventory = Files.createDirectories(folder.resolve("wide-inventory"));
    file(inventory, "resellers.csv", "id,parent_id,name,currency", resellers, this::reseller);
    file(
        inventory,
        "accounts.csv",
        "id,reseller_id,name",
        accounts,
        id -> line(id, turn(id, resellers), "Account " + id));
    file(
        inventory,
        "subscriptions.csv",
        "id,account_id,name",
        subscriptions,
        id -> line(id, turn(id, accounts), "Subscription " + id));
    file(
        inventory,
        "sims.csv",
        "id,iccid,original_number,operator_key,name,profile,subscription_id,operator,from,to",
        cards,
        id ->
            line(
                id,
                8_900_000_000_000_000_000L + id,
                79_000_000_000L + id,
                "imsi" + id,
                "SIM " + id,
                "TC",
                turn(id, subscriptions),
                "net",
                "",
                ""));
    file(
        inventory,
        "sim_groups.csv",
        "id,reseller_id,name",
        groups(),
        id -> line(id, PROVIDER, "Group " + id));
    // Each takes cards from all over, and so from all tenants.
    file(
        inventory,
        "sim_group_members.csv",
        "group_id,sim_id",
        groups() * GROUP_SIZE,
        number -> line(turn(number, groups()), number));
    file(
        inventory,
        "price_lists.csv",
        "id,seller,buyer,currency,effective_from",
        1 + 2 * resellers,
        this::priceList);
    file(
        inventory,
        "prices.csv",
        "price_list_id,operator,profile,unit,increment_bytes,price",
        1 + 2 * resellers,
        id -> line(id, "", "", "MB", INCREMENT, PRICE));
    return inventory;
  }

  private String reseller(long id) {
    return line(id, id == PROVIDER ? "" : parent(id), "Reseller " + id, "EUR");
  }

  private static long parent(long id) {
    if (id < REGION + REGIONS) {
      return PROVIDER;
    }
    return id < FIRST_LEAF ? REGION + id % REGIONS : BRANCH + id % BRANCHES;
  }

  /** The operator's to the provider first, then two of every reseller. */
  private String priceList(long id) {
    if (id == 1) {
      return line(id, "operator:net", "reseller:" + PROVIDER, "EUR", FIRST_DAY);
    }
    return line(id, "reseller:" + id / 2, id % 2 == 0 ? "resellers" : "accounts", "EUR", FIRST_DAY);
  }

  /** A session of every reseller's first card. */
  private Path firstSessions() throws IOException {
    file(
        folder,
        "wide-sessions.csv",
        "record,imsi,start,end,up,down",
        resellers,
        id -> line("r" + id, "imsi" + id, FIRST_DAY + " 10:00:00", FIRST_DAY + " 10:10:00", 1, 1));
    return folder.resolve("wide-sessions.csv");
  }

  /** From 1 to {@code all} and again from 1. */
  private static long turn(long number, long all) {
    return (number - 1) % all + 1;
  }

  private void fill(Connection connection, Statement statement) throws SQLException {
    statement.execute(
        "CREATE TEMP TABLE rated AS SELECT s.id AS card, s.subscription, r.rating FROM ("
            + " SELECT p.sim_id AS id, p.subscription_id AS subscription, a.reseller_id AS reseller"
            + " FROM sim_span p JOIN subscription b ON b.id = p.subscription_id"
            + " JOIN account a ON a.id = b.account_id) s"
            + " JOIN (SELECT sim AS reseller, rating FROM cell_row) r USING (reseller)"
            + " ORDER BY card");
    statement.execute(
        "CREATE TEMP TABLE paid AS SELECT b.id AS subscription, unnest([1, "
            + "CASE WHEN p.below THEN %d END, CASE WHEN a.reseller_id = %d THEN %d END]) AS buyer"
                .formatted(BRANCH, leaf(), leaf())
            + " FROM subscription b JOIN account a ON a.id = b.account_id JOIN (SELECT id, id = %d"
                .formatted(BRANCH)
            + " OR parent_id = %d AS below FROM reseller) p ON p.id = a.reseller_id"
                .formatted(BRANCH));
    statement.execute("DELETE FROM paid WHERE buyer IS NULL");
    try (PreparedStatement batch =
            connection.prepareStatement(
                "INSERT INTO batch VALUES (?, ?, now()::timestamp, 'DELIVERY', 1)");
        PreparedStatement cell =
            connection.prepareStatement(
                "INSERT INTO cell SELECT ?, ?, count(*) FROM cell_row WHERE batch_id = ?");
        PreparedStatement accountsOf =
            connection.prepareStatement("INSERT INTO batch_account SELECT ?, id FROM account");
        PreparedStatement rows = connection.prepareStatement(ROWS);
        PreparedStatement entries = connection.prepareStatement(ENTRIES)) {
      for (int day = 0; day < DAYS; day++) {
        LocalDate usageDay = FIRST_DAY.plusDays(day);
        LocalDate bookedDay = usageDay.plusDays(1);
        long number = day + 2L;
        run(batch, number, bookedDay);
        run(accountsOf, number);
        run(rows, usageDay, day, cards, number, bookedDay, day, day, day);
        run(cell, usageDay, number, number);
        run(entries, number, bookedDay, usageDay, number);
      }
    }
    statement.execute("UPDATE counter SET value = %d WHERE name = 'batch'".formatted(DAYS + 1));
    statement.execute(
        "UPDATE counter SET value = (SELECT max(sid) FROM cell_row) WHERE name = 'sid'");
  }

  /** The first reseller without any below it. */
  public static long leaf() {
    return FIRST_LEAF;
  }

  /** Sid, bytes and whether there is a second session follow from card and day. */
  private static final String ROWS =
      """
      INSERT INTO cell_row
      SELECT ?, card, 1000000 + (? * ? + card) * 2 + n, ?, ?, 1,
        hash(card * 7 + ? * 3 + n) %% 1000000, hash(card + ? * 11 + n * 5) %% 90000000,
        subscription, rating
      FROM rated, range(2) t(n) WHERE n = 0 OR (card + ?) %% %d < %d
      ORDER BY card, n
      """
          .formatted(CARDS_PER_SECOND, SECONDS);

  private static final String COST =
      "CAST(sum((bytes_up + bytes_down + %d) // %d) AS DECIMAL(20, 0)) * CAST(%s AS DECIMAL(10, 9))"
          .formatted(
              INCREMENT - 1,
              INCREMENT,
              PRICE.multiply(BigDecimal.valueOf(INCREMENT)).movePointLeft(6).toPlainString());

  private static final String ENTRIES =
      """
      INSERT INTO entry
      SELECT ?, ?, 'CHARGE', 'net', CASE WHEN buyer > 1 THEN 1 END, buyer, subscription, ?,
        t.price_version, t.list_version, 0, 0, count(*), sum(bytes_up + bytes_down), %s, %s, %s
      FROM cell_row c JOIN paid USING (subscription)
        JOIN (SELECT min(price_version) AS price_version, min(list_version) AS list_version
          FROM rating_tier WHERE buyer = 1) t ON true
      WHERE c.batch_id = ?
      GROUP BY ALL
      ORDER BY subscription, buyer
      """
          .formatted(COST, COST, COST);

  private static void run(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int at = 0; at < parameters.length; at++) {
      statement.setObject(at + 1, parameters[at]);
    }
    statement.execute();
  }

  private static String line(Object... fields) {
    return String.join(",", Stream.of(fields).map(Object::toString).toList());
  }

  private static void file(
      Path folder, String name, String header, long lines, LongFunction<String> line)
      throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(name))) {
      out.append(header).append('\n');
      for (long number = 1; number <= lines; number++) {
        out.append(line.apply(number)).append('\n');
      }
    }
  }
}
