package daybook.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.model.CsvLayout;
import daybook.model.CsvLayout.Column;
import daybook.model.DataUnit;
import daybook.model.Expectations;
import daybook.model.Expectations.Due;
import daybook.model.Expectations.Sequence;
import daybook.model.Expectations.UsageDay;
import daybook.model.Feed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which days are complete, by the names of the files that came. */
class ExpectedFilesTest {
  private static final LocalDate FROM = LocalDate.parse("2024-06-01");

  /** In Almaty, five hours ahead, it is noon on 4 June. */
  private static final Instant NOW = Instant.parse("2024-06-04T07:00:00Z");

  private static final Sequence PER_DAY = sequence(Sequence.Per.DAY);
  private static final Sequence PER_FEED = sequence(Sequence.Per.FEED);

  private static Sequence sequence(Sequence.Per per) {
    return new Sequence(Pattern.compile("\\d{8}_(\\d+)\\.csv"), per);
  }

  private static Feed feed(int filesPerDay, Sequence sequence, Due due) {
    UsageDay usageDay =
        new UsageDay(
            Pattern.compile("(\\d{8})(?:_\\d+)?\\.csv"), DateTimeFormatter.BASIC_ISO_DATE, 0);
    CsvLayout layout =
        new CsvLayout(
            false,
            ',',
            '"',
            StandardCharsets.UTF_8,
            new Column.At(1),
            new Column.At(2),
            null,
            null,
            new Column.At(3),
            null,
            List.of(new Column.At(4)),
            List.of(),
            "epoch_seconds",
            DataUnit.BYTE,
            null);
    return new Feed(
        "test",
        "operator",
        null,
        "*",
        Duration.ZERO,
        layout,
        ZoneId.of("Asia/Almaty"),
        Feed.DayRule.START,
        Feed.Counting.INCREMENTS,
        Feed.ConflictPolicy.REFUSE,
        null,
        null,
        new Expectations(FROM, usageDay, filesPerDay, sequence, due),
        1_000);
  }

