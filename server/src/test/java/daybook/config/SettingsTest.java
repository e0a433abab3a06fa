package daybook.config;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.model.BookZone;
import daybook.model.CsvLayout;
import daybook.model.CsvLayout.Column;
import daybook.model.DataUnit;
import daybook.model.Feed;
import daybook.model.FeedPlace;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What good configuration files mean. */
class SettingsTest {
  private static final String FULL =
      """
      zone: Asia/Almaty
      store: duckdb
      data: ../books
      host: 0.0.0.0
      port: 9090
      page_size_limit: 500
      request_limit_bytes: 2048
      slice_cache_mb: 64
      expense_cache_mb: 32
      answer_cache_mb: 16
      requests_at_once: 50
      heavy_reports_at_once: 2
      requests_per_second: 20
      feeds:
        edge:
          operator: edge
          place: incoming/edge
          files: "*.csv"
          clock: Asia/Shanghai
          day_rule: split
          on_conflict: replace
          delivered_on: {pattern: 'shanghai_(\\d{8})\\.csv', date: yyyyMMdd, plus_days: 1}
          max_record_bytes: 1000000
          csv:
            header: false
            delimiter: tab
            quote: "'"
            charset: windows-1252
            timestamp: yyyy-MM-dd HH:mm:ss.SSSSSS
            columns: {subscriber: 1, start: 8, duration_s: 10, bytes_up: 11, bytes_down: 12}
          volumes: {unit: KiB, counting: increments}
          identity: [14, 1]
          session: [1, 13]
        other.2:
          operator: Other Telecom
          clock: UTC
          csv:
            header: true
            timestamp: epoch_millis
            columns:
              subscriber: imsi
              start: 2
              end: "3"
              bytes_down: volume
          volumes:
            unit: B
            counting: cumulative
          identity: [record id, 7]
          session: [session]
      """;

  @TempDir Path directory;

