package daybook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.TestBook;
import daybook.endtoend.NaiveBooks.Usage;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
 * An open book over nine days: deliveries, SIMs that are registered late, moved and renamed, prices
 * and rates that arrive late, groups that change. Whatever comes later, the answer as of a day is
 * byte for byte the one that was given at that day's end, and in the end every total is what a
 * naive calculation makes of the whole.
 */
@Tag("store")
class AsOfTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final int DAYS = 9;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> HEADERS =
      List.of("X-Total-Count", "Daybook-Unrated", "Daybook-Complete-Through", "Daybook-Currency");

  private final Map<Long, String> tokens = new HashMap<>();

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void the_answer_as_of_a_day_is_the_one_given_at_its_end(long seed, @TempDir Path directory)
      throws Exception {
    Random random = new Random(seed);
    Path inventory = Files.createDirectory(directory.resolve("inventory"));
    SmallWorld.writeInventory(inventory);
    Files.writeString(
        inventory.resolve("sim_groups.csv"), "id,reseller_id,name\n1,1,All\n2,2,Mid\n");
    Files.writeString(
        inventory.resolve("sim_group_members.csv"), "group_id,sim_id\n1,1\n1,2\n1,3\n2,2\n2,5\n");
    List<SmallWorld.Line> lines = SmallWorld.lines(random);
    List<Path> files = SmallWorld.writeDeliveries(directory, lines);
    Path config = Files.writeString(directory.resolve("daybook.yaml"), SmallWorld.CONFIG);
    List<List<String>> late =
        List.of(
            List.of("sims.csv"),
            List.of("price_lists.csv", "prices.csv"),
            List.of("fx_rates.csv"),
            List.of("sim_groups.csv", "sim_group_members.csv"));
    Map<Integer, List<List<String>>> imports = new HashMap<>();
    for (List<String> part : late) {
      // Groups name SIMs, which come on the first day or later.
      int day = part.getFirst().startsWith("sim_group") ? 5 : random.nextInt(5);
      imports.computeIfAbsent(day, d -> new ArrayList<>()).add(part);
    }

    Map<LocalDate, Map<String, String>> answers = new LinkedHashMap<>();
    try (TestBook book = TestBook.open(config, directory.resolve("book"), noon(SmallWorld.START))) {
      importPart(
          book,
          directory,
          inventory,
          List.of("resellers.csv", "accounts.csv", "subscriptions.csv"));
      book.app().open();
      for (int i = 0; i < DAYS; i++) {
        LocalDate today = SmallWorld.START.plusDays(i);
        book.clock().set(noon(today));
        if (i > 0 && i <= files.size()) {
          book.ingest("net", files.get(i - 1), null);
        }
        for (List<String> part : imports.getOrDefault(i, List.of())) {
          importPart(book, directory, inventory, part);
        }
        if (i == 6) {
          changeThePast(inventory);
          importPart(book, directory, inventory, List.of("sims.csv", "sim_group_members.csv"));
        }
        book.clock().set(noon(today).plusSeconds(11 * 3600));
        answers.put(today, everything(book, null));
      }
      answers.forEach(
          (day, then) -> assertThat(everything(book, day)).as("as of " + day).isEqualTo(then));
      assertThat(new HashSet<>(answers.values())).as("days that differ").hasSizeGreaterThan(2);
      assertThat(totals(book)).isEqualTo(expected(new NaiveBooks(inventory), lines));
      assertThat(book.app().check().run()).noneMatch(BookCheck.Finding::isFault);
    }
  }

  /** SIM 2 turns out to have been another subscription's, SIM 3 to have moved a day earlier. */
  private static void changeThePast(Path inventory) throws IOException {
    String sims =
        Files.readString(inventory.resolve("sims.csv"))
            .replace("2,8902,702,imsi1,two,TD,200,net,,", "2,8902,702,imsi1,zwei,TC,100,net,,")
            .replace("300,,,2024-03-30", "300,,,2024-03-29")
            .replace("301,,2024-03-31,", "301,,2024-03-30,")
            .replace(
                "4,8904,704,imsi3,four,TC,301,,2024-03-29,",
                "4,8904,704,imsi3,,TC,301,,2024-03-31,");
    Files.writeString(inventory.resolve("sims.csv"), sims);
    Files.writeString(
        inventory.resolve("sim_group_members.csv"), "group_id,sim_id\n1,4\n1,5\n2,5\n2,3\n");
  }

  private static void importPart(TestBook book, Path directory, Path inventory, List<String> names)
      throws IOException {
    Path part = Files.createTempDirectory(directory, "import");
    for (String name : names) {
      Files.copy(inventory.resolve(name), part.resolve(name));
    }
    book.importDirectory(part);
  }

  private static Instant noon(LocalDate day) {
    return day.atTime(12, 0).atZone(BERLIN).toInstant();
  }

  /** Every answer to every caller, by its question. */
  private Map<String, String> everything(TestBook book, LocalDate asOf) {
    try {
      Map<String, String> answers = new TreeMap<>();
      for (long reseller : List.of(1L, 2L, 3L)) {
        String token = tokens.computeIfAbsent(reseller, book::adminToken);
        for (String select : List.of("[\"all\"]", "[\"g_1\"]", "[\"g_2\",\"s_5\"]")) {
          String body = "{\"select\":" + select + ",\"size\":10000}";
          put(
              answers,
              reseller + " usage " + select,
              asOf == null
                  ? book.reportDay(token, body)
                  : book.reportDay(token, body, "Daybook-As-Of", asOf.toString()));
        }
        for (String more :
            List.of("", "&include=downstream", "&basis=revenue&include=downstream")) {
          put(
              answers,
              reseller + " expenses " + more,
              book.expenses(
                  token,
                  reseller,
                  "date_from=2024-03-01&date_to=2024-04-30"
                      + more
                      + (asOf == null ? "" : "&as_of=" + asOf)));
        }
      }
      return answers;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Groups and SIMs that were not there yet are refused then and known later: no answer is kept.
   */
  private static void put(
      Map<String, String> answers, String question, HttpResponse<String> response) {
    if (question.contains("g_") || question.contains("s_")) {
      if (response.statusCode() == 404) {
        return;
      }
    }
    assertThat(response.statusCode()).as(question + response.body()).isEqualTo(200);
    StringBuilder answer = new StringBuilder(response.body());
    HEADERS.forEach(
        name -> answer.append('\n').append(response.headers().firstValue(name).orElse("")));
    answers.put(question, answer.toString());
  }

  private Map<String, String> totals(TestBook book) throws Exception {
    Map<String, String> totals = new TreeMap<>();
    for (long reseller : List.of(1L, 2L, 3L)) {
      String body =
          book.expenses(
                  book.adminToken(reseller),
                  reseller,
                  "include=downstream&date_from=2024-03-01&date_to=2024-04-30")
              .body();
      for (JsonNode row : JSON.readTree(body).get("expenses")) {
        String total = row.get("total").stringValue();
        if (!total.equals("0.0")) {
          totals.put(
              reseller + " " + row.get("subscription_id") + " " + row.get("period").stringValue(),
              total);
        }
      }
    }
    return totals;
  }

  private static Map<String, String> expected(NaiveBooks naive, List<SmallWorld.Line> lines) {
    Map<List<Object>, Long> sessionDays = new HashMap<>();
    for (SmallWorld.Line line : lines) {
      sessionDays.merge(
          List.of(line.imsi(), line.session(), line.day()), line.up() + line.down(), Long::sum);
    }
    Map<String, BigDecimal> sums = new TreeMap<>();
    sessionDays.forEach((key, bytes) -> {
      LocalDate day = (LocalDate) key.get(2);
      naive.addExpenses(new Usage("net", (String) key.get(0), day, day, bytes), sums);
    });
    Map<String, String> totals = new TreeMap<>();
    sums.forEach((key, sum) -> {
      if (sum.signum() != 0) {
        totals.put(key, NaiveBooks.plain(sum));
      }
    });
    return totals;
  }
}
