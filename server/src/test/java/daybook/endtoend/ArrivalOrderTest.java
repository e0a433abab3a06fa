package daybook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.TestBook;
import daybook.endtoend.NaiveBooks.Tier;
import daybook.endtoend.NaiveBooks.Usage;
import daybook.report.BookCheck;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Before the opening, what follows from a delivery is booked on its day, in whatever order
 * deliveries, SIMs, prices and rates arrive. Sessions of several records grow over several
 * deliveries; increments make their charges anything but additive. Held against a naive calculation
 * of every booked day.
 */
@Tag("store")
class ArrivalOrderTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void any_order_of_arrival_books_the_same_on_every_day(long seed, @TempDir Path directory)
      throws Exception {
    Random random = new Random(seed);
    Path inventory = Files.createDirectory(directory.resolve("inventory"));
    SmallWorld.writeInventory(inventory);
    List<SmallWorld.Line> lines = SmallWorld.lines(random);
    List<Path> files = SmallWorld.writeDeliveries(directory, lines);
    Path config = Files.writeString(directory.resolve("daybook.yaml"), SmallWorld.CONFIG);

    List<Step> steps = new ArrayList<>();
    for (Path file : files) {
      steps.add(book -> book.ingest("net", file, null));
    }
    for (List<String> part : inventoryParts(random)) {
      Path step = Files.createTempDirectory(directory, "import");
      for (String name : part) {
        Files.copy(inventory.resolve(name), step.resolve(name));
      }
      steps.add(book -> book.importDirectory(step));
    }
    shuffleKeepingImportsInOrder(steps, files.size(), random);
    try (TestBook book =
        TestBook.open(config, directory.resolve("book"), Instant.parse("2024-05-01T10:00:00Z"))) {
      for (Step step : steps) {
        step.on(book);
      }
      assertThat(actual(book)).isEqualTo(expected(new NaiveBooks(inventory), lines));
      assertThat(book.app().check().run()).noneMatch(BookCheck.Finding::isFault);
    }
  }

  private interface Step {
    void on(TestBook book) throws IOException;
  }

  /** Per reseller, booked day, subscription and period what is booked that day. */
  private static Map<String, String> actual(TestBook book) throws Exception {
    Map<String, String> totals = new TreeMap<>();
    for (long reseller : List.of(1L, 2L, 3L)) {
      for (int i = 0; i <= SmallWorld.DELIVERIES + 1; i++) {
        LocalDate day = SmallWorld.START.plusDays(i);
        String body =
            book.expenses(
                    book.adminToken(reseller),
                    reseller,
                    "include=downstream&date_from=" + day + "&date_to=" + day)
                .body();
        for (JsonNode row : JSON.readTree(body).get("expenses")) {
          put(
              totals,
              reseller
                  + " "
                  + day
                  + " "
                  + row.get("subscription_id")
                  + " "
                  + row.get("period").stringValue(),
              new BigDecimal(row.get("total").stringValue()));
        }
      }
    }
    return totals;
  }

  /** Per session day and booked day: the charge of the sum so far less that of the day before. */
  private static Map<String, String> expected(NaiveBooks naive, List<SmallWorld.Line> lines) {
    Map<List<Object>, TreeMap<Integer, Long>> sessionDays = new HashMap<>();
    for (SmallWorld.Line line : lines) {
      sessionDays
          .computeIfAbsent(List.of(line.imsi(), line.session(), line.day()), key -> new TreeMap<>())
          .merge(line.delivery(), line.up() + line.down(), Long::sum);
    }
    Map<String, BigDecimal> sums = new TreeMap<>();
    sessionDays.forEach((key, byDelivery) -> {
      long sum = 0;
      boolean first = true;
      for (Map.Entry<Integer, Long> delivery : byDelivery.entrySet()) {
        LocalDate booked = SmallWorld.START.plusDays(delivery.getKey() + 1);
        if (!first) {
          add(sums, naive, key, sum, booked, BigDecimal.ONE.negate());
        }
        sum += delivery.getValue();
        add(sums, naive, key, sum, booked, BigDecimal.ONE);
        first = false;
      }
    });
    Map<String, String> totals = new TreeMap<>();
    sums.forEach((key, sum) -> put(totals, key, sum));
    return totals;
  }

  private static void add(
      Map<String, BigDecimal> sums,
      NaiveBooks naive,
      List<Object> key,
      long bytes,
      LocalDate booked,
      BigDecimal sign) {
    Usage usage = new Usage("net", (String) key.get(0), (LocalDate) key.get(2), booked, bytes);
    for (Tier tier : naive.tiers(usage)) {
      if (tier.buyer().startsWith("reseller:") && tier.charge() != null) {
        sums.merge(
            tier.buyer().substring("reseller:".length())
                + " "
                + booked
                + " "
                + tier.subscription()
                + " "
                + tier.period(),
            tier.charge().multiply(sign),
            BigDecimal::add);
      }
    }
  }

  /**
   * A row of 0 may stand or not: whether a day has an entry may depend on the order, no sum does.
   */
  private static void put(Map<String, String> totals, String key, BigDecimal sum) {
    if (sum.signum() != 0) {
      totals.put(key, NaiveBooks.plain(sum));
    }
  }

  /** Files that depend on each other stay in order; what may come late comes late or early. */
  private static List<List<String>> inventoryParts(Random random) {
    List<List<String>> parts = new ArrayList<>();
    parts.add(List.of("resellers.csv", "accounts.csv", "subscriptions.csv"));
    List<List<String>> free =
        new ArrayList<>(
            List.of(
                List.of("sims.csv"),
                List.of("price_lists.csv", "prices.csv"),
                List.of("fx_rates.csv")));
    Collections.shuffle(free, random);
    parts.addAll(free);
    return parts;
  }

  /** Deliveries and imports mix in any order, imports among themselves keep theirs. */
  private static void shuffleKeepingImportsInOrder(List<Step> steps, int files, Random random) {
    List<Step> deliveries = new ArrayList<>(steps.subList(0, files));
    List<Step> imports = new ArrayList<>(steps.subList(files, steps.size()));
    Collections.shuffle(deliveries, random);
    steps.clear();
    while (!deliveries.isEmpty() || !imports.isEmpty()) {
      boolean takeImport =
          deliveries.isEmpty()
              || (!imports.isEmpty() && random.nextInt(deliveries.size() + imports.size()) < 3);
      steps.add(takeImport ? imports.removeFirst() : deliveries.removeFirst());
    }
  }
}
