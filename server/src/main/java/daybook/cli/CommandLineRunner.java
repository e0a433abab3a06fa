package daybook.cli;

import daybook.App;
import daybook.CommandFailure;
import daybook.book.StoreFailure;
import daybook.cli.control.ControlClient;
import daybook.config.Settings;
import daybook.config.SettingsException;
import daybook.config.StoreSettings;
import daybook.inventory.InventoryException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * Runs one command line: finds the settings, gets hold of the book, and turns whatever goes wrong
 * into one clear line and an exit status.
 */
public final class CommandLineRunner {
  private static final Logger LOG = LoggerFactory.getLogger(CommandLineRunner.class);

  private final Console console;

  /** The book that this process serves; absent: each command opens it for itself. */
  private final @Nullable App served;

  private CommandLineRunner(Console console, @Nullable App served) {
    this.console = console;
    this.served = served;
  }

  /** For a process that was started for one command. */
  public static CommandLineRunner ofProcess(
      PrintWriter out, PrintWriter err, Path directory, boolean terminal) {
    return new CommandLineRunner(new Console(out, err, directory, terminal), null);
  }

  /** For a server that runs other processes' commands on its own book. */
  static CommandLineRunner ofServer(App served, Console console) {
    return new CommandLineRunner(console, served);
  }

  /**
   * @return the exit status: 0, or another after one clear line on the error stream
   */
  public int run(List<String> arguments) {
    DaybookCommand daybook = new DaybookCommand();
    Invocation invocation = new Invocation(daybook, arguments);
    CommandLine line = new CommandLine(daybook);
    Commands.meant(arguments, invocation, console).forEach(line::addSubcommand);
    line.setOut(console.out());
    line.setErr(console.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler(this::explainUsage);
    line.setExecutionExceptionHandler((e, failed, parsed) -> explain(e, invocation, failed));
    int status = line.execute(arguments.toArray(String[]::new));
    console.out().flush();
    console.err().flush();
    return status;
  }

  private int explainUsage(CommandLine.ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    console.err().println("daybook: " + firstLine(e.getMessage()));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, console.err());
    console.err().println("Try './" + command.getCommandSpec().qualifiedName() + " --help'");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private int explain(Exception e, Invocation invocation, CommandLine line) {
    switch (e) {
      case CommandFailure failure -> console.err().println("daybook: " + failure.getMessage());
      case SettingsException wrong -> console.err().println("daybook: " + wrong.getMessage());
      case InventoryException wrong -> console.err().println("daybook: " + wrong.getMessage());
      case StoreFailure failure -> {
        LOG.error("The store failed", failure);
        String trouble = StoreTrouble.explain(failure, invocation.settings().store());
        console.err().println("daybook: " + trouble);
      }
      default -> {
        LOG.error("Unexpected failure", e);
        console
            .err()
            .println(
                "daybook: unexpected failure; with DAYBOOK_LOG=ERROR it is logged in full: " + e);
      }
    }
    return line.getCommandSpec().exitCodeOnExecutionException();
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }

  /** One command line and the way from it to the book. */
  final class Invocation implements Stores {
    private final DaybookCommand options;
    private final List<String> arguments;

    Invocation(DaybookCommand options, List<String> arguments) {
      this.options = options;
      this.arguments = arguments;
    }

    /** The settings in force: the configuration file's, with {@code --data} over them. */
    Settings settings() {
      if (served != null) {
        return served.settings();
      }
      Path named = options.config;
      Path file = console.resolve(named == null ? Path.of("daybook.yaml") : named);
      Settings settings = Settings.read(file, named != null, console.directory());
      Path data = options.data;
      return data == null ? settings : settings.withData(console.resolve(data));
    }

    /** Where the demonstration is made: {@code --data}, or a folder where the user is. */
    Path demoDirectory() {
      Path data = options.data;
      return console.resolve(data == null ? Path.of("daybook-demo") : data);
    }

    @Override
    public int with(Work work) throws Exception {
      if (served != null) {
        return work.on(served, console);
      }
      Settings settings = settings();
      return switch (settings.store()) {
        case StoreSettings.Embedded(Path data, _) -> embedded(settings, data, work);
        case StoreSettings.Postgres _ -> beside(settings, work);
      };
    }

    /** The embedded store belongs to one process: this one, or the server that holds it. */
    private int embedded(Settings settings, Path data, Work work) throws Exception {
      return alone(data, () -> beside(settings, work));
    }

    /** Does work on a data directory that nobody holds, or has the server do it that holds it. */
    int alone(Path data, Callable<Integer> work) throws Exception {
      Optional<StoreLock> lock = StoreLock.take(data);
      if (lock.isEmpty()) {
        return throughHolder(data);
      }
      try (StoreLock _ = lock.get()) {
        return work.call();
      }
    }

    /** The book that this process serves; empty: it serves none. */
    Optional<App> served() {
      return Optional.ofNullable(served);
    }

    /** Works on the book beside whoever else does. */
    private int beside(Settings settings, Work work) throws Exception {
      try (App app = App.open(settings)) {
        return work.on(app, console);
      }
    }

    /**
     * @throws CommandFailure if another process holds the book in this directory
     */
    void requireFree(Path data) throws IOException {
      take(data).close();
    }

    /**
     * The right to the store, which the embedded one gives to one process at a time.
     *
     * @throws CommandFailure if another process has it
     */
    AutoCloseable hold(StoreSettings store) throws IOException {
      return switch (store) {
        case StoreSettings.Embedded(Path data, _) -> take(data);
        case StoreSettings.Postgres _ -> () -> {};
      };
    }

    /** Refuses the options that name one book, for a command that names its own. */
    void refuseOptions(String remedy) {
      if (options.data != null || options.config != null) {
        throw new CommandFailure(remedy);
      }
    }

    /**
     * @throws CommandFailure if another process holds the book in this directory
     */
    static StoreLock take(Path data) throws IOException {
      Optional<StoreLock> lock = StoreLock.take(data);
      if (lock.isEmpty()) {
        throw new CommandFailure(
            "the book in " + data + " is in use by " + StoreLock.holder(data) + ": stop it first");
      }
      return lock.get();
    }

    /** Opens the book for a server. */
    int serving(Settings settings, Serving work) throws Exception {
      if (served != null) {
        throw new CommandFailure("a server is running on this book already");
      }
      return switch (settings.store()) {
        case StoreSettings.Embedded(Path data, _) -> {
          try (StoreLock lock = take(data);
              App app = App.open(settings)) {
            yield work.on(app, console, lock);
          }
        }
        case StoreSettings.Postgres _ -> {
          try (App app = App.open(settings)) {
            yield work.on(app, console, null);
          }
        }
      };
    }

    private int throughHolder(Path data) throws IOException {
      Path socket = StoreLock.announcedSocket(data);
      if (socket == null) {
        throw new CommandFailure(
            "the book in "
                + data
                + " is in use by "
                + StoreLock.holder(data)
                + ", which is no server: wait until it has ended");
      }
      try {
        return ControlClient.run(
            socket,
            arguments,
            console.directory(),
            console.terminal(),
            console.out(),
            console.err());
      } catch (IOException e) {
        throw new CommandFailure(
            "the server that holds the book (" + StoreLock.holder(data) + ") did not answer: " + e);
      }
    }
  }

  /** Work of a server: it holds the book until it is told to stop. */
  interface Serving {
    /**
     * @param lock where the server announces that it takes commands; absent: they go to the store
     *     themselves
     * @return the exit status
     */
    int on(App app, Console console, @Nullable StoreLock lock) throws Exception;
  }
}
