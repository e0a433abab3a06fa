package daybook.demo;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import daybook.model.DaySpan;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFilesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  @TempDir static Path directory;
  private static Written written;

  @BeforeAll
  static void write() throws IOException {
    written = DemoFiles.write(directory, TODAY, 7);
  }

  @Test
  void the_same_day_and_seed_give_the_same_bytes(@TempDir Path again) throws IOException {
    DemoFiles.write(again, TODAY, 7);

    assertThat(contents(again)).isEqualTo(contents(directory));
  }

  @Test
  void another_seed_gives_other_sessions(@TempDir Path other) throws IOException {
    DemoFiles.write(other, TODAY, 8);

    assertThat(contents(other).keySet()).isEqualTo(contents(directory).keySet());
    assertThat(contents(other)).isNotEqualTo(contents(directory));
  }

  @Test
  void each_feed_has_a_file_for_each_of_the_sixty_days_up_to_yesterday() {
    assertThat(written.feeds()).extracting(FeedFiles::feed).containsExactly("northline", "saltair");
    for (FeedFiles feed : written.feeds()) {
      assertThat(feed.files())
          .extracting(SessionFile::day)
          .containsExactlyElementsOf(TODAY.minusDays(60).datesUntil(TODAY).toList());
    }
    assertThat(names(0)).startsWith("northline_20260924.csv").endsWith("northline_20261122.csv");
    assertThat(names(1)).startsWith("saltair_20260924.csv.gz").endsWith("saltair_20261122.csv.gz");
  }

  @Test
  void what_was_planted_is_what_a_naive_reader_finds() {
    Map<String, List<NamedCsvRecord>> spansByKey =
        inventory("sims.csv").stream().collect(groupingBy(line -> line.getField("operator_key")));
    for (FeedFiles feed : written.feeds()) {
      Map<List<String>, DeliveredLine> stored = new HashMap<>();
      for (SessionFile file : feed.files()) {
        Planted found = Planted.NOTHING;
        for (Optional<DeliveredLine> line : DeliveredLine.read(file.path())) {
          found = found.plus(outcome(line, stored, spansByKey));
        }
        assertThat(found).as(file.path().toString()).isEqualTo(file.planted());
      }
    }
  }

  private static Planted outcome(
      Optional<DeliveredLine> read,
      Map<List<String>, DeliveredLine> stored,
      Map<String, List<NamedCsvRecord>> spansByKey) {
    if (read.isEmpty()) {
      return new Planted(0, 0, 0, 1, 0);
    }
    DeliveredLine line = read.get();
    DeliveredLine before = stored.get(line.identity());
    if (before != null) {
      return before.equals(line) ? new Planted(0, 1, 0, 0, 0) : new Planted(0, 0, 1, 0, 0);
    }
    LocalDate usageDay = LocalDate.ofInstant(line.start(), ZONE);
    boolean known =
        spansByKey.getOrDefault(line.key(), List.of()).stream()
            .anyMatch(span -> days(span).contains(usageDay));
    if (!known) {
      return new Planted(0, 0, 0, 0, 1);
    }
    stored.put(line.identity(), line);
    return new Planted(1, 0, 0, 0, 0);
  }

  @Test
  void every_outcome_is_there_in_each_feed_and_nearly_everything_is_stored() {
    for (FeedFiles feed : written.feeds()) {
      Planted planted = feed.planted();
      assertThat(planted.duplicates()).isBetween(10, 30);
      assertThat(planted.conflicts()).isBetween(3, 10);
      assertThat(planted.rejected()).isBetween(5, 15);
      assertThat(planted.parked()).isBetween(30, 500);
      assertThat(planted.stored()).isGreaterThan(planted.lines() * 95 / 100);
    }
  }

  @Test
  void a_weekday_has_some_hundred_lines_and_a_weekend_fewer() {
    Map<LocalDate, Integer> lines = new TreeMap<>();
    for (FeedFiles feed : written.feeds()) {
      feed.files().forEach(file -> lines.merge(file.day(), file.planted().lines(), Integer::sum));
    }
    for (Map.Entry<LocalDate, Integer> day : lines.entrySet()) {
      switch (day.getKey().getDayOfWeek()) {
        case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY ->
            assertThat(day.getValue()).as(day.toString()).isBetween(600, 1000);
        case SATURDAY, SUNDAY -> assertThat(day.getValue()).as(day.toString()).isBetween(300, 600);
      }
    }
  }

  @Test
  void volumes_are_heavy_tailed_and_some_sessions_carry_nothing() {
    List<Long> bytes = lines(0).map(DeliveredLine::bytes).sorted().toList();
    long median = bytes.get(bytes.size() / 2);
    long ninetyNinth = bytes.get(bytes.size() * 99 / 100);

    assertThat(bytes.stream().filter(value -> value == 0).count()).isBetween(200L, 2000L);
    assertThat(ninetyNinth).isGreaterThan(20 * median);
  }

  @Test
  void sessions_cross_midnight_but_no_line_of_the_feed_that_is_split() {
    assertThat(lines(0).filter(DemoFilesTest::crossesMidnight).count()).isGreaterThan(50);
    assertThat(lines(1).filter(DemoFilesTest::crossesMidnight)).isEmpty();

    Map<String, Set<LocalDate>> daysBySession = new HashMap<>();
    lines(1)
        .forEach(line ->
            daysBySession
                .computeIfAbsent(line.identity().getFirst(), _ -> new HashSet<>())
                .add(LocalDate.ofInstant(line.start(), ZONE)));
    assertThat(daysBySession.values().stream().filter(days -> days.size() == 2).count())
        .isGreaterThan(50);
  }

  private static boolean crossesMidnight(DeliveredLine line) {
    Instant last = line.end().isAfter(line.start()) ? line.end().minusNanos(1) : line.start();
    return !LocalDate.ofInstant(line.start(), ZONE).equals(LocalDate.ofInstant(last, ZONE));
  }

  @Test
  void every_line_stands_in_the_file_of_its_day_on_the_operators_calendar() {
    assertDays(written.feeds().get(0), ZoneId.of("Asia/Almaty"));
    assertDays(written.feeds().get(1), ZoneId.of("UTC"));
  }

  private static void assertDays(FeedFiles feed, ZoneId calendar) {
    for (SessionFile file : feed.files()) {
      assertThat(DeliveredLine.read(file.path()).stream().flatMap(Optional::stream))
          .allSatisfy(line ->
              assertThat(LocalDate.ofInstant(line.start(), calendar)).isEqualTo(file.day()));
    }
  }

  @Test
  void the_spans_of_a_sim_do_not_overlap_and_some_sims_move_or_come_later() {
    Map<String, List<NamedCsvRecord>> sims =
        inventory("sims.csv").stream().collect(groupingBy(line -> line.getField("id")));
    Set<String> subscriptions = ids("subscriptions.csv");

    assertThat(sims).hasSize(250);
    assertThat(sims.values()).filteredOn(spans -> spans.size() == 2).hasSize(10);
    for (List<NamedCsvRecord> spans : sims.values()) {
      assertThat(spans.stream().map(DemoFilesTest::days))
          .doesNotHaveDuplicates()
          .allSatisfy(days ->
              assertThat(spans.stream().filter(span -> days(span).overlaps(days))).hasSize(1));
      assertThat(spans)
          .extracting(span -> span.getField("subscription_id"))
          .isSubsetOf(subscriptions);
    }
    assertThat(sims.values().stream().flatMap(List::stream))
        .extracting(span -> span.getField("profile"))
        .containsOnly("TC", "TD");
    assertThat(sims.values().stream().filter(spans -> spans.getFirst().getField("name").isEmpty()))
        .hasSize(14);
  }

  @Test
  void all_references_lead_somewhere_and_all_roles_are_there() {
    assertThat(references("accounts.csv", "reseller_id")).isSubsetOf(ids("resellers.csv"));
    assertThat(references("subscriptions.csv", "account_id")).isSubsetOf(ids("accounts.csv"));
    assertThat(references("sim_group_members.csv", "sim_id")).isSubsetOf(ids("sims.csv"));
    assertThat(references("sim_group_members.csv", "group_id")).isEqualTo(ids("sim_groups.csv"));
    assertThat(references("prices.csv", "price_list_id")).isEqualTo(ids("price_lists.csv"));
    assertThat(references("managers.csv", "role"))
        .containsExactlyInAnyOrder("admin", "finance", "operations", "viewer", "account_user");
    assertThat(references("managers.csv", "active")).containsExactlyInAnyOrder("true", "false");
    assertThat(ids("resellers.csv")).hasSize(9);
    assertThat(ids("accounts.csv")).hasSize(25);
    assertThat(ids("subscriptions.csv")).hasSize(60);
  }

  @Test
  void who_is_good_to_show_is_active_and_belongs_where_it_is_said() {
    Map<String, NamedCsvRecord> managers =
        inventory("managers.csv").stream()
            .collect(toMap(line -> line.getField("id"), line -> line));
    Written.Show show = written.show();

    assertThat(managers.get(show.admin().toString()).getFields())
        .contains(show.root().toString(), "admin", "true");
    assertThat(managers.get(show.finance().toString()).getFields())
        .contains(show.reseller().toString(), "finance", "true");
    assertThat(managers.get(show.accountUser().toString()).getFields())
        .contains(show.account().toString(), "account_user", "true");
    assertThat(ids("sim_groups.csv")).contains(show.group().toString());
  }

  @Test
  void the_reseller_to_show_has_no_price_for_one_profile_in_the_last_days() {
    String buyer = "reseller:" + written.show().reseller();
    NamedCsvRecord newest =
        inventory("price_lists.csv").stream()
            .filter(list -> list.getField("buyer").equals(buyer))
            .reduce((_, later) -> later)
            .orElseThrow();

    assertThat(newest.getField("effective_from")).isEqualTo(TODAY.minusDays(5).toString());
    assertThat(inventory("prices.csv"))
        .filteredOn(price -> price.getField("price_list_id").equals(newest.getField("id")))
        .extracting(price -> price.getField("profile"))
        .containsExactly("TC");
  }

  @Test
  void every_pair_of_currencies_has_a_rate_from_before_the_first_usage_day_on() {
    Set<String> currencies = references("resellers.csv", "currency");
    Set<String> pairs = new HashSet<>();
    for (NamedCsvRecord rate : inventory("fx_rates.csv")) {
      if (LocalDate.parse(rate.getField("day")).isBefore(TODAY.minusDays(60))) {
        pairs.add(rate.getField("from") + rate.getField("to"));
      }
    }

    assertThat(currencies).containsExactlyInAnyOrder("EUR", "USD", "GBP", "KZT", "RUB");
    assertThat(pairs).hasSize(20);
  }

  private Stream<DeliveredLine> lines(int feed) {
    return written.feeds().get(feed).paths().stream()
        .flatMap(file -> DeliveredLine.read(file).stream())
        .flatMap(Optional::stream);
  }

  private List<String> names(int feed) {
    return written.feeds().get(feed).paths().stream()
        .map(path -> path.getFileName().toString())
        .toList();
  }

  private Set<String> ids(String file) {
    return references(file, "id");
  }

  private Set<String> references(String file, String column) {
    Set<String> values = new HashSet<>();
    inventory(file).forEach(line -> values.add(line.getField(column)));
    return values;
  }

  private List<NamedCsvRecord> inventory(String name) {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(written.inventory().resolve(name))) {
      return reader.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DaySpan days(NamedCsvRecord span) {
    return new DaySpan(day(span.getField("from")), day(span.getField("to")));
  }

  private static LocalDate day(String text) {
    return text.isEmpty() ? null : LocalDate.parse(text);
  }

  private static Map<String, Integer> contents(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .collect(
              toMap(file -> directory.relativize(file).toString(), DemoFilesTest::fingerprint));
    }
  }

  private static int fingerprint(Path file) {
    try {
      return Arrays.hashCode(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