  private Settings read(String text) throws IOException {
    Path file = directory.resolve("etc/daybook.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return Settings.read(file, true, directory);
  }

  @Test
  void a_file_that_says_everything_is_read_exactly() throws IOException {
    Settings settings = read(FULL);

    assertThat(settings.zone()).isEqualTo(new BookZone(ZoneId.of("Asia/Almaty")));
    assertThat(settings.data()).isEqualTo(directory.resolve("books"));
    assertThat(settings.host()).isEqualTo("0.0.0.0");
    assertThat(settings.port()).isEqualTo(9090);
    assertThat(settings.pageSizeLimit()).isEqualTo(500);
    assertThat(settings.requestLimitBytes()).isEqualTo(2048);
    assertThat(settings.sliceCacheMb()).isEqualTo(64);
    assertThat(settings.sliceCacheBytes()).isEqualTo(64_000_000);
    assertThat(settings.expenseCacheMb()).isEqualTo(32);
    assertThat(settings.expenseCacheBytes()).isEqualTo(32_000_000);
    assertThat(settings.answerCacheMb()).isEqualTo(16);
    assertThat(settings.answerCacheBytes()).isEqualTo(16_000_000);
    assertThat(settings.requestsAtOnce()).isEqualTo(50);
    assertThat(settings.heavyReportsAtOnce()).isEqualTo(2);
    assertThat(settings.requestsPerSecond()).isEqualTo(20);
    assertThat(settings.feeds()).containsOnlyKeys("edge", "other.2");
    Feed.DeliveryDay deliveryDay = settings.feeds().get("edge").deliveryDay();
    assertThat(settings.feeds().get("edge"))
        .isEqualTo(
            new Feed(
                "edge",
                "edge",
                new FeedPlace.Directory(directory.resolve("etc/incoming/edge"), null),
                "*.csv",
                Duration.ofSeconds(2),
                new CsvLayout(
                    false,
                    '\t',
                    '\'',
                    Charset.forName("windows-1252"),
                    new Column.At(1),
                    new Column.At(8),
                    null,
                    new Column.At(10),
                    new Column.At(11),
                    new Column.At(12),
                    List.of(new Column.At(14), new Column.At(1)),
                    List.of(new Column.At(1), new Column.At(13)),
                    "yyyy-MM-dd HH:mm:ss.SSSSSS",
                    DataUnit.KIBIBYTE,
                    null),
                ZoneId.of("Asia/Shanghai"),
                Feed.DayRule.SPLIT,
                Feed.Counting.INCREMENTS,
                Feed.ConflictPolicy.REPLACE,
                deliveryDay,
                null,
                null,
                1_000_000));
    assertThat(deliveryDay.of("shanghai_20150831.csv")).contains(LocalDate.of(2015, 9, 1));
    assertThat(deliveryDay.of("shanghai_20150231.csv")).isEmpty();
    assertThat(settings.feeds().get("other.2"))
        .isEqualTo(
            new Feed(
                "other.2",
                "Other Telecom",
                null,
                "*",
                Duration.ofSeconds(2),
                new CsvLayout(
                    true,
                    ',',
                    '"',
                    StandardCharsets.UTF_8,
                    new Column.Named("imsi"),
                    new Column.At(2),
                    new Column.Named("3"),
                    null,
                    null,
                    new Column.Named("volume"),
                    List.of(new Column.Named("record id"), new Column.At(7)),
                    List.of(new Column.Named("session")),
                    "epoch_millis",
                    DataUnit.BYTE,
                    null),
                ZoneId.of("UTC"),
                Feed.DayRule.START,
                Feed.Counting.CUMULATIVE,
                Feed.ConflictPolicy.REFUSE,
                null,
                null,
                null,
                1_099_511_627_776L));
  }

  @Test
  void every_key_is_shown_with_its_value_and_where_it_came_from() throws IOException {
    assertThat(read(FULL).effective())
        .containsExactly(
            "zone: Asia/Almaty  # etc/daybook.yaml:1",
            "store: duckdb  # etc/daybook.yaml:2",
            "data: " + directory.resolve("books") + "  # etc/daybook.yaml:3",
            "engine_memory_mb:  # not set",
            "host: 0.0.0.0  # etc/daybook.yaml:4",
            "port: 9090  # etc/daybook.yaml:5",
            "page_size_limit: 500  # etc/daybook.yaml:6",
            "request_limit_bytes: 2048  # etc/daybook.yaml:7",
            "slice_cache_mb: 64  # etc/daybook.yaml:8",
            "slices:  # not set",
            "expense_cache_mb: 32  # etc/daybook.yaml:9",
            "answer_cache_mb: 16  # etc/daybook.yaml:10",
            "requests_at_once: 50  # etc/daybook.yaml:11",
            "heavy_reports_at_once: 2  # etc/daybook.yaml:12",
            "requests_per_second: 20  # etc/daybook.yaml:13",
            "sync_at:  # not set",
            "spool:  # not set",
            "feeds.edge.operator: edge  # etc/daybook.yaml:16",
            "feeds.edge.place: "
                + directory.resolve("etc/incoming/edge")
                + "  # etc/daybook.yaml:17",
            "feeds.edge.archive:  # not set",
            "feeds.edge.files: '*.csv'  # etc/daybook.yaml:18",
            "feeds.edge.stable_seconds: 2  # default",
            "feeds.edge.clock: Asia/Shanghai  # etc/daybook.yaml:19",
            "feeds.edge.day_rule: split  # etc/daybook.yaml:20",
            "feeds.edge.on_conflict: replace  # etc/daybook.yaml:21",
            "feeds.edge.delivered_on.pattern: 'shanghai_(\\d{8})\\.csv'  # etc/daybook.yaml:22",
            "feeds.edge.delivered_on.date: yyyyMMdd  # etc/daybook.yaml:22",
            "feeds.edge.delivered_on.plus_days: 1  # etc/daybook.yaml:22",
            "feeds.edge.revisions:  # not set",
            "feeds.edge.expects:  # not set",
            "feeds.edge.max_record_bytes: 1000000  # etc/daybook.yaml:23",
            "feeds.edge.csv.header: false  # etc/daybook.yaml:25",
            "feeds.edge.csv.delimiter: tab  # etc/daybook.yaml:26",
            "feeds.edge.csv.quote: ''''  # etc/daybook.yaml:27",
            "feeds.edge.csv.charset: windows-1252  # etc/daybook.yaml:28",
            "feeds.edge.csv.timestamp: 'yyyy-MM-dd HH:mm:ss.SSSSSS'  # etc/daybook.yaml:29",
            "feeds.edge.csv.columns.subscriber: 1  # etc/daybook.yaml:30",
            "feeds.edge.csv.columns.start: 8  # etc/daybook.yaml:30",
            "feeds.edge.csv.columns.end:  # not set",
            "feeds.edge.csv.columns.duration_s: 10  # etc/daybook.yaml:30",
            "feeds.edge.csv.columns.bytes_up: 11  # etc/daybook.yaml:30",
            "feeds.edge.csv.columns.bytes_down: 12  # etc/daybook.yaml:30",
            "feeds.edge.csv.trailer:  # not set",
            "feeds.edge.volumes.unit: KiB  # etc/daybook.yaml:31",
            "feeds.edge.volumes.counting: increments  # etc/daybook.yaml:31",
            "feeds.edge.identity: [14, 1]  # etc/daybook.yaml:32",
            "feeds.edge.session: [1, 13]  # etc/daybook.yaml:33",
            "feeds.other.2.operator: 'Other Telecom'  # etc/daybook.yaml:35",
            "feeds.other.2.place:  # not set",
            "feeds.other.2.archive:  # not set",
            "feeds.other.2.files: '*'  # default",
            "feeds.other.2.stable_seconds: 2  # default",
            "feeds.other.2.clock: UTC  # etc/daybook.yaml:36",
            "feeds.other.2.day_rule: start  # default",
            "feeds.other.2.on_conflict: refuse  # default",
            "feeds.other.2.delivered_on:  # not set",
            "feeds.other.2.revisions:  # not set",
            "feeds.other.2.expects:  # not set",
            "feeds.other.2.max_record_bytes: 1099511627776  # default",
            "feeds.other.2.csv.header: true  # etc/daybook.yaml:38",
            "feeds.other.2.csv.delimiter: ','  # default",
            "feeds.other.2.csv.quote: '\"'  # default",
            "feeds.other.2.csv.charset: UTF-8  # default",
            "feeds.other.2.csv.timestamp: epoch_millis  # etc/daybook.yaml:39",
            "feeds.other.2.csv.columns.subscriber: imsi  # etc/daybook.yaml:41",
            "feeds.other.2.csv.columns.start: 2  # etc/daybook.yaml:42",
            "feeds.other.2.csv.columns.end: '3'  # etc/daybook.yaml:43",
            "feeds.other.2.csv.columns.duration_s:  # not set",
            "feeds.other.2.csv.columns.bytes_up:  # not set",
            "feeds.other.2.csv.columns.bytes_down: volume  # etc/daybook.yaml:44",
            "feeds.other.2.csv.trailer:  # not set",
            "feeds.other.2.volumes.unit: B  # etc/daybook.yaml:46",
            "feeds.other.2.volumes.counting: cumulative  # etc/daybook.yaml:47",
            "feeds.other.2.identity: ['record id', 7]  # etc/daybook.yaml:48",
            "feeds.other.2.session: [session]  # etc/daybook.yaml:49",
            "summaries:  # not set");
  }

  @Test
  void an_empty_file_and_none_at_all_mean_the_defaults() throws IOException {
    Settings without = Settings.read(directory.resolve("etc/none.yaml"), false, directory);

    assertThat(read("# nothing is set\n")).isEqualTo(without);
    assertThat(without.zone()).isEqualTo(new BookZone(ZoneId.of("UTC")));
    assertThat(without.data()).isEqualTo(directory.resolve("etc/data"));
    assertThat(without.host()).isEqualTo("127.0.0.1");
    assertThat(without.port()).isEqualTo(8080);
    assertThat(without.pageSizeLimit()).isEqualTo(10_000);
    assertThat(without.requestLimitBytes()).isEqualTo(1_048_576);
    assertThat(without.sliceCacheMb()).isEqualTo(256);
    assertThat(without.expenseCacheMb()).isEqualTo(128);
    assertThat(without.answerCacheMb()).isEqualTo(32);
    assertThat(without.requestsAtOnce()).isEqualTo(500);
    assertThat(without.heavyReportsAtOnce()).isEqualTo(4);
    assertThat(without.requestsPerSecond()).isZero();
    assertThat(without.feeds()).isEqualTo(Map.of());
    assertThat(without.effective())
        .containsExactly(
            "zone: UTC  # default",
            "store: duckdb  # default",
            "data: " + directory.resolve("etc/data") + "  # default",
            "engine_memory_mb:  # not set",
            "host: 127.0.0.1  # default",
            "port: 8080  # default",
            "page_size_limit: 10000  # default",
            "request_limit_bytes: 1048576  # default",
            "slice_cache_mb: 256  # default",
            "slices:  # not set",
            "expense_cache_mb: 128  # default",
            "answer_cache_mb: 32  # default",
            "requests_at_once: 500  # default",
            "heavy_reports_at_once: 4  # default",
            "requests_per_second: 0  # default",
            "sync_at:  # not set",
            "spool:  # not set",
            "feeds:  # not set",
            "summaries:  # not set");
  }

  @Test
  void the_data_directory_of_the_command_line_beats_the_files() throws IOException {
    Path other = directory.resolve("other");

    Settings settings = read("data: here\nport: 1\n").withData(other);

    assertThat(settings.data()).isEqualTo(other);
    assertThat(settings.port()).isEqualTo(1);
    assertThat(settings.effective()).contains("data: " + other + "  # --data");
  }

  @Test
  void relative_paths_start_from_the_files_directory_and_absolute_ones_stay() throws IOException {
    assertThat(read("data: books\n").data()).isEqualTo(directory.resolve("etc/books"));
    assertThat(read("data: /var/books\n").data()).isEqualTo(Path.of("/var/books"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "epoch_seconds",
        "yyyyMMddHHmmss",
        "dd.MM.yyyy HH:mm",
        "uuuu-MM-dd'T'HH:mm:ssXXX",
        "'day' yy/MM/dd hh:mm:ss a",
        "yyyy-MM-dd HH:mm:ss[.SSS] VV"
      })
  void a_timestamp_pattern_gives_a_day_and_a_time(String pattern) throws IOException {
    String feed = FULL.replace("timestamp: epoch_millis", "timestamp: \"" + pattern + "\"");

    assertThat(read(feed).feeds().get("other.2").layout().timestamps()).isEqualTo(pattern);
  }

  @Test
  void the_letter_y_in_quotes_is_text() throws IOException {
    String feed =
        FULL.replace(
            "pattern: 'shanghai_(\\d{8})\\.csv', date: yyyyMMdd",
            "pattern: '(.*)', date: \"'day'yyyyMMdd\"");

    assertThat(read(feed).feeds().get("edge").deliveryDay().of("day20150831"))
        .contains(LocalDate.of(2015, 9, 1));
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_key() throws IOException {
    assertThat(read("\uFEFFport: 1\n").port()).isEqualTo(1);
  }
}
