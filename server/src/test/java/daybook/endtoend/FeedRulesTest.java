package daybook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import daybook.TestBook;
import daybook.book.DaySlice;
import daybook.book.Delivery;
import daybook.book.Facts;
import daybook.book.KeptLine;
import daybook.model.DeliveryId;
import daybook.report.BookCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a feed declares of its records: conflict policies, running totals, sessions, the day rule.
 * Each case is held against the session days it must leave, and every invariant of the books is
 * recomputed after it.
 */
@Tag("store")
class FeedRulesTest {
  private static final String HEADER = "record,imsi,session,start,end,up,down\n";

  @TempDir Path directory;
  private TestBook book;
  private int files;

  @AfterEach
  void hold_the_books_and_close_them() {
    if (book != null) {
      assertThat(book.app().check().run()).noneMatch(BookCheck.Finding::isFault);
      book.close();
    }
  }

  @Test
  void refuse_keeps_a_conflict_aside_and_changes_nothing() throws IOException {
    open("on_conflict: refuse", "increments", "record");
    take("r1,imsi0,s,2024-03-28 10:00:00,2024-03-28 10:10:00,100,50");
    assertThat(take("r1,imsi0,s,2024-03-28 10:00:00,2024-03-28 10:10:00,999,50").conflict())
        .isEqualTo(1);
    assertThat(days()).containsExactly("2024-03-28 sim 1: 1 records, 100 up, 50 down");
    List<KeptLine> kept = book.app().facts().keptLines(KeptLine.Kind.CONFLICT);
    assertThat(kept)
        .singleElement()
        .satisfies(line -> {
          assertThat(line.line()).isEqualTo(2);
          assertThat(line.raw()).startsWith("r1,imsi0").endsWith("999,50");
          assertThat(line.reason()).contains("delivery 1, line 2 said", "100 up", "999 up");
        });
  }

  @Test
  void replace_books_the_difference_to_the_later_statement() throws IOException {
    open("on_conflict: replace", "increments", "record");
    take("r1,imsi0,s,2024-03-28 10:00:00,2024-03-28 10:10:00,100,50");
    assertThat(take("r1,imsi0,s,2024-03-28 10:00:00,2024-03-28 10:10:00,70,5000").conflict())
        .isEqualTo(1);
    assertThat(days()).containsExactly("2024-03-28 sim 1: 1 records, 70 up, 5000 down");
    assertThat(take("r1,imsi0,s,2024-03-28 10:00:00,2024-03-28 10:10:00,70,5000", "").duplicate())
        .isEqualTo(1);
  }

  @Test
  void replace_moves_a_record_to_another_day_or_sim() throws IOException {
    open("on_conflict: replace", "increments", "record");
    take(
        "r1,imsi0,s,2024-03-28 10:00:00,2024-03-28 10:10:00,100,50",
        "r2,imsi0,s,2024-03-28 11:00:00,2024-03-28 11:10:00,1,1");
    take("r1,imsi0,s,2024-03-29 10:00:00,2024-03-29 10:10:00,100,50");
    take("r2,imsi1,s,2024-03-28 11:00:00,2024-03-28 11:10:00,2,2");
    assertThat(days())
        .containsExactly(
            "2024-03-28 sim 2: 1 records, 2 up, 2 down",
            "2024-03-29 sim 1: 1 records, 100 up, 50 down");
  }

  @Test
  void cumulative_books_growth_and_refuses_the_rest() throws IOException {
    open("on_conflict: cumulative", "increments", "record");
    take("r1,imsi0,s,2024-03-28 10:00:00,2024-03-28 10:10:00,100,50");
    take("r1,imsi0,s,2024-03-28 10:00:00,2024-03-28 12:10:00,100,90");
    take("r1,imsi0,s,2024-03-28 10:00:00,2024-03-28 12:30:00,99,95");
    take("r1,imsi1,s,2024-03-28 10:00:00,2024-03-28 12:30:00,500,500");
    assertThat(days()).containsExactly("2024-03-28 sim 1: 1 records, 100 up, 90 down");
    assertThat(book.app().facts().keptLines(KeptLine.Kind.CONFLICT))
        .extracting(KeptLine::reason)
        .satisfiesExactly(
            grown -> assertThat(grown).startsWith("booked the difference"),
            shrunk -> assertThat(shrunk).startsWith("refused: it is not the stored record grown"),
            other -> assertThat(other).startsWith("refused: it is not the stored record grown"));
  }

