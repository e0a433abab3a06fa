package daybook.decode;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.TestData;
import daybook.model.UsageRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A month of an operator's real records, held against a naive count over the same files. */
class EdgeSessionsTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private record SimDay(String sim, LocalDate day) {}

  private record Usage(long records, long up, long down) {
    Usage plus(Usage other) {
      return new Usage(records + other.records, up + other.up, down + other.down);
    }
  }

  @Test
  void every_record_of_the_month_is_usable_and_counts_on_the_day_it_started() throws IOException {
    Path edge = TestData.edge2015();
    Map<String, String> simOfKey = simOfKey(edge.resolve("inventory/sims.csv"));
    Map<SimDay, Usage> usage = new HashMap<>();
    int records = 0;
    for (Path file : files(edge.resolve("sessions"))) {
      for (Decoded decoded : decode(file)) {
        assertThat(decoded).isInstanceOf(Decoded.Usable.class);
        UsageRecord record = ((Decoded.Usable) decoded).usage();
        usage.merge(
            new SimDay(
                Objects.requireNonNull(simOfKey.get(record.subscriber())),
                LocalDate.ofInstant(record.start(), SHANGHAI)),
            new Usage(1, record.bytesUp(), record.bytesDown()),
            Usage::plus);
        records++;
      }
    }

    assertThat(records).isEqualTo(74_095);
    assertThat(usage).isEqualTo(expected(edge.resolve("expected_usage_by_start_day.csv")));
  }

  private static List<Decoded> decode(Path file) throws IOException {
    Dialect edge =
        Dialect.plain()
            .with(it -> {
              it.start = "8";
              it.end = "9";
              it.up = "11";
              it.down = "12";
              it.identity = List.of("14");
              it.timestamps = "yyyy-MM-dd HH:mm:ss.SSSSSS";
              it.clock = SHANGHAI;
            });
    try (InputStream bytes = Files.newInputStream(file)) {
      return edge.decode(bytes);
    }
  }

  private static Map<String, String> simOfKey(Path file) throws IOException {
    Map<String, String> sims = new HashMap<>();
    for (String[] values : rows(file)) {
      sims.put(values[3], values[0]);
    }
    return sims;
  }

  private static Map<SimDay, Usage> expected(Path file) throws IOException {
    Map<SimDay, Usage> expected = new HashMap<>();
    for (String[] values : rows(file)) {
      expected.put(
          new SimDay(values[0], LocalDate.parse(values[1])),
          new Usage(
              Long.parseLong(values[2]), Long.parseLong(values[3]), Long.parseLong(values[4])));
    }
    return expected;
  }

  private static List<String[]> rows(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.skip(1).map(line -> line.split(",", -1)).toList();
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }
}
