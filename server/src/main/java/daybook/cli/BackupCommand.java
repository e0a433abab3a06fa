package daybook.cli;

import daybook.App;
import daybook.CommandFailure;
import daybook.book.duckdb.Contents;
import daybook.config.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies the embedded book into one file, also while a server has it open. */
@Command(
    name = "backup",
    description = "Copy the whole book into one file; a server goes on meanwhile.")
final class BackupCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The file to make.")
  Path file = Path.of("");

  @Option(names = "--overwrite", description = "Replace FILE if it is there.")
  boolean overwrite;

  private final CommandLineRunner.Invocation invocation;
  private final Console console;

  BackupCommand(CommandLineRunner.Invocation invocation, Console console) {
    this.invocation = invocation;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    return switch (invocation.settings().store()) {
      case StoreSettings.Embedded(Path data, _) -> {
        if (!Files.exists(App.embeddedFile(data))) {
          throw new CommandFailure("there is no book in " + data);
        }
        yield invocation.with((app, at) -> copy(app, data));
      }
      case StoreSettings.Postgres _ ->
          throw new CommandFailure(
              "a book in PostgreSQL is copied with pg_dump, or with base backups and archived WAL");
    };
  }

  private int copy(App app, Path data) throws IOException {
    Path target = console.resolve(file);
    requirePlace(target, data);
    try {
      Contents contents = app.embedded().backup(target, overwrite);
      console.out().println(file + ": " + summary(contents));
      return 0;
    } catch (IOException e) {
      throw new CommandFailure("no copy was made in " + file + ": " + FileTrouble.explain(e));
    }
  }

  private void requirePlace(Path target, Path data) throws IOException {
    Path directory = target.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new CommandFailure("no copy was made in " + file + ": its directory is not there");
    }
    if (Files.isDirectory(target)) {
      throw new CommandFailure(file + " is a directory: name a file");
    }
    if (Files.isSameFile(directory, data)) {
      throw new CommandFailure("a copy in the book's own directory would go with it: name another");
    }
    if (Files.exists(target) && !overwrite) {
      throw new CommandFailure(file + " is there already: name another, or say --overwrite");
    }
  }

  static String summary(Contents contents) {
    return "%d deliveries, last booked day %s"
        .formatted(
            contents.deliveries(), contents.lastBookedDay().map(Object::toString).orElse("none"));
  }
}