  @ParameterizedTest
  @CsvSource({"0,1,2", "0,2,1", "1,0,2", "1,2,0", "2,0,1", "2,1,0"})
  void running_totals_add_up_in_any_order_of_arrival(int a, int b, int c) throws IOException {
    open("on_conflict: refuse", "cumulative", "[session]");
    List<String> lines =
        List.of(
            "r1,imsi0,s,2024-03-28 10:00:00,2024-03-28 11:00:00,100,50",
            "r2,imsi0,s,2024-03-28 10:00:00,2024-03-28 12:00:00,100,80",
            "r3,imsi0,s,2024-03-28 10:00:00,2024-03-29 03:00:00,700,90");
    take(lines.get(a), "r9,imsi0,other,2024-03-28 10:00:00,2024-03-28 11:00:00,1,1");
    take(lines.get(b));
    take(lines.get(c));
    assertThat(days())
        .containsExactlyInAnyOrder(
            "2024-03-28 sim 1: 3 records, 700 up, 90 down",
            "2024-03-28 sim 1: 1 records, 1 up, 1 down");
  }

  @Test
  void running_totals_that_contradict_each_other_are_rejected() throws IOException {
    open("on_conflict: refuse", "cumulative", "[session]");
    take("r1,imsi0,s,2024-03-28 10:00:00,2024-03-28 11:00:00,100,50");
    Delivery.Counts counts =
        take(
            "r2,imsi0,s,2024-03-28 10:00:00,2024-03-28 12:00:00,99,80",
            "r3,imsi0,s,2024-03-28 10:00:00,2024-03-28 10:30:00,100,51",
            "r4,imsi0,s,2024-03-29 10:00:00,2024-03-29 10:30:00,200,200");
    assertThat(counts.rejected()).isEqualTo(3);
    assertThat(book.app().facts().keptLines(KeptLine.Kind.REJECTED))
        .extracting(KeptLine::reason)
        .satisfiesExactly(
            later -> assertThat(later).startsWith("its counters went back: 99 up and 80 down"),
            earlier -> assertThat(earlier).startsWith("its counters went back: 100 up and 51 down"),
            day ->
                assertThat(day)
                    .isEqualTo("starts on 2024-03-29, but its session started on 2024-03-28"));
    assertThat(days()).containsExactly("2024-03-28 sim 1: 1 records, 100 up, 50 down");
  }

  @Test
  void a_session_of_several_records_is_one_session_day_for_each_day() throws IOException {
    open("on_conflict: refuse", "increments", "[session]");
    take(
        "r1,imsi0,s,2024-03-28 23:50:00,2024-03-28 23:59:00,1,2",
        "r2,imsi0,s,2024-03-28 23:59:00,2024-03-29 00:09:00,10,20",
        "r3,imsi0,s,2024-03-29 00:09:00,2024-03-29 00:19:00,100,200",
        "r4,imsi1,s,2024-03-29 00:09:00,2024-03-29 00:19:00,5,5");
    assertThat(days())
        .containsExactly(
            "2024-03-28 sim 1: 2 records, 11 up, 22 down",
            "2024-03-29 sim 1: 1 records, 100 up, 200 down",
            "2024-03-29 sim 2: 1 records, 5 up, 5 down");
    Set<Long> sids = new TreeSet<>();
    Facts facts = book.app().facts();
    facts
        .usageDays(facts.cut(null))
        .forEach((day, version) -> {
          DaySlice slice = facts.slice(day, version);
          for (int row = 0; row < slice.size(); row++) {
            if (slice.sim(row) == 1) {
              sids.add(slice.sid(row));
            }
          }
        });
    assertThat(sids).as("one number for the session on both days").hasSize(1);
  }

