package daybook.cli;

import daybook.App;
import daybook.CommandFailure;
import daybook.intake.Settlement.Settled;
import daybook.inventory.FileResult;
import daybook.inventory.ImportReport;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Brings the registry's plain files in, and the books in line with them. */
@Command(
    name = "import",
    description = "Import resellers, accounts, SIMs, prices and rates from CSV files.")
final class ImportCommand extends StoreCommand {
  @Parameters(paramLabel = "DIR", description = "The directory with the files.")
  Path directory = Path.of("");

  ImportCommand(Stores stores) {
    super(stores);
  }

  @Override
  int run(App app, Console console) {
    Path from = console.resolve(directory);
    if (!Files.isDirectory(from)) {
      throw new CommandFailure(from + " is no directory");
    }
    try {
      ImportReport report = app.inventory().importDirectory(from);
      for (FileResult file : report.files()) {
        console.out().println(summary(file));
      }
      for (String ignored : report.ignored()) {
        console.err().println(ignored + ": not imported, for its name says nothing to Daybook");
      }
    } finally {
      // Files before a bad one are in, and the books follow them.
      settle(app, console);
    }
    return 0;
  }

  private static void settle(App app, Console console) {
    Settled settled = app.settle();
    if (!settled.isNothing()) {
      console.out().println(summary(settled));
    }
  }

  private static String summary(FileResult file) {
    return file.isUnchanged()
        ? "%s: unchanged, %d lines".formatted(file.file(), file.unchanged())
        : "%s: %d new, %d changed, %d closed, %d unchanged"
            .formatted(file.file(), file.opened(), file.changed(), file.closed(), file.unchanged());
  }

  static String summary(Settled settled) {
    return "books: %d parked records found their SIM, %d session days have another owner,"
            .formatted(settled.unparked(), settled.rebooked())
        + " %d are charged now that were not".formatted(settled.rated());
  }
}
