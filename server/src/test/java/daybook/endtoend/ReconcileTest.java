package daybook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.TestBook;
import daybook.book.Delivery;
import daybook.endtoend.NaiveBooks.Usage;
import daybook.reconcile.Comparison;
import daybook.reconcile.Reason;
import daybook.reconcile.Row;
import daybook.reconcile.Row.Status;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A seeded month of an operator's records, and the summary that a naive sum makes of them. As it
 * stands all of it is matched; after changes that are known, exactly these are found, each with its
 * reason.
 */
@Tag("store")
class ReconcileTest {
  private static final LocalDate FIRST = LocalDate.of(2024, 3, 20);
  private static final int DAYS = 14;

  /** On this day our file does not come. */
  private static final LocalDate DROPPED = FIRST.plusDays(11);

  private static final String CONFIG =
      """
      zone: UTC
      feeds:
        net:
          operator: net
          clock: UTC
          delivered_on: {pattern: 'net_(\\d{8})\\.csv', date: yyyyMMdd, plus_days: 1}
          expects:
            from: 2024-03-20
            usage_day: {pattern: 'net_(\\d{8})\\.csv', date: yyyyMMdd}
          csv:
            header: true
            timestamp: "yyyy-MM-dd HH:mm:ss"
            columns: {subscriber: imsi, start: start, end: end, bytes_up: up, bytes_down: down}
          volumes: {unit: B, counting: increments}
          identity: [record]
      summaries:
        daily:
          operator: net
          key: operator_key
          csv:
            header: true
            delimiter: ";"
            day: "dd.MM.yyyy"
            decimal: ","
            columns: {day: Tag, key: IMSI, volume: Volumen, records: Anzahl, amount: Betrag}
          volumes: {unit: B}
          amounts: {currency: EUR}
          skip: {column: Tag, pattern: Summe}
        monthly:
          operator: net
          key: subscription
          csv:
            header: true
            period: "yyyy-MM"
            columns: {period: month, key: subscription, volume: mib, amount: amount, currency: currency}
          volumes: {unit: MiB}
        icc:
          operator: net
          key: iccid
          csv:
            header: false
            columns: {key: 1, volume_up: 2, volume_down: 3}
          volumes: {unit: kB}
        profiles:
          operator: net
          key: profile
          csv:
            header: true
            day: "yyyyMMdd"
            columns: {day: day, key: profile, amount: amount}
          amounts: {currency: EUR}
        dollars:
          operator: net
          key: none
          csv:
            header: true
            day: "yyyy-MM-dd"
            columns: {day: day, volume: bytes, amount: amount}
          volumes: {unit: B}
          amounts: {currency: USD}
      """;

  /**
   * A record as the operator wrote it.
   *
   * @param times how often its line stands in the file
   */
  private record Line(LocalDate day, String imsi, long up, long down, int times) {
    long bytes() {
      return up + down;
    }
  }

  /** A line of the summary before anybody changes it. */
  private record Naive(long bytes, long records, BigDecimal amount, long again, long rounded) {}

