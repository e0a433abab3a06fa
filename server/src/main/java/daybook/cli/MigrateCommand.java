package daybook.cli;

import daybook.App;
import daybook.book.SchemaState;
import daybook.config.Settings;
import daybook.config.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says which scripts the store's schema lacks, and runs them; opening a book does so, too. */
@Command(
    name = "migrate",
    description = "Bring the store's schema up to date, as every command does that opens the book.")
final class MigrateCommand implements Callable<Integer> {
  @Option(names = "--dry-run", description = "Only say which scripts would run.")
  boolean dryRun;

  private final CommandLineRunner.Invocation invocation;
  private final Console console;

  MigrateCommand(CommandLineRunner.Invocation invocation, Console console) {
    this.invocation = invocation;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Optional<App> served = invocation.served();
    if (served.isPresent()) {
      return upToDate(served.get().embedded().schema());
    }
    Settings settings = invocation.settings();
    return switch (settings.store()) {
      case StoreSettings.Embedded(Path data, _) when dryRun && !Files.exists(data) ->
          // To lock a directory that is not there would make it.
          migrate(settings);
      case StoreSettings.Embedded(Path data, _) -> invocation.alone(data, () -> migrate(settings));
      case StoreSettings.Postgres _ -> migrate(settings);
    };
  }

  private int migrate(Settings settings) throws IOException {
    SchemaState before = App.schema(settings);
    int scripts = before.pending().size();
    if (scripts == 0) {
      return upToDate(before);
    }
    if (dryRun) {
      before.pending().forEach(script -> console.out().println(script + ": pending"));
      console.out().println("schema " + before.version() + ", scripts to run: " + scripts);
      return 0;
    }
    App.migrate(settings);
    before.pending().forEach(script -> console.out().println(script + ": run"));
    console.out().println("schema " + App.schema(settings).version() + ", up to date");
    return 0;
  }

  private int upToDate(SchemaState state) {
    console.out().println("schema " + state.version() + ", nothing to do");
    return 0;
  }
}
