package daybook.demo;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Writes one operator's files, a day in each, and plants what real files have too: lines that
 * nobody can believe, lines sent twice, and lines sent again with other content.
 */
final class SessionFiles {
  private final OperatorFormat format;
  private final RandomGenerator random;

  private SessionFiles(OperatorFormat format, RandomGenerator random) {
    this.format = format;
    this.random = random;
  }

  /**
   * @param sessions in the order of their starts; what falls on other days is left out
   * @param end exclusive
   */
  static FeedFiles write(
      Path directory,
      OperatorFormat format,
      List<Session> sessions,
      LocalDate firstDay,
      LocalDate end,
      RandomGenerator random)
      throws IOException {
    Files.createDirectories(directory);
    SessionFiles writer = new SessionFiles(format, random);
    Map<LocalDate, List<CdrLine>> linesByDay = linesByDay(format, sessions);
    List<SessionFile> files = new ArrayList<>();
    for (LocalDate day : firstDay.datesUntil(end).toList()) {
      List<CdrLine> lines = linesByDay.getOrDefault(day, List.of());
      files.add(writer.write(directory, day, lines, files.size()));
    }
    return new FeedFiles(format.operator(), files);
  }

  private static Map<LocalDate, List<CdrLine>> linesByDay(
      OperatorFormat format, List<Session> sessions) {
    List<CdrLine> lines = new ArrayList<>();
    int number = 0;
    for (Session session : sessions) {
      number++;
      lines.addAll(format.lines(session, number));
    }
    lines.sort(Comparator.comparing(CdrLine::start));
    Map<LocalDate, List<CdrLine>> byDay = new TreeMap<>();
    for (CdrLine line : lines) {
      LocalDate day = LocalDate.ofInstant(line.start(), format.calendar());
      byDay.computeIfAbsent(day, _ -> new ArrayList<>()).add(line);
    }
    return byDay;
  }

  private SessionFile write(Path directory, LocalDate day, List<CdrLine> good, int index)
      throws IOException {
    List<CdrLine> known = good.stream().filter(CdrLine::registered).toList();
    boolean plants = !known.isEmpty();
    boolean repeated = plants && index % 3 == 1;
    boolean contradicted = plants && index % 10 == 4;
    boolean spoilt = plants && index % 6 == 2;
    List<CdrLine> lines = new ArrayList<>(good);
    if (spoilt) {
      lines.add(random.nextInt(lines.size()), oneOf(format.blemishes()).on(oneOf(known)));
    }
    // These come last, for only what follows a stored line repeats or contradicts it.
    if (repeated) {
      lines.add(oneOf(known));
    }
    if (contradicted) {
      lines.add(contradiction(oneOf(known)));
    }
    Path file = directory.resolve(format.fileName(day));
    write(file, lines);
    Planted planted =
        new Planted(
            known.size(),
            repeated ? 1 : 0,
            contradicted ? 1 : 0,
            spoilt ? 1 : 0,
            good.size() - known.size());
    return new SessionFile(file, day, planted);
  }

  private void write(Path file, List<CdrLine> lines) throws IOException {
    try (CsvWriter writer = format.open(file)) {
      if (!format.header().isEmpty()) {
        writer.writeRecord(format.header());
      }
      lines.forEach(line -> writer.writeRecord(line.fields()));
    }
  }

  /** The line with one more digit in a volume, which is another number even after a 0. */
  private CdrLine contradiction(CdrLine line) {
    int column = format.volumeColumn();
    return line.with(column, line.fields().get(column) + "7");
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
