package daybook.decode;

import daybook.model.CsvLayout;
import daybook.model.CsvLayout.Column;
import daybook.model.DataUnit;
import daybook.model.Feed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A feed under test: columns {@code sim,started,ended,up,down,id}, unless a test has others. */
final class Dialect {
  boolean header;
  char delimiter = ',';
  char quote = '"';
  Charset charset = StandardCharsets.UTF_8;

  /** Columns by their name, or by their position if it is a number. */
  String subscriber = "1";

  String start = "2";
  String end = "3";
  String duration;
  String up = "4";
  String down = "5";
  List<String> identity = List.of("6");
  List<String> session = List.of();
  String timestamps = "yyyy-MM-dd HH:mm:ss";
  DataUnit unit = DataUnit.BYTE;
  CsvLayout.Trailer trailer;
  ZoneId clock = ZoneOffset.UTC;
  long maxBytes = 1_000_000_000_000L;

  static Dialect plain() {
    return new Dialect();
  }

  static Dialect named() {
    return plain()
        .with(it -> {
          it.header = true;
          it.subscriber = "sim";
          it.start = "started";
          it.end = "ended";
          it.up = "up";
          it.down = "down";
          it.identity = List.of("id");
        });
  }

  Dialect with(Consumer<Dialect> change) {
    change.accept(this);
    return this;
  }

  Feed feed() {
    CsvLayout layout =
        new CsvLayout(
            header,
            delimiter,
            quote,
            charset,
            column(subscriber),
            column(start),
            column(end),
            column(duration),
            column(up),
            column(down),
            identity.stream().map(Dialect::column).toList(),
            session.stream().map(Dialect::column).toList(),
            timestamps,
            unit,
            trailer);
    return new Feed(
        "test",
        "operator",
        null,
        "*",
        Duration.ZERO,
        layout,
        clock,
        Feed.DayRule.START,
        Feed.Counting.INCREMENTS,
        Feed.ConflictPolicy.REFUSE,
        null,
        null,
        null,
        maxBytes);
  }

  private static Column column(String text) {
    if (text == null) {
      return null;
    }
    return text.chars().allMatch(Character::isDigit)
        ? new Column.At(Integer.parseInt(text))
        : new Column.Named(text);
  }

  List<Decoded> decode(String file) {
    return decode(file.getBytes(charset));
  }

  List<Decoded> decode(byte[] file) {
    try {
      return decode(new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Decoded> decode(InputStream file) throws IOException {
    List<Decoded> all = new ArrayList<>();
    try (CsvDecoder.Decoding decoding = new CsvDecoder(feed()).open("test.csv", file)) {
      for (Decoded decoded = decoding.next(); decoded != null; decoded = decoding.next()) {
        all.add(decoded);
      }
    }
    return all;
  }
}
