package daybook;

import daybook.book.duckdb.EngineLibrary;
import daybook.cli.CommandLineRunner;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The one entrance: everything begins as a command. */
public final class Main {
  /** Words that ask for no book. */
  private static final Set<String> WITHOUT_BOOK =
      Set.of("-h", "--help", "-V", "--version", "help", "config");

  private Main() {}

  public static void main(String[] arguments) {
    // Numbers are printed the same everywhere.
    Locale.setDefault(Locale.ROOT);
    List<String> words = List.of(arguments);
    if (!words.isEmpty() && Collections.disjoint(words, WITHOUT_BOOK)) {
      EngineLibrary.loadAhead();
    }
    // Before anything logs: a server logs by itself, a command only where it is asked to.
    String level = System.getenv("DAYBOOK_LOG");
    boolean serves = words.contains("serve") || words.contains("demo");
    Logging.at(level != null ? level : serves ? "INFO" : "OFF");
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    boolean terminal = isTerminal();
    int status =
        CommandLineRunner.ofProcess(out, err, Path.of("").toAbsolutePath(), terminal).run(words);
    out.flush();
    err.flush();
    System.exit(status);
  }

  /** Progress is for a person; System.console() is absent only in an unusual JDK. */
  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }
}
