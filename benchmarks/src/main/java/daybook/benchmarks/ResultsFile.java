package daybook.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** Appends results as tab-separated lines, each with where, when and how it was measured. */
final class ResultsFile {
  private static final List<String> ORIGIN = List.of("date", "commit", "machine", "jvm", "command");

  private final Path file;
  private final InstantSource clock;
  private final Machine machine;
  private final String command;

  ResultsFile(Path file, InstantSource clock, Machine machine, String command) {
    this.file = file;
    this.clock = clock;
    this.machine = machine;
    this.command = command;
  }

  void append(Result result) throws IOException {
    if (!Files.exists(file)) {
      Files.writeString(file, line(Stream.concat(ORIGIN.stream(), Result.COLUMNS.stream())));
    }
    Stream<String> origin =
        Stream.of(
            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
            machine.commit(),
            machine.hardware(),
            machine.jvm(),
            command);
    Files.writeString(
        file, line(Stream.concat(origin, result.fields().stream())), StandardOpenOption.APPEND);
  }

  private static String line(Stream<String> fields) {
    return String.join("\t", fields.toList()) + "\n";
  }
}
