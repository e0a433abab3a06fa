package daybook;

import ch.qos.logback.classic.spi.LogbackServiceProvider;
import daybook.cli.CommandLineRunner;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The one entrance: everything begins as a command. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // Numbers are printed the same everywhere.
    Locale.setDefault(Locale.ROOT);
    List<String> words = List.of(arguments);
    // Before anything logs: a server logs by itself, a command only where it is asked to.
    String level = System.getenv("DAYBOOK_LOG");
    boolean serves = words.contains("serve") || words.contains("demo");
    System.setProperty("daybook.log", level != null ? level : serves ? "INFO" : "OFF");
    // Named, for otherwise every library's jar is opened to look for another; and not told of.
    System.setProperty("slf4j.provider", LogbackServiceProvider.class.getName());
    System.setProperty("slf4j.internal.verbosity", "WARN");
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
