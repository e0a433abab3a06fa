package daybook.demo;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Semicolons, a header, local times, bytes; one line per session. */
final class Northline implements OperatorFormat {
  static final String NAME = "northline";

  private static final ZoneId CLOCK = ZoneId.of("Asia/Almaty");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss", Locale.ROOT).withZone(CLOCK);
  private static final List<String> HEADER =
      List.of("record_id", "imsi", "apn", "begin", "end", "uplink", "downlink");

  @Override
  public String operator() {
    return NAME;
  }

  @Override
  public ZoneId calendar() {
    return CLOCK;
  }

  @Override
  public String fileName(LocalDate day) {
    return "northline_" + DateTimeFormatter.BASIC_ISO_DATE.format(day) + ".csv";
  }

  @Override
  public CsvWriter open(Path file) throws IOException {
    return CsvWriter.builder()
        .fieldSeparator(';')
        .lineDelimiter(LineDelimiter.CRLF)
        .build(file, StandardCharsets.UTF_8);
  }

  @Override
  public List<String> header() {
    return HEADER;
  }

  @Override
  public List<CdrLine> lines(Session session, int number) {
    Device device = session.device();
    return List.of(
        new CdrLine(
            session.start(),
            device.registered(),
            List.of(
                "NL%08d".formatted(number),
                device.key(),
                "m2m.northline.example",
                time(session.start()),
                time(session.end()),
                Long.toString(session.bytesUp()),
                Long.toString(session.bytesDown()))));
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }

  @Override
  public List<Blemish> blemishes() {
    return List.of(
        new Blemish(3, "31.02.2026 07:12:44"),
        new Blemish(4, "01.01.2001 00:00:00"),
        new Blemish(5, "n/a"),
        new Blemish(6, "-512"));
  }

  @Override
  public int volumeColumn() {
    return 5;
  }
}
