package daybook.cli;

import daybook.App;
import daybook.CommandFailure;
import daybook.book.StoreFailure;
import daybook.book.sql.BookCopy;
import daybook.config.Settings;
import daybook.config.StoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Copies a whole book from one store into another. */
@Command(
    name = "copy",
    description = {
      "Copy a whole book into another store, and compare the two at the end.",
      "A book is named by the configuration file that leads to it, or by the data directory of the"
          + " embedded store."
    })
final class CopyCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(CopyCommand.class);

  private static final int BAR = 30;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "BOOK",
      description = "The book; nothing is written to it meanwhile.")
  Path from = Path.of("");

  @Option(
      names = "--to",
      required = true,
      paramLabel = "BOOK",
      description = "Where to: an empty store, or one with an unfinished copy of this book.")
  Path to = Path.of("");

  @Option(
      names = "--restart",
      description = "Remove an unfinished copy first; a book is never removed.")
  boolean restart;

  private final CommandLineRunner.Invocation invocation;
  private final Console console;

  CopyCommand(CommandLineRunner.Invocation invocation, Console console) {
    this.invocation = invocation;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    invocation.refuseOptions("copy knows no --data and no --config: --from and --to name books");
    StoreSettings source = store(from);
    StoreSettings target = store(to);
    if (source.equals(target)) {
      throw new CommandFailure("--from and --to are the same book");
    }
    if (source instanceof StoreSettings.Embedded(Path data, _) && !Files.isDirectory(data)) {
      throw new CommandFailure("there is no book in " + data);
    }
    try (AutoCloseable _ = invocation.hold(source);
        AutoCloseable _ = invocation.hold(target)) {
      copy(source, target);
    } catch (StoreFailure e) {
      LOG.error("A copy failed", e);
      throw new CommandFailure(StoreTrouble.explain(e, target));
    }
    return 0;
  }

  /** A file, or what is named like one, is a configuration; else it is the book's directory. */
  private StoreSettings store(Path named) {
    Path path = console.resolve(named);
    boolean configuration =
        Files.isRegularFile(path) || (!Files.isDirectory(path) && isNamedAsFile(path));
    return configuration
        ? Settings.read(path, true, console.directory()).store()
        : new StoreSettings.Embedded(path);
  }

  private static boolean isNamedAsFile(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private void copy(StoreSettings source, StoreSettings target) throws Exception {
    BookCopy.Copied copied;
    try {
      copied = App.copy(source, target, restart, this::show);
    } finally {
      clear();
    }
    if (copied.before() > 0) {
      console
          .out()
          .println("went on with a copy that was cut off after " + copied.before() + " rows");
    }
    console
        .out()
        .println(
            "copied %d rows of %d tables; read back, each table has the same rows in both books"
                .formatted(copied.rows(), copied.tables()));
  }

  private void show(BookCopy.Stage stage, long rows, long of) {
    if (console.terminal()) {
      int done = Math.toIntExact(of == 0 ? BAR : Math.min(BAR, rows * BAR / of));
      console
          .err()
          .print(
              "\r%s [%s%s] %,d of %,d rows"
                  .formatted(
                      switch (stage) {
                        case COPYING -> "copying";
                        case CHECKING -> "checking";
                      },
                      "#".repeat(done),
                      " ".repeat(BAR - done),
                      rows,
                      of));
      console.err().flush();
    }
  }

  private void clear() {
    if (console.terminal()) {
      console.err().print("\r\u001B[K");
      console.err().flush();
    }
  }
}
