package daybook.cli;

import daybook.App;
import daybook.CommandFailure;
import daybook.intake.Corrections;
import daybook.model.ResellerId;
import daybook.party.Directory;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Charges past session days by the prices and rates of now. */
@Command(
    name = "rerate",
    description = {
      "Charge session days by the prices and rates of now, whatever they were charged by.",
      "Prints per seller, buyer and billing period what changes."
    })
final class RerateCommand extends StoreCommand {
  @Option(
      names = "--from",
      required = true,
      paramLabel = "DATE",
      description = "First usage day, YYYY-MM-DD.")
  LocalDate from = LocalDate.MIN;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DATE",
      description = "Last usage day, inclusive.")
  LocalDate to = LocalDate.MAX;

  @Option(names = "--dry-run", description = "Only print what would change.")
  boolean dryRun;

  @Option(names = "--format", defaultValue = "table", description = "table, csv or json.")
  Table.Format format = Table.Format.table;

  RerateCommand(Stores stores) {
    super(stores);
  }

  @Override
  int run(App app, Console console) {
    if (from.isAfter(to)) {
      throw new CommandFailure("--from " + from + " is after --to " + to);
    }
    Corrections.Rerated rerated = app.rerate(from, to, dryRun);
    Directory directory = app.directories().now();
    Table table = new Table("seller", "buyer", "period", "session_days", "difference", "currency");
    for (Corrections.Line line : rerated.lines()) {
      table.row(
          line.seller() == null ? "operator" : "reseller:" + line.seller(),
          line.buyer() == null ? "accounts" : "reseller:" + line.buyer(),
          line.period(),
          line.sessionDays(),
          line.difference(),
          currency(directory, line.buyer() == null ? line.seller() : line.buyer()));
    }
    table.print(format, console.out());
    console
        .err()
        .println(
            "%d session days %s charged otherwise"
                .formatted(rerated.sessionDays(), dryRun ? "would be" : "are"));
    return 0;
  }

  /** An account's currency is its reseller's. */
  private static @Nullable String currency(Directory directory, @Nullable ResellerId reseller) {
    return reseller == null
        ? null
        : directory.reseller(reseller).orElseThrow().currency().toString();
  }
}
