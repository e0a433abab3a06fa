package daybook.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;

/** A line of a session file as a naive reader understands it: the tests' second opinion. */
record DeliveredLine(
    List<String> identity, String key, Instant start, Instant end, long up, long down) {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** One element a line; empty where nobody can believe the line. */
  static List<Optional<DeliveredLine>> read(Path file) {
    boolean zipped = file.toString().endsWith(".gz");
    List<Optional<DeliveredLine>> lines = new ArrayList<>();
    try (InputStream bytes = Files.newInputStream(file);
        CsvReader<CsvRecord> records =
            CsvReader.builder()
                .fieldSeparator(zipped ? ',' : ';')
                .ofCsvRecord(zipped ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8)) {
      for (CsvRecord csv : records) {
        if (!csv.getField(0).equals("record_id")) {
          lines.add(zipped ? saltair(csv.getFields()) : northline(csv.getFields()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  private static Optional<DeliveredLine> northline(List<String> fields) {
    return believable(() ->
        new DeliveredLine(
            fields.subList(0, 1),
            fields.get(1),
            local(fields.get(3)),
            local(fields.get(4)),
            Long.parseLong(fields.get(5)),
            Long.parseLong(fields.get(6))));
  }

  private static Instant local(String text) {
    return LocalDateTime.parse(text, LOCAL).atZone(ZoneId.of("Asia/Almaty")).toInstant();
  }

  private static Optional<DeliveredLine> saltair(List<String> fields) {
    return believable(() -> {
      Instant start = Instant.ofEpochSecond(Long.parseLong(fields.get(3)));
      return new DeliveredLine(
          fields.subList(0, 2),
          fields.get(2),
          start,
          start.plusSeconds(Long.parseLong(fields.get(4))),
          Math.multiplyExact(1024, Long.parseLong(fields.get(5))),
          Math.multiplyExact(1024, Long.parseLong(fields.get(6))));
    });
  }

  private static Optional<DeliveredLine> believable(Supplier<DeliveredLine> reading) {
    try {
      return Optional.of(reading.get())
          .filter(line -> !line.key().isEmpty())
          .filter(line -> !line.end().isBefore(line.start()))
          .filter(line -> line.up() >= 0 && line.down() >= 0);
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  long bytes() {
    return up + down;
  }
}
