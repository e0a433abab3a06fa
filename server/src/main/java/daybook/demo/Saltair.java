package daybook.demo;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Gzipped, all quoted, no header, UTC seconds, KiB; a session is cut at every full hour. */
final class Saltair implements OperatorFormat {
  static final String NAME = "saltair";

  private static final int BYTES_PER_UNIT = 1024;

  @Override
  public String operator() {
    return NAME;
  }

  @Override
  public ZoneId calendar() {
    return ZoneOffset.UTC;
  }

  @Override
  public String fileName(LocalDate day) {
    return "saltair_" + DateTimeFormatter.BASIC_ISO_DATE.format(day) + ".csv.gz";
  }

  @Override
  public CsvWriter open(Path file) throws IOException {
    return CsvWriter.builder()
        .quoteStrategy(QuoteStrategies.ALWAYS)
        .lineDelimiter(LineDelimiter.LF)
        .build(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8);
  }

  @Override
  public List<String> header() {
    return List.of();
  }

  @Override
  public List<CdrLine> lines(Session session, int number) {
    List<Instant> cuts = cuts(session);
    int pieces = cuts.size() - 1;
    List<CdrLine> lines = new ArrayList<>(pieces);
    for (int piece = 0; piece < pieces; piece++) {
      Instant start = cuts.get(piece);
      lines.add(
          new CdrLine(
              start,
              session.device().registered(),
              List.of(
                  "S-%06X".formatted(number),
                  Integer.toString(piece + 1),
                  session.device().key(),
                  Long.toString(start.getEpochSecond()),
                  Long.toString(Duration.between(start, cuts.get(piece + 1)).toSeconds()),
                  Long.toString(share(session.bytesUp(), piece, pieces)),
                  Long.toString(share(session.bytesDown(), piece, pieces)),
                  "DE")));
    }
    return lines;
  }

  /** The start, every full hour within, and the end. */
  private static List<Instant> cuts(Session session) {
    List<Instant> cuts = new ArrayList<>();
    cuts.add(session.start());
    Instant hour = session.start().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    while (hour.isBefore(session.end())) {
      cuts.add(hour);
      hour = hour.plus(1, ChronoUnit.HOURS);
    }
    cuts.add(session.end());
    return cuts;
  }

  /** A piece's equal share in whole units; the first pieces carry what is over. */
  private static long share(long bytes, int piece, int pieces) {
    long units = Math.ceilDiv(bytes, BYTES_PER_UNIT);
    return units / pieces + (piece < units % pieces ? 1 : 0);
  }

  @Override
  public List<Blemish> blemishes() {
    return List.of(
        new Blemish(2, ""), new Blemish(3, "soon"), new Blemish(4, "-60"), new Blemish(5, "12x"));
  }

  @Override
  public int volumeColumn() {
    return 6;
  }
}