  @Test
  void split_takes_what_lies_in_one_day_and_rejects_what_crosses_midnight() throws IOException {
    open("day_rule: split", "increments", "[session]");
    Delivery.Counts counts =
        take(
            "r1,imsi0,s,2024-03-28 23:00:00,2024-03-29 00:00:00,1,1",
            "r2,imsi0,s,2024-03-29 00:00:00,2024-03-29 01:00:00,2,2",
            "r3,imsi0,s,2024-03-29 23:30:00,2024-03-30 00:30:00,4,4");
    assertThat(counts.stored()).isEqualTo(2);
    assertThat(counts.rejected()).isEqualTo(1);
    assertThat(book.app().facts().keptLines(KeptLine.Kind.REJECTED).getFirst().reason())
        .startsWith("crosses midnight");
    assertThat(days())
        .containsExactly(
            "2024-03-28 sim 1: 1 records, 1 up, 1 down",
            "2024-03-29 sim 1: 1 records, 2 up, 2 down");
  }

  @Test
  void start_gives_the_whole_record_to_the_day_it_started_in_the_books_zone() throws IOException {
    open("clock: UTC", "increments", "record");
    // 22:30 UTC is half past eleven in Berlin on the 28th, 23:30 UTC is the 29th there.
    take(
        "r1,imsi0,s,2024-03-28 22:30:00,2024-03-29 05:00:00,1,1",
        "r2,imsi0,s,2024-03-28 23:30:00,2024-03-28 23:40:00,2,2");
    assertThat(days())
        .containsExactly(
            "2024-03-28 sim 1: 1 records, 1 up, 1 down",
            "2024-03-29 sim 1: 1 records, 2 up, 2 down");
  }

  @Test
  void what_other_deliveries_say_counts_when_a_delivery_is_withdrawn() throws IOException {
    open("on_conflict: refuse", "increments", "record");
    String at = ",imsi0,s,2024-03-28 10:00:00,2024-03-28 10:10:00,";
    take("r1" + at + "1,1", "r2" + at + "2,2", "r3" + at + "3,3");
    take("r1" + at + "1,1", "r2" + at + "20,20");
    take("r1" + at + "100,100", "r2" + at + "200,200");
    assertThat(withdraw(1)).isEqualTo(3);
    assertThat(days())
        .containsExactly(
            "2024-03-28 sim 1: 1 records, 1 up, 1 down",
            "2024-03-28 sim 1: 1 records, 20 up, 20 down");
    assertThat(outcomes())
        .containsExactly(
            "3 stored 0 duplicate 0 conflict",
            "2 stored 0 duplicate 0 conflict",
            "0 stored 0 duplicate 2 conflict");
    assertThat(withdraw(1)).as("again").isZero();
    assertThat(withdraw(2)).isEqualTo(2);
    assertThat(days())
        .containsExactly(
            "2024-03-28 sim 1: 1 records, 100 up, 100 down",
            "2024-03-28 sim 1: 1 records, 200 up, 200 down");
    assertThat(withdraw(3)).isEqualTo(2);
    assertThat(days()).isEmpty();
  }

  @Test
  void a_duplicate_that_becomes_a_conflict_has_its_text() throws IOException {
    open("on_conflict: replace", "increments", "record");
    String at = ",imsi0,s,2024-03-28 10:00:00,2024-03-28 10:10:00,";
    take("r1" + at + "1,1");
    take("r1" + at + "2,2");
    take("r1" + at + "2,2", "");
    take("r1" + at + "3,3");
    assertThat(withdraw(2)).as("nothing of it is in force").isZero();
    assertThat(withdraw(4)).isEqualTo(1);
    assertThat(days()).containsExactly("2024-03-28 sim 1: 1 records, 2 up, 2 down");
    assertThat(book.app().facts().keptLines(KeptLine.Kind.CONFLICT))
        .filteredOn(line -> line.delivery().value() == 3)
        .extracting(KeptLine::raw)
        .containsExactly("r1" + at + "2,2");
  }

