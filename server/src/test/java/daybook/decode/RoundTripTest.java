package daybook.decode;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.model.UsageRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random records, written in random dialects by a naive writer, come out as they went in. */
class RoundTripTest {
  private static final List<String> COLUMNS =
      List.of("sim", "started", "ended", "up", "down", "id", "part", "session");

  private final List<String> rows = new ArrayList<>();
  private final List<Decoded> expected = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void records_come_out_as_they_went_in(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 100; i++) {
      oneFile(random, seed + "." + i);
    }
  }

  private void oneFile(Random random, String name) {
    Dialect dialect = dialect(random);
    List<String> order = order(random);
    if (!dialect.header) {
      number(dialect, order);
    }
    write(dialect, order, random);
    byte[] file = bytes(dialect, random);

    assertThat(dialect.decode(file)).as("file " + name).isEqualTo(expected);
  }

  private static Dialect dialect(Random random) {
    Dialect dialect = Dialect.named();
    dialect.header = random.nextBoolean();
    dialect.quote = pick(random, '"', '\'', '$', '\0');
    // Where nothing can be quoted, the delimiter is in none of the times and names.
    dialect.delimiter =
        dialect.quote == '\0'
            ? pick(random, ';', '\t', '|', '\u001f')
            : pick(random, ',', ';', '\t', '|', ' ', '\u001f', 'x');
    dialect.charset =
        pick(
            random,
            StandardCharsets.UTF_8,
            StandardCharsets.ISO_8859_1,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_16,
            Charset.forName("windows-1252"),
            Charset.forName("UTF-32LE"),
            Charset.forName("IBM500"));
    dialect.timestamps =
        pick(
            random,
            "yyyy-MM-dd HH:mm:ss.SSSSSS",
            "yyyyMMddHHmmssSSSSSS",
            "dd.MM.uuuu HH:mm:ss,SSSSSS",
            "d/M/yyyy H:m:s.SSSSSS",
            "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX");
    dialect.clock =
        pick(random, ZoneOffset.UTC, ZoneId.of("Asia/Shanghai"), ZoneOffset.ofHours(-7));
    dialect.identity = List.of("id", "part");
    dialect.session = random.nextBoolean() ? List.of("session") : List.of();
    return dialect;
  }

  /** The columns in any order, with others among them that no feed asks for. */
  private static List<String> order(Random random) {
    List<String> order = new ArrayList<>(COLUMNS);
    int extra = random.nextInt(4);
    for (int i = 0; i < extra; i++) {
      order.add("extra " + i);
    }
    Collections.shuffle(order, random);
    return order;
  }

  private static void number(Dialect dialect, List<String> order) {
    dialect.subscriber = position(order, "sim");
    dialect.start = position(order, "started");
    dialect.end = position(order, "ended");
    dialect.up = position(order, "up");
    dialect.down = position(order, "down");
    dialect.identity = dialect.identity.stream().map(name -> position(order, name)).toList();
    dialect.session = dialect.session.stream().map(name -> position(order, name)).toList();
  }

  private static String position(List<String> order, String name) {
    return Integer.toString(order.indexOf(name) + 1);
  }

  private void write(Dialect dialect, List<String> order, Random random) {
    rows.clear();
    expected.clear();
    if (dialect.header) {
      rows.add(row(dialect, order, random));
    }
    DateTimeFormatter times =
        DateTimeFormatter.ofPattern(dialect.timestamps, Locale.ROOT).withZone(dialect.clock);
    int records = random.nextInt(20);
    for (int i = 0; i < records; i++) {
      if (random.nextInt(5) == 0) {
        rows.add(dialect.delimiter == ' ' ? "" : "  ");
      }
      Map<String, String> values = new HashMap<>();
      order.forEach(column -> values.put(column, text(dialect, random)));
      Instant start = Instant.EPOCH.plusNanos(random.nextLong(2_000_000_000_000_000L) * 1_000);
      Instant end = start.plusNanos(random.nextLong(100_000_000_000L) * 1_000);
      long up = random.nextLong(dialect.maxBytes + 1);
      long down = random.nextInt(3);
      values.put("started", times.format(start));
      values.put("ended", times.format(end));
      values.put("up", Long.toString(up));
      values.put("down", Long.toString(down));
      String row = row(dialect, order.stream().map(values::get).toList(), random);
      rows.add(row);
      expected.add(
          new Decoded.Usable(
              new UsageRecord(
                  rows.size(),
                  row,
                  values.get("sim"),
                  List.of(values.get("id"), values.get("part")),
                  dialect.session.isEmpty() ? List.of() : List.of(values.get("session")),
                  start,
                  end,
                  up,
                  down)));
    }
  }

  private static String row(Dialect dialect, List<String> values, Random random) {
    List<String> fields = new ArrayList<>();
    for (String value : values) {
      String quote = String.valueOf(dialect.quote);
      boolean must = value.indexOf(dialect.delimiter) >= 0 || value.startsWith(quote);
      boolean may = dialect.quote != '\0' && random.nextInt(4) == 0;
      fields.add(must || may ? quote + value.replace(quote, quote + quote) + quote : value);
    }
    return String.join(String.valueOf(dialect.delimiter), fields);
  }

  /** A value that is not blank; where nothing can be quoted, without the delimiter. */
  private static String text(Dialect dialect, Random random) {
    StringBuilder text = new StringBuilder("v");
    int length = random.nextInt(8);
    for (int i = 0; i < length; i++) {
      char c = pick(random, 'a', '7', ' ', '"', '\'', '$', ',', ';', '\t', '|', 'x', 'é', 'ß');
      if (dialect.quote != '\0' || c != dialect.delimiter) {
        text.insert(random.nextInt(text.length() + 1), c);
      }
    }
    return text.toString();
  }

  private byte[] bytes(Dialect dialect, Random random) {
    String lineEnd = pick(random, "\n", "\r\n", "\r");
    String text = String.join(lineEnd, rows) + (random.nextBoolean() ? lineEnd : "");
    boolean mark =
        dialect.charset.name().startsWith("UTF-")
            && !dialect.charset.equals(StandardCharsets.UTF_16)
            && random.nextBoolean();
    byte[] bytes = ((mark ? "\uFEFF" : "") + text).getBytes(dialect.charset);
    return random.nextInt(3) == 0 ? packed(bytes, random.nextInt(bytes.length + 1)) : bytes;
  }

  /** In two members of gzip. */
  private static byte[] packed(byte[] bytes, int firstMember) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try {
      try (GZIPOutputStream member = new GZIPOutputStream(packed)) {
        member.write(bytes, 0, firstMember);
      }
      try (GZIPOutputStream member = new GZIPOutputStream(packed)) {
        member.write(bytes, firstMember, bytes.length - firstMember);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
