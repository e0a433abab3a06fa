package daybook.cli;

import daybook.App;
import daybook.CommandFailure;
import daybook.model.Feed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes deliveries in, one summary line per file. */
@Command(name = "ingest", description = "Take operators' files in.")
final class IngestCommand extends StoreCommand {
  @Option(
      names = "--feed",
      required = true,
      paramLabel = "NAME",
      description = "The feed, as the configuration calls it.")
  String feedName = "";

  @Option(
      names = "--delivered-on",
      paramLabel = "DATE",
      description = "The day of delivery, YYYY-MM-DD; only before the book is opened.")
  @Nullable LocalDate deliveredOn;

  @Option(
      names = "--replaces",
      paramLabel = "NAME",
      description =
          "The name of the earlier delivery that this file corrects: what it says and this file"
              + " does not leaves the books, and only what differs is booked.")
  @Nullable String replaces;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, gzip or not.")
  List<Path> files = List.of();

  IngestCommand(Stores stores) {
    super(stores);
  }

  @Override
  int run(App app, Console console) {
    Feed feed = app.feed(feedName);
    for (Path file : files) {
      if (!Files.isRegularFile(console.resolve(file))) {
        throw new CommandFailure(file + " is no file; nothing was taken in");
      }
    }
    if (replaces != null && files.size() > 1) {
      throw new CommandFailure("--replaces takes one file at a time; nothing was taken in");
    }
    Deliveries deliveries = new Deliveries(app, console);
    for (Path file : files) {
      deliveries.take(feed, console.resolve(file), deliveredOn, replaces);
    }
    return 0;
  }
}
