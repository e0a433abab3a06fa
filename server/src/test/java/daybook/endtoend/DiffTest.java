package daybook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daybook.TestBook;
import daybook.book.Batch;
import daybook.book.Delivery;
import daybook.model.DaySpan;
import daybook.model.Problem;
import daybook.model.Refusal;
import daybook.model.ResellerId;
import daybook.party.Caller;
import daybook.report.BookCheck;
import daybook.report.Differences;
import daybook.report.UsageDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Days of an open book on which deliveries come, are withdrawn and replaced, SIMs move, prices and
 * rates come late and change. What differs between any two of them is what a naive comparison of
 * both days' reports finds, and so is what each batch did.
 */
@Tag("store")
class DiffTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final int DAYS = 10;
  private static final int PAIRS = 12;

  /** What happens once, each on a day of its own, beside the deliveries. */
  private enum Event {
    RATES,
    REGISTRATION,
    MOVE,
    WITHDRAWAL,
    REPLACEMENT,
    RERATING
  }

  @TempDir Path directory;
  private Path inventory;
  private TestBook book;

  @ParameterizedTest
  @ValueSource(longs = {41, 42, 43})
  void what_differs_is_what_a_naive_comparison_of_the_two_days_reports_finds(long seed)
      throws Exception {
    Random random = new Random(seed);
    try (TestBook opened = open()) {
      book = opened;
      live(random);
      Set<Batch.Cause> causes = EnumSet.noneOf(Batch.Cause.class);
      book.app().facts().batches().forEach(batch -> causes.add(batch.cause()));
      assertThat(causes).isEqualTo(EnumSet.allOf(Batch.Cause.class));
      NaiveDifferences naive = new NaiveDifferences(book.app());
      naive.compare(SmallWorld.START, SmallWorld.START.plusDays(DAYS));
      for (int pair = 0; pair < PAIRS; pair++) {
        LocalDate earlier = SmallWorld.START.plusDays(random.nextInt(DAYS));
        naive.compare(earlier, earlier.plusDays(random.nextInt(DAYS)));
      }
      assertThat(naive.compared()).isGreaterThan(100);
      assertThat(book.app().check().run()).noneMatch(BookCheck.Finding::isFault);
    }
  }

  private TestBook open() throws IOException {
    Path config = Files.writeString(directory.resolve("daybook.yaml"), SmallWorld.CONFIG);
    inventory = Files.createDirectory(directory.resolve("inventory"));
    SmallWorld.writeInventory(inventory);
    return TestBook.open(config, directory.resolve("book"), noon(SmallWorld.START));
  }

  private void live(Random random) throws IOException {
    String sims = read("sims.csv");
    String rates = read("fx_rates.csv");
    write("sims.csv", sims.replaceAll("(?m)^5,.*\n", ""));
    Files.delete(inventory.resolve("fx_rates.csv"));
    importInventory();
    book.app().open();
    List<Path> files = SmallWorld.writeDeliveries(directory, SmallWorld.lines(random));
    List<Event> events = new ArrayList<>(List.of(Event.values()));
    Collections.shuffle(events, random);
    for (int day = 1; day <= DAYS; day++) {
      book.clock().set(noon(SmallWorld.START.plusDays(day)));
      if (day <= files.size()) {
        book.ingest("net", files.get(day - 1), null);
      }
      // Some days see two events, and some none.
      while (day > 3 && !events.isEmpty() && random.nextInt(day == DAYS ? 1000 : 3) > 0) {
        happen(events.removeFirst(), sims, rates, random);
      }
    }
  }

  /** The books are settled after the moment of the import; what is as late is looked at again. */
  private void importInventory() {
    book.app().inventory().importDirectory(inventory);
    book.clock().set(book.clock().instant().plusSeconds(1));
    book.app().settle();
  }

  private void happen(Event event, String sims, String rates, Random random) throws IOException {
    switch (event) {
      case RATES -> {
        write("fx_rates.csv", rates);
        importInventory();
      }
      case REGISTRATION -> {
        write("sims.csv", read("sims.csv") + sims.substring(sims.indexOf("\n5,") + 1));
        importInventory();
      }
      case MOVE -> {
        write(
            "sims.csv",
            read("sims.csv")
                .replace("1,8901,701,imsi0,one,TC,100,,,", "1,8901,701,imsi0,one,TC,200,,,")
                .replace("300,,,2024-03-30", "300,,,2024-03-29")
                .replace("301,,2024-03-31,", "301,,2024-03-30,"));
        importInventory();
      }
      case WITHDRAWAL -> book.app().withdraw(counting(random).id(), "by mistake");
      case REPLACEMENT -> {
        Delivery wrong = counting(random);
        List<String> lines = Files.readAllLines(directory.resolve(wrong.name()));
        lines.remove(3);
        lines.set(1, lines.get(1).replaceAll(",[^,]*$", ",12345"));
        Path corrected = Files.createDirectories(directory.resolve("corrected"));
        book.replace("net", Files.write(corrected.resolve(wrong.name()), lines), wrong.name());
      }
      case RERATING -> {
        write("prices.csv", read("prices.csv").replace("2,,,MB,5000,0.031", "2,,,MB,5000,0.047"));
        write("prices.csv", read("prices.csv").replace("5,,,MB,1,41.7", "5,,,MB,1,40"));
        importInventory();
        book.app().rerate(SmallWorld.START, SmallWorld.START.plusDays(DAYS), false);
      }
    }
  }

  private Delivery counting(Random random) {
    List<Delivery> counting =
        book.app().facts().deliveries().stream().filter(d -> !d.isWithdrawn()).toList();
    return counting.get(random.nextInt(counting.size()));
  }

  private String read(String name) throws IOException {
    return Files.readString(inventory.resolve(name));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(inventory.resolve(name), text);
  }

  @Test
  void usage_days_narrow_the_usage_to_themselves_and_expenses_to_their_billing_periods()
      throws Exception {
    try (TestBook opened = open()) {
      book = opened;
      live(new Random(44));
      Differences.Between all = between(SmallWorld.START, SmallWorld.START.plusDays(DAYS));
      LocalDate day = LocalDate.of(2024, 4, 1);
      assertThat(all.usage(new DaySpan(day, day), UsageDifference.Detail.DAY))
          .isEqualTo(
              all.usage(DaySpan.ALWAYS, UsageDifference.Detail.DAY).stream()
                  .filter(row -> row.usageDay().equals(day))
                  .toList())
          .hasSize(1);
      List<ResellerId> low = List.of(new ResellerId(3));
      assertThat(all.expenses(low, new DaySpan(day, null)))
          .isEqualTo(
              all.expenses(low, DaySpan.ALWAYS).stream()
                  .filter(row -> row.period().getMonthValue() == 4)
                  .toList())
          .isNotEmpty();
    }
  }

  @Test
  void nothing_differs_between_a_day_and_itself() throws Exception {
    try (TestBook opened = open()) {
      book = opened;
      live(new Random(45));
      LocalDate day = SmallWorld.START.plusDays(5);
      Differences.Between none = between(day, day);
      assertThat(none.batches()).isEmpty();
      assertThat(none.expenses(List.of(new ResellerId(1)), DaySpan.ALWAYS)).isEmpty();
      assertThat(none.usage(DaySpan.ALWAYS, UsageDifference.Detail.SIM)).isEmpty();
    }
  }

  @Test
  void states_that_are_not_kept_and_days_in_the_wrong_order_are_refused() throws Exception {
    try (TestBook opened = open()) {
      book = opened;
      importInventory();
      LocalDate today = SmallWorld.START;
      assertThat(refusal(today, today))
          .isEqualTo(new Problem.AsOfBeforeOpening(Differences.EARLIER, today));
      book.app().open();
      book.clock().set(noon(today.plusDays(1)));
      assertThat(refusal(today.minusDays(1), today))
          .isEqualTo(new Problem.AsOfBeforeOpening(Differences.EARLIER, today.minusDays(1)));
      assertThat(refusal(today, today.plusDays(2)))
          .isEqualTo(new Problem.AsOfInFuture(Differences.LATER, today.plusDays(2)));
      assertThat(refusal(today.plusDays(1), today))
          .isEqualTo(new Problem.ReversedDates(Differences.EARLIER, Differences.LATER));
    }
  }

  private Problem refusal(LocalDate earlier, LocalDate later) {
    return catchThrowableOfType(Refusal.class, () -> between(earlier, later)).problem();
  }

  private Differences.Between between(LocalDate earlier, LocalDate later) {
    return book.app()
        .differences()
        .between(Caller.atTheCommandLine(new ResellerId(1)), earlier, later);
  }

  private static Instant noon(LocalDate day) {
    return day.atTime(12, 0).atZone(BERLIN).toInstant();
  }
}
