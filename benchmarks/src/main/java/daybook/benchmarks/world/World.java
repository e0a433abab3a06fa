package daybook.benchmarks.world;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * An invented provider with its resellers, accounts, SIMs, prices and thirty days of sessions. The
 * same size and seed make the same files, byte for byte.
 */
public final class World {
  public static final LocalDate FIRST_DAY = LocalDate.of(2024, 5, 17);
  public static final int DAYS = 30;
  public static final LocalDate LAST_DAY = FIRST_DAY.plusDays(DAYS - 1L);
  public static final long PROVIDER = Node.ROOT;

  /** The configuration under which {@link #deliveries} are read. */
  private static final String CONFIGURATION =
      """
      zone: UTC
      slices: slices
      feeds:
        north:
          operator: north
          clock: UTC
          delivered_on: {pattern: '[a-z]+_(\\d{8})\\.csv', date: yyyyMMdd, plus_days: 1}
          csv:
            header: true
            timestamp: "yyyy-MM-dd HH:mm:ss"
            columns: {subscriber: imsi, start: start, end: end, bytes_up: up, bytes_down: down}
          volumes: {unit: B, counting: increments}
          identity: [record]
          session: record
      """;

  private static final int SESSIONS_PER_CARD_AND_DAY = 10;
  private static final int LEAST_CARDS = 40;
  private static final int CARDS_PER_SUBSCRIPTION = 10;
  private static final int SUBSCRIPTIONS_PER_ACCOUNT = 4;

  /** A file of one operator. */
  public record Delivery(String feed, Path file) {}

  private final Path folder;
  private final List<Card> cards;
  private final List<Delivery> deliveries;
  private final Expected expected;
  private final Prices prices;

  /**
   * Makes the world's files in an empty folder.
   *
   * @param sessionDays how many session days its deliveries have
   */
  public static World make(Path folder, long sessionDays, long seed) throws IOException {
    return new World(folder, sessionDays, new Random(seed));
  }

  private World(Path folder, long sessionDays, Random random) throws IOException {
    this.folder = folder;
    this.cards = cards(sessionDays);
    this.prices = new Prices(random, FIRST_DAY, DAYS);
    this.expected = new Expected(prices);
    Files.writeString(configuration(), configurationText());
    Files.createDirectories(inventory());
    new InventoryFiles(inventory()).write(cards, prices);
    this.deliveries =
        new SessionFiles(Files.createDirectories(folder.resolve("sessions")), random, expected)
            .write(cards, sessionDays);
  }

  private static String configurationText() {
    String north = CONFIGURATION.substring(CONFIGURATION.indexOf("  north:"));
    return CONFIGURATION + north.replace("north", "south");
  }

  private static List<Card> cards(long sessionDays) {
    int count =
        Math.toIntExact(Math.max(LEAST_CARDS, sessionDays / DAYS / SESSIONS_PER_CARD_AND_DAY));
    // At least one for every reseller.
    int subscriptions = Math.max(36, count / CARDS_PER_SUBSCRIPTION);
    List<Card> cards = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int subscription = i % subscriptions;
      int account = subscription / SUBSCRIPTIONS_PER_ACCOUNT;
      cards.add(
          new Card(
              i + 1L,
              i % 5 < 3 ? "north" : "south",
              i % 7 < 2 ? "TD" : "TC",
              subscription + 1L,
              account + 1L,
              account % Node.ALL.size() + 1L));
    }
    return List.copyOf(cards);
  }

  public Path configuration() {
    return folder.resolve("daybook.yaml");
  }

  /** The directory of its inventory files. */
  public Path inventory() {
    return folder.resolve("inventory");
  }

  /** An operator's files, each named by the last day in it, in the order of days. */
  public List<Delivery> deliveries() {
    return deliveries;
  }

  public List<Card> cards() {
    return cards;
  }

  /** By their ids. */
  public static List<Long> resellers() {
    return Node.ALL.stream().map(Node::id).toList();
  }

  /** The group that holds some of the provider's own SIMs. */
  public static long group() {
    return InventoryFiles.groupOf(PROVIDER);
  }

  /** How many SIMs are in that group. */
  public long groupSize() {
    return cards.stream()
        .filter(InventoryFiles::isInGroup)
        .filter(it -> it.reseller() == PROVIDER)
        .count();
  }

  /**
   * What the provider pays for a session day, in its currency, which is the euro; absent where the
   * card's profile has no session cost.
   */
  public Optional<BigDecimal> sessionCost(long card, LocalDate day, long bytes) {
    Card used = cards.get(Math.toIntExact(card - 1));
    if (!used.profile().equals("TC")) {
      return Optional.empty();
    }
    Offer offer = prices.offer("operator:" + used.operator(), "reseller:1", day);
    BigDecimal amount = Prices.amount(bytes, offer.rowFor(used.operator(), used.profile()));
    return Optional.of(prices.converted(amount, offer.currency(), "EUR", day));
  }

  public Expected expected() {
    return expected;
  }
}