  @Test
  void a_session_with_running_totals_has_what_the_totals_say_that_are_left() throws IOException {
    open("on_conflict: refuse", "cumulative", "[session]");
    String start = ",imsi0,s,2024-03-28 10:00:00,";
    take("r1" + start + "2024-03-28 11:00:00,100,10");
    take("r2" + start + "2024-03-28 12:00:00,90000,20");
    assertThat(take("r3" + start + "2024-03-28 13:00:00,300,30").rejected()).isEqualTo(1);
    assertThat(withdraw(2)).isEqualTo(1);
    assertThat(days()).containsExactly("2024-03-28 sim 1: 2 records, 300 up, 30 down");
    assertThat(book.app().facts().keptLines(KeptLine.Kind.REJECTED)).isEmpty();
    withdraw(1);
    withdraw(3);
    assertThat(days()).isEmpty();
    take("r4,imsi0,s,2024-03-30 10:00:00,2024-03-30 11:00:00,5,5");
    assertThat(days()).containsExactly("2024-03-30 sim 1: 1 records, 5 up, 5 down");
  }

  @Test
  void a_correction_books_only_the_session_days_that_differ() throws IOException {
    open("revisions: {pattern: '(day\\d)(?:_r(\\d+))?\\.csv'}", "increments", "[session]");
    book.app().open();
    String at = ",2024-03-28 10:00:00,2024-03-28 10:10:00,";
    takeAs(
        "day1.csv",
        "r1,imsi0,a" + at + "1,1",
        "r2,imsi0,b" + at + "2,2",
        "r3,imsi0,c" + at + "3,3");
    Facts facts = book.app().facts();
    long before = facts.cut(null).throughBatch();
    List<String> sids = sids();
    Delivery corrected =
        takeAs("day1_r2.csv", "r1,imsi0,a" + at + "1,1", "r2,imsi0,b" + at + "20,2");
    assertThat(corrected.counts().stored()).isEqualTo(2);
    assertThat(days())
        .containsExactly(
            "2024-03-28 sim 1: 1 records, 1 up, 1 down",
            "2024-03-28 sim 1: 1 records, 20 up, 2 down");
    assertThat(sids()).as("session numbers stay").isEqualTo(sids.subList(0, 2));
    List<Long> entries = new ArrayList<>();
    facts.allEntries(
        facts.cut(null),
        entry -> {
          if (entry.batch() > before) {
            entries.add(entry.sessionDays());
          }
        });
    assertThat(entries).as("two reversals and a charge").containsOnly(-2L, 1L);
    assertThatThrownBy(() -> takeAs("day1_r1.csv", "r1,imsi0,a" + at + "7,7"))
        .hasMessageContaining("day1_r1.csv is corrected by day1_r2.csv");
    assertThat(facts.deliveries())
        .extracting(Delivery::name, Delivery::isWithdrawn)
        .containsExactly(tuple("day1.csv", true), tuple("day1_r2.csv", false));
  }

  @Test
  void a_correction_with_running_totals_may_go_back() throws IOException {
    open("revisions: {pattern: '(day\\d)(?:_r(\\d+))?\\.csv'}", "cumulative", "[session]");
    String start = ",imsi0,s,2024-03-28 10:00:00,";
    takeAs(
        "day1.csv",
        "r1" + start + "2024-03-28 11:00:00,1000,10",
        "r2" + start + "2024-03-28 12:00:00,2000,20");
    assertThat(
            takeAs(
                    "day1_r1.csv",
                    "r1" + start + "2024-03-28 11:00:00,10,10",
                    "r2" + start + "2024-03-28 12:00:00,20,20")
                .counts()
                .stored())
        .isEqualTo(2);
    assertThat(days()).containsExactly("2024-03-28 sim 1: 2 records, 20 up, 20 down");
  }