  private record Place(LocalDate day, String imsi) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byDay = day.compareTo(other.day);
      return byDay != 0 ? byDay : imsi.compareTo(other.imsi);
    }
  }

  /** One book and what the operator holds to be true. */
  private static final class Month implements AutoCloseable {
    private final TestBook book;
    private final NaiveBooks naive;
    private final List<Line> lines = new ArrayList<>();

    Month(Path directory, int seed) throws IOException {
      Path config = Files.writeString(directory.resolve("daybook.yaml"), CONFIG);
      writeInventory(directory);
      book =
          TestBook.open(config, directory.resolve("book"), Instant.parse("2024-04-03T12:00:00Z"));
      book.importDirectory(directory);
      naive = new NaiveBooks(directory);
      Random random = new Random(seed);
      for (LocalDate day = FIRST; day.isBefore(FIRST.plusDays(DAYS)); day = day.plusDays(1)) {
        List<Line> ofDay = linesOf(day, random);
        lines.addAll(ofDay);
        if (!day.equals(DROPPED)) {
          book.ingest("net", write(directory, day, ofDay), null);
        }
      }
    }

    private static List<Line> linesOf(LocalDate day, Random random) {
      List<Line> lines = new ArrayList<>();
      for (int sim = 0; sim < 12; sim++) {
        // The eleventh is registered by nobody; some have days without traffic.
        boolean silent = (sim == 2 || sim == 4) && day.getDayOfMonth() % 2 == 0;
        int records = silent ? 0 : 1 + random.nextInt(3);
        for (int i = 0; i < records; i++) {
          lines.add(
              new Line(
                  day,
                  "imsi" + sim,
                  1 + random.nextInt(40_000_000),
                  1 + random.nextInt(900_000_000),
                  sim == 6 && i == 0 ? 3 : 1));
        }
      }
      return lines;
    }

    private static Path write(Path directory, LocalDate day, List<Line> lines) throws IOException {
      StringBuilder csv = new StringBuilder("record,imsi,start,end,up,down\n");
      for (int i = 0; i < lines.size(); i++) {
        Line line = lines.get(i);
        String one =
            "%s-%d,%s,%s 12:00:00,%s 12:30:00,%d,%d\n"
                .formatted(day, i, line.imsi(), day, day, line.up(), line.down());
        csv.append(one.repeat(line.times()));
      }
      String name = "net_" + day.format(DateTimeFormatter.BASIC_ISO_DATE) + ".csv";
      return Files.writeString(directory.resolve(name), csv);
    }

    /** All that the operator carried, the day that we lack and the SIM that we do not know too. */
    Map<Place, Naive> operatorsOwn() {
      Map<Place, Naive> sums = new TreeMap<>();
      for (Line line : lines) {
        BigDecimal amount = amount(line);
        long increment = Integer.parseInt(line.imsi().substring(4)) % 2 == 0 ? 1000 : 1;
        sums.merge(
            new Place(line.day(), line.imsi()),
            new Naive(
                line.bytes(),
                1,
                amount,
                line.bytes() * (line.times() - 1),
                (line.bytes() + increment - 1) / increment * increment),
            (a, b) ->
                new Naive(
                    a.bytes() + b.bytes(),
                    a.records() + b.records(),
                    a.amount().add(b.amount()),
                    a.again() + b.again(),
                    a.rounded() + b.rounded()));
      }
      return sums;
    }

    /** What is booked. */
    Map<Place, Naive> booked() {
      Map<Place, Naive> booked = operatorsOwn();
      booked.keySet().removeIf(place -> place.day().equals(DROPPED) || isUnknown(place));
      return booked;
    }

    static boolean isUnknown(Place place) {
      return place.imsi().equals("imsi11");
    }

    BigDecimal amount(Line line) {
      return naive
          .tiers(new Usage("net", line.imsi(), line.day(), line.day(), line.bytes()))
          .stream()
          .filter(tier -> tier.seller().equals("operator:net"))
          .map(NaiveBooks.Tier::charge)
          .findFirst()
          .orElse(BigDecimal.ZERO);
    }

    Comparison compare(String summary, String csv, LocalDate from, LocalDate to)
        throws IOException {
      return Summaries.compare(book.app(), book.app().summary(summary), csv, from, to, null);
    }

    Comparison daily(Map<Place, String> rows) throws IOException {
      return daily(rows, null);
    }

    Comparison daily(Map<Place, String> rows, LocalDate asOf) throws IOException {
      String csv = "Tag;IMSI;Volumen;Anzahl;Betrag\n" + String.join("\n", rows.values());
      return Summaries.compare(
          book.app(),
          book.app().summary("daily"),
          csv + "\nSumme;1\n",
          FIRST,
          FIRST.plusDays(DAYS - 1),
          asOf);
    }

    @Override
    public void close() {
      book.close();
    }
  }

  private static void writeInventory(Path directory) throws IOException {
    Files.writeString(
        directory.resolve("resellers.csv"), "id,parent_id,name,currency\n1,,Root,EUR\n2,1,B,KZT\n");
    Files.writeString(directory.resolve("accounts.csv"), "id,reseller_id,name\n10,1,A\n20,2,B\n");
    Files.writeString(
        directory.resolve("subscriptions.csv"), "id,account_id,name\n100,10,a\n200,20,b\n");
    StringBuilder sims =
        new StringBuilder("id,iccid,original_number,operator_key,name,profile,subscription_id\n");
    for (int sim = 0; sim < 11; sim++) {
      sims.append(
          "%d,89%02d,7%02d,imsi%d,,%s,%d\n"
              .formatted(sim + 1, sim, sim, sim, sim % 2 == 0 ? "TC" : "TD", sim < 5 ? 100 : 200));
    }
    Files.writeString(directory.resolve("sims.csv"), sims);
    Files.writeString(
        directory.resolve("price_lists.csv"),
        """
        id,seller,buyer,currency,effective_from
        1,operator:net,reseller:1,EUR,2024-01-01
        2,reseller:1,resellers,EUR,2024-01-01
        """);
    Files.writeString(
        directory.resolve("prices.csv"),
        """
        price_list_id,operator,profile,unit,increment_bytes,price
        1,,TC,MB,1000,0.0123
        1,,TD,GiB,1,3.1
        2,,,MB,1,0.05
        """);
  }

  private static String row(
      LocalDate day, String imsi, String volume, long records, String amount) {
    return "%s;%s;%s;%d;%s"
        .formatted(
            day.format(DateTimeFormatter.ofPattern("dd.MM.yyyy")),
            imsi,
            volume,
            records,
            amount.replace('.', ','));
  }

  private static Map<Place, String> rows(Map<Place, Naive> sums) {
    Map<Place, String> rows = new TreeMap<>();
    sums.forEach((place, sum) ->
        rows.put(
            place,
            row(
                place.day(),
                place.imsi(),
                Long.toString(sum.bytes()),
                sum.records(),
                sum.amount().toPlainString())));
    return rows;
  }

  private static Map<Place, String> found(Comparison comparison) {
    return comparison.rows().stream()
        .filter(row -> row.status() != Status.MATCHED)
        .collect(
            Collectors.toMap(
                row -> new Place(row.cell().from(), row.cell().key()),
                ReconcileTest::said,
                (a, b) -> a + b,
                TreeMap::new));
  }

  private static String said(Row row) {
    return row.status()
        + row.reasons().stream()
            .map(reason -> " " + reason.kind().code())
            .collect(Collectors.joining());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void every_change_is_found_with_its_reason_and_nothing_else(int seed, @TempDir Path directory)
      throws Exception {
    try (Month month = new Month(directory, seed)) {
      Map<Place, Naive> booked = month.booked();
      assertThat(found(month.daily(rows(booked)))).isEmpty();

      Map<Place, String> theirs = rows(booked);
      Map<Place, String> expected = new TreeMap<>();
      Random random = new Random(seed);
      Function<String, Place> any = imsi -> new Place(FIRST.plusDays(2 + random.nextInt(7)), imsi);

      Place missing = any.apply("imsi0");
      theirs.remove(missing);
      expected.put(missing, "OURS not_in_summary");

      Place other = any.apply("imsi1");
      change(theirs, other, booked, sum -> sum.bytes() + 12_345, Naive::amount);
      expected.put(other, "DIFFERING unexplained");

      Place extra = new Place(LocalDate.of(2024, 3, 24), "imsi2");
      theirs.put(extra, row(extra.day(), extra.imsi(), "5000", 1, "0.1"));
      expected.put(extra, "THEIRS not_in_books");

      Place unit = any.apply("imsi3");
      change(
          theirs,
          unit,
          booked,
          sum -> BigDecimal.valueOf(sum.bytes()).divide(BigDecimal.valueOf(1024)),
          Naive::amount);
      expected.put(unit, "DIFFERING unit");

      Place moved = new Place(LocalDate.of(2024, 3, 25), "imsi4");
      Place to = new Place(moved.day().plusDays(1), moved.imsi());
      theirs.remove(moved);
      theirs.put(to, rows(Map.of(to, booked.get(moved))).get(to));
      expected.put(moved, "OURS day_shifted");
      expected.put(to, "THEIRS day_shifted");

      Place price = any.apply("imsi5");
      change(
          theirs,
          price,
          booked,
          Naive::bytes,
          sum -> sum.amount().multiply(new BigDecimal("1.25")).setScale(9, RoundingMode.UP));
      expected.put(price, "DIFFERING price");

      Place repeated = any.apply("imsi6");
      change(theirs, repeated, booked, sum -> sum.bytes() + sum.again(), Naive::amount);
      expected.put(repeated, "DIFFERING duplicates");

      Place records = any.apply("imsi7");
      Naive sum = booked.get(records);
      theirs.put(
          records,
          row(
              records.day(),
              records.imsi(),
              Long.toString(sum.bytes()),
              sum.records() + 7,
              sum.amount().toPlainString()));
      expected.put(records, "DIFFERING records");

      Place rounded = any.apply("imsi8");
      change(theirs, rounded, booked, Naive::rounded, Naive::amount);
      expected.put(rounded, "DIFFERING rounding");

      Place partly = any.apply("imsi9");
      Place next = new Place(partly.day().plusDays(1), partly.imsi());
      change(theirs, partly, booked, of -> of.bytes() - 1000, Naive::amount);
      change(theirs, next, booked, of -> of.bytes() + 1000, Naive::amount);
      expected.put(partly, "DIFFERING day_shifted");
      expected.put(next, "DIFFERING day_shifted");

      Place cents = any.apply("imsi10");
      change(
          theirs, cents, booked, Naive::bytes, of -> of.amount().setScale(2, RoundingMode.HALF_UP));
      expected.put(cents, "DIFFERING rounding");

      Place stranger = new Place(FIRST.plusDays(1), "imsi999");
      theirs.put(stranger, row(stranger.day(), stranger.imsi(), "77", 1, "0"));
      expected.put(stranger, "THEIRS unknown_key");

      rows(month.operatorsOwn())
          .forEach((place, line) -> {
            if (place.day().equals(DROPPED)) {
              theirs.put(place, line);
              expected.put(
                  place,
                  Month.isUnknown(place) ? "THEIRS incomplete unknown_key" : "THEIRS incomplete");
            } else if (Month.isUnknown(place)) {
              theirs.put(place, line);
              expected.put(place, "THEIRS parked");
            }
          });

      assertThat(found(month.daily(theirs))).isEqualTo(expected);
    }
  }

  private static void change(
      Map<Place, String> theirs,
      Place place,
      Map<Place, Naive> booked,
      Function<Naive, Object> volume,
      Function<Naive, BigDecimal> amount) {
    Naive sum = booked.get(place);
    String changed =
        volume.apply(sum) instanceof BigDecimal exact
            ? exact.toPlainString()
            : "" + volume.apply(sum);
    theirs.put(
        place,
        row(
            place.day(),
            place.imsi(),
            changed.replace('.', ','),
            sum.records(),
            amount.apply(sum).toPlainString()));
  }

  @Test
  void a_clock_that_is_a_day_off_is_named_on_every_day(@TempDir Path directory) throws Exception {
    try (Month month = new Month(directory, 4)) {
      Map<Place, Naive> late = new TreeMap<>();
      month
          .booked()
          .forEach((place, sum) -> {
            LocalDate last = DROPPED.minusDays(2);
            if (!place.imsi().equals("imsi0") || place.day().isAfter(last)) {
              late.put(place, sum);
            } else if (place.day().isBefore(last)) {
              late.put(new Place(place.day().plusDays(1), place.imsi()), sum);
            }
          });
      Map<Place, String> found = found(month.daily(rows(late)));
      assertThat(found.keySet()).allMatch(place -> place.imsi().equals("imsi0"));
      assertThat(found.values()).allMatch(said -> said.contains("day_shifted"));
      assertThat(found).hasSizeGreaterThan(7);
    }
  }

  @Test
  void lines_that_were_kept_aside_are_named(@TempDir Path directory) throws Exception {
    try (Month month = new Month(directory, 7)) {
      Path file =
          Files.writeString(
              directory.resolve("more.csv"),
              """
              record,imsi,start,end,up,down
              2024-03-21-0,imsi0,2024-03-21 12:00:00,2024-03-21 12:30:00,1,2
              x1,imsi1,2024-04-02 12:00:00,2024-04-02 11:00:00,500,0
              """);
      assertThat(month.book.ingest("net", file, null).delivery().counts())
          .returns(1L, Delivery.Counts::conflict)
          .returns(1L, Delivery.Counts::rejected);
      Map<Place, Naive> booked = month.booked();
      Map<Place, String> theirs = rows(booked);
      Place contradicted = new Place(LocalDate.of(2024, 3, 21), "imsi0");
      change(theirs, contradicted, booked, sum -> sum.bytes() - 77, Naive::amount);
      Place refused = new Place(LocalDate.of(2024, 4, 2), "imsi1");
      change(theirs, refused, booked, sum -> sum.bytes() + 500, Naive::amount);

      Comparison comparison = month.daily(theirs);

      assertThat(found(comparison))
          .containsOnly(
              Map.entry(contradicted, "DIFFERING conflict"),
              Map.entry(refused, "DIFFERING rejected"));
      assertThat(comparison.rows().stream().flatMap(row -> row.reasons().stream()))
          .extracting(Reason::text)
          .containsExactly(
              "1 lines contradict others of the same identity",
              "1 lines are rejected, as more.csv:3");
    }
  }

  @Test
  void an_earlier_day_is_compared_with_the_books_of_that_day(@TempDir Path directory)
      throws Exception {
    try (Month month = new Month(directory, 8)) {
      month.book.app().open();
      month.book.clock().set(Instant.parse("2024-04-04T12:00:00Z"));
      Path file =
          Files.writeString(
              directory.resolve("late.csv"),
              """
              record,imsi,start,end,up,down
              late,imsi0,2024-03-21 12:00:00,2024-03-21 12:30:00,1,2
              """);
      month.book.ingest("net", file, null);
      Map<Place, String> theirs = rows(month.booked());

      assertThat(found(month.daily(theirs, LocalDate.of(2024, 4, 3)))).isEmpty();
      assertThat(found(month.daily(theirs)))
          .containsOnly(
              Map.entry(new Place(LocalDate.of(2024, 3, 21), "imsi0"), "DIFFERING unexplained"));
    }
  }

  @Test
  void months_ranges_profiles_and_iccids_are_sums_of_the_same_session_days(@TempDir Path directory)
      throws Exception {
    try (Month month = new Month(directory, 5)) {
      List<Line> booked =
          month.lines.stream()
              .filter(line -> !line.day().equals(DROPPED) && !line.imsi().equals("imsi11"))
              .toList();
      assertThat(
              found(
                  month.compare(
                      "monthly",
                      "month,subscription,mib,amount,currency\n"
                          + perKey(
                              month,
                              booked,
                              line ->
                                  YearMonth.from(line.day())
                                      + ","
                                      + (number(line) < 5 ? "100" : "200"),
                              (lines, amount) ->
                                  BigDecimal.valueOf(bytes(lines))
                                          .divide(BigDecimal.valueOf(1 << 20))
                                          .toPlainString()
                                      + ","
                                      + amount
                                      + ",EUR"),
                      LocalDate.of(2024, 3, 1),
                      LocalDate.of(2024, 4, 30))))
          .isEmpty();
      assertThat(
              found(
                  month.compare(
                      "icc",
                      perKey(
                          month,
                          booked,
                          line -> "89%02d".formatted(number(line)),
                          (lines, amount) ->
                              kilobytes(lines.stream().mapToLong(Line::up).sum())
                                  + ","
                                  + kilobytes(lines.stream().mapToLong(Line::down).sum())),
                      FIRST,
                      FIRST.plusDays(DAYS))))
          .isEmpty();
      assertThat(
              found(
                  month.compare(
                      "profiles",
                      "day,profile,amount\n"
                          + perKey(
                              month,
                              booked,
                              line ->
                                  line.day().format(DateTimeFormatter.BASIC_ISO_DATE)
                                      + (number(line) % 2 == 0 ? ",TC" : ",TD"),
                              (lines, amount) -> amount.toPlainString()),
                      FIRST,
                      FIRST.plusDays(DAYS))))
          .isEmpty();
    }
  }

  @Test
  void another_currency_and_a_day_that_they_lack_are_said(@TempDir Path directory)
      throws Exception {
    try (Month month = new Month(directory, 6)) {
      List<Line> booked =
          month.lines.stream()
              .filter(line -> line.day().equals(FIRST) && !line.imsi().equals("imsi11"))
              .toList();
      Comparison comparison =
          month.compare(
              "dollars",
              "day,bytes,amount\n2024-03-20,%d,1\n".formatted(bytes(booked)),
              FIRST,
              FIRST.plusDays(1));
      assertThat(comparison.rows().stream().map(ReconcileTest::said))
          .containsExactly("DIFFERING currency", "OURS not_in_summary");
      assertThat(comparison.rows().getFirst().reasons().getFirst().text())
          .isEqualTo("they count in USD, our price list in EUR");
      assertThat(comparison.rows().getLast().reasons().getFirst().text())
          .isEqualTo("they state nothing of 2024-03-21 at all");
    }
  }

  private static int number(Line line) {
    return Integer.parseInt(line.imsi().substring(4));
  }

  private static long bytes(List<Line> lines) {
    return lines.stream().mapToLong(Line::bytes).sum();
  }

  private static String kilobytes(long bytes) {
    return BigDecimal.valueOf(bytes, 3).toPlainString();
  }

  private interface Sums {
    String of(List<Line> lines, BigDecimal amount);
  }

  private static String perKey(
      Month month, List<Line> lines, Function<Line, String> key, Sums sums) {
    StringBuilder csv = new StringBuilder();
    lines.stream()
        .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()))
        .forEach((of, all) -> {
          BigDecimal amount =
              all.stream().map(month::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
          csv.append(of).append(',').append(sums.of(all, amount)).append('\n');
        });
    return csv.toString();
  }
}
