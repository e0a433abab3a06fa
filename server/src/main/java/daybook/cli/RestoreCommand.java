package daybook.cli;

import daybook.App;
import daybook.CommandFailure;
import daybook.book.duckdb.Restore;
import daybook.config.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a copy of a book in place of the embedded book, which nobody may hold meanwhile. */
@Command(name = "restore", description = "Make a copy of 'backup' the book.")
final class RestoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The copy.")
  Path file = Path.of("");

  @Option(
      names = "--replace",
      description = "Replace the book that is there; it is kept beside under a dated name.")
  boolean replace;

  private final CommandLineRunner.Invocation invocation;
  private final Console console;
  private final InstantSource clock;

  RestoreCommand(CommandLineRunner.Invocation invocation, Console console, InstantSource clock) {
    this.invocation = invocation;
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    switch (invocation.settings().store()) {
      case StoreSettings.Embedded(Path data, _) -> restore(data);
      case StoreSettings.Postgres _ ->
          throw new CommandFailure("a book in PostgreSQL is restored with pg_restore or psql");
    }
    return 0;
  }

  private void restore(Path data) throws IOException {
    Path copy = console.resolve(file);
    Path book = App.embeddedFile(data);
    requireCopy(copy, book);
    requireRoom(book);
    Restore restore = look(copy);
    try (StoreLock _ = CommandLineRunner.Invocation.take(data)) {
      // Between the first look and the lock another command may have made a book.
      requireRoom(book);
      Optional<Path> kept = restore.into(book, clock.instant());
      console.out().println(book + ": " + BackupCommand.summary(restore.contents()));
      kept.ifPresent(old -> console.out().println("the book that was there is " + old + " now"));
    } catch (IOException e) {
      throw new CommandFailure(file + " was not restored: " + FileTrouble.explain(e));
    }
  }

  private void requireCopy(Path copy, Path book) throws IOException {
    if (!Files.isRegularFile(copy)) {
      throw new CommandFailure(file + " is no file; nothing was restored");
    }
    if (Files.exists(book) && Files.isSameFile(copy, book)) {
      throw new CommandFailure(file + " is the book itself; nothing was restored");
    }
  }

  private void requireRoom(Path book) {
    if (Files.exists(book) && !replace) {
      throw new CommandFailure(
          "there is a book already, " + book + ": say --replace to replace it");
    }
  }

  private Restore look(Path copy) {
    try {
      return Restore.of(copy);
    } catch (IOException e) {
      throw new CommandFailure(file + " cannot be restored: " + FileTrouble.explain(e));
    }
  }
}