  @Test
  void a_correction_can_be_stated_where_the_name_does_not_say_it() throws IOException {
    open("on_conflict: refuse", "increments", "record");
    String at = ",imsi0,s,2024-03-28 10:00:00,2024-03-28 10:10:00,";
    takeAs("wrong.csv", "r1" + at + "1,1", "r2" + at + "2,2");
    Path right = Files.writeString(directory.resolve("right.csv"), HEADER + "r1" + at + "5,5\n");
    assertThatThrownBy(() -> book.replace("net", right, "other.csv"))
        .hasMessageContaining("no delivery named other.csv");
    assertThat(book.replace("net", right, "wrong.csv").replaced())
        .extracting(Delivery::name)
        .containsExactly("wrong.csv");
    assertThat(days()).containsExactly("2024-03-28 sim 1: 1 records, 5 up, 5 down");
  }

  @Test
  void what_a_withdrawn_delivery_parked_stays_out() throws IOException {
    open("on_conflict: refuse", "increments", "record");
    take("r1,late,s,2024-03-28 10:00:00,2024-03-28 10:10:00,1,1");
    take("r2,late,s,2024-03-28 10:00:00,2024-03-28 10:10:00,2,2");
    withdraw(1);
    Path inventory = directory.resolve("inventory");
    Files.writeString(
        inventory.resolve("sims.csv"),
        Files.readString(inventory.resolve("sims.csv")) + "9,8909,709,late,,TC,100,,,\n");
    book.importDirectory(inventory);
    assertThat(days()).containsExactly("2024-03-28 sim 9: 1 records, 2 up, 2 down");
  }

  private long withdraw(long delivery) {
    return book.app().withdraw(new DeliveryId(delivery), "by mistake").records();
  }

  private List<String> outcomes() {
    return book.app().facts().deliveries().stream()
        .map(Delivery::counts)
        .map(counts ->
            "%d stored %d duplicate %d conflict"
                .formatted(counts.stored(), counts.duplicate(), counts.conflict()))
        .toList();
  }

  private List<String> sids() {
    Facts facts = book.app().facts();
    return facts.usageDays(facts.cut(null)).entrySet().stream()
        .map(day -> facts.slice(day.getKey(), day.getValue()))
        .flatMap(slice -> IntStream.range(0, slice.size()).mapToObj(row -> "" + slice.sid(row)))
        .toList();
  }

  private void open(String rule, String counting, String session) throws IOException {
    Path inventory = Files.createDirectory(directory.resolve("inventory"));
    SmallWorld.writeInventory(inventory);
    String config =
        SmallWorld.CONFIG
            .replace(
                "    clock: Europe/Berlin\n",
                rule.startsWith("clock") ? "" : "    clock: Europe/Berlin\n")
            .replace("    operator: net\n", "    operator: net\n    " + rule + "\n")
            .replace("counting: increments", "counting: " + counting)
            .replace("session: [session]", "session: " + session);
    book =
        TestBook.open(
            Files.writeString(directory.resolve("daybook.yaml"), config),
            directory.resolve("book"),
            Instant.parse("2024-05-01T10:00:00Z"));
    book.importDirectory(inventory);
  }

  private Delivery.Counts take(String... lines) throws IOException {
    return takeAs("file" + ++files + ".csv", lines).counts();
  }

  private Delivery takeAs(String name, String... lines) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, HEADER + String.join("\n", lines) + "\n");
    return book.ingest("net", file, null).delivery();
  }

  private List<String> days() {
    Facts facts = book.app().facts();
    return facts.usageDays(facts.cut(null)).entrySet().stream()
        .map(day -> facts.slice(day.getKey(), day.getValue()))
        .flatMap(FeedRulesTest::rows)
        .toList();
  }

  private static Stream<String> rows(DaySlice slice) {
    return IntStream.range(0, slice.size())
        .mapToObj(row ->
            "%s sim %d: %d records, %d up, %d down"
                .formatted(
                    slice.usageDay(),
                    slice.sim(row),
                    slice.records(row),
                    slice.bytesUp(row),
                    slice.bytesDown(row)));
  }
}