  /** Days as 01, files as 01_7; what lacks, as day: how much and whether it is overdue. */
  private static String told(Feed feed, String files, Instant now) {
    List<String> names = new ArrayList<>();
    for (String file : List.of(files.split(" ", -1))) {
      if (!file.isEmpty()) {
        names.add("202406" + file + ".csv");
      }
    }
    FeedState state = ExpectedFiles.state(feed, names, now);
    return state.completeThrough()
        + state.incomplete().stream()
            .map(day -> "; %s %s: %s".formatted(day.usageDay(), day.state(), day.lack()))
            .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | 01 02 03    | 2024-06-03
          1 | 03 01 02    | 2024-06-03
          1 | 01 02 03 04 | 2024-06-04
          1 | 01 02       | 2024-06-02; 2024-06-03 pending: 0 of 1 files
          1 | 01 03       | 2024-06-01; 2024-06-02 overdue: 0 of 1 files
          1 | 02 03       | null; 2024-06-01 overdue: 0 of 1 files
          2 | 01_1 01_2 02_1 03_1 03_1 | 2024-06-01; 2024-06-02 overdue: 1 of 2 files; 2024-06-03 pending: 1 of 2 files
          1 | 01 02 03 05 | 2024-06-03; 2024-06-04 pending: 0 of 1 files
          """)
  void a_day_is_complete_once_all_its_files_came(int filesPerDay, String files, String told) {
    Feed feed = feed(filesPerDay, null, new Due(1, LocalTime.of(12, 1)));
    assertThat(told(feed, files, NOW)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3 | 01_1 01_2 01_3 02_3 02_1 | 2024-06-01; 2024-06-02 overdue: 2 of 3 files, without 2
          1 | 01_1 02_1 02_4           | 2024-06-01; 2024-06-02 overdue: 2 of 1 files, without 2-3
          2 | 01_1 01_2 02_2           | 2024-06-01; 2024-06-02 overdue: 1 of 2 files, without 1
          """)
  void numbers_that_start_anew_every_day_have_no_gap_in_a_complete_day(
      int filesPerDay, String files, String told) {
    Feed feed = feed(filesPerDay, PER_DAY, Due.AT_ITS_END);
    assertThat(told(feed, files, Instant.parse("2024-06-03T07:00:00Z"))).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          01_7 02_8 03_9      | 2024-06-03
          01_7 02_8 02_10 03_11 | 2024-06-01; 2024-06-02 overdue: 2 of 1 files, without 9
          01_7 02_8 03_10     | 2024-06-01; 2024-06-02 overdue: 1 of 1 files, without 9; 2024-06-03 overdue: 1 of 1 files, without 9
          01_7 03_9           | null; 2024-06-01 overdue: 1 of 1 files, without 8; 2024-06-02 overdue: 0 of 1 files, without 8; 2024-06-03 overdue: 1 of 1 files, without 8
          """)
  void a_number_missing_in_the_feed_may_be_of_any_day_between_its_neighbours(
      String files, String told) {
    assertThat(told(feed(1, PER_FEED, Due.AT_ITS_END), files, NOW)).isEqualTo(told);
  }

  @Test
  void what_is_due_is_a_question_of_the_feeds_clock() {
    Feed feed = feed(1, null, new Due(1, LocalTime.of(6, 0)));
    assertThat(told(feed, "", Instant.parse("2024-06-01T18:59:59Z"))).isEqualTo("null");
    assertThat(told(feed, "", Instant.parse("2024-06-01T19:00:00Z")))
        .isEqualTo("null; 2024-06-01 pending: 0 of 1 files");
    assertThat(told(feed, "", Instant.parse("2024-06-02T00:59:59Z")))
        .isEqualTo("null; 2024-06-01 pending: 0 of 1 files");
    assertThat(told(feed, "", Instant.parse("2024-06-02T01:00:00Z")))
        .isEqualTo("null; 2024-06-01 overdue: 0 of 1 files");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void random_deliveries_are_as_complete_as_a_naive_count_says(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      int filesPerDay = 1 + random.nextInt(3);
      Sequence sequence = random.nextBoolean() ? PER_DAY : PER_FEED;
      List<String> names = new ArrayList<>();
      long number = 1;
      for (int day = 0; day < 10; day++) {
        for (int file = 0; file < filesPerDay; file++) {
          if (random.nextInt(20) > 0) {
            names.add(name(day, sequence.per() == Sequence.Per.DAY ? file + 1 : number));
          }
          number++;
        }
      }
      Collections.shuffle(names, random);
      FeedState state =
          ExpectedFiles.state(
              feed(filesPerDay, sequence, Due.AT_ITS_END),
              names,
              Instant.parse("2024-06-11T07:00:00Z"));
      assertThat(state.completeThrough())
          .as(names.toString())
          .isEqualTo(naive(names, filesPerDay, sequence));
    }
  }

  private static String name(int day, long number) {
    return FROM.plusDays(day).format(DateTimeFormatter.BASIC_ISO_DATE) + "_" + number + ".csv";
  }

  /** Day by day: as many files as declared, and no number missing up to the day's last. */
  private static LocalDate naive(List<String> names, int filesPerDay, Sequence sequence) {
    SortedMap<Long, LocalDate> byNumber = new TreeMap<>();
    LocalDate through = null;
    for (String name : names) {
      byNumber.put(
          Long.parseLong(name.substring(9, name.length() - 4)),
          LocalDate.parse(name.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE));
    }
    for (LocalDate day = FROM; day.isBefore(FROM.plusDays(10)); day = day.plusDays(1)) {
      String start = day.format(DateTimeFormatter.BASIC_ISO_DATE);
      long files = names.stream().filter(name -> name.startsWith(start)).count();
      if (files < filesPerDay
          || (sequence.per() == Sequence.Per.FEED && isBesideAGap(byNumber, day))) {
        return through;
      }
      through = day;
    }
    return through;
  }

  private static boolean isBesideAGap(SortedMap<Long, LocalDate> byNumber, LocalDate day) {
    for (long number = byNumber.firstKey(); number <= byNumber.lastKey(); number++) {
      if (!byNumber.containsKey(number)) {
        SortedMap<Long, LocalDate> below = byNumber.headMap(number);
        SortedMap<Long, LocalDate> above = byNumber.tailMap(number);
        if (!below.get(below.lastKey()).isAfter(day)
            && !above.get(above.firstKey()).isBefore(day)) {
          return true;
        }
      }
    }
    return false;
  }
}
