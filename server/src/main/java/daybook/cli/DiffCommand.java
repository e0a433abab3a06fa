package daybook.cli;

import daybook.App;
import daybook.CommandFailure;
import daybook.model.DaySpan;
import daybook.model.Problem;
import daybook.model.Refusal;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import daybook.report.Differences;
import daybook.report.ExpenseDifference;
import daybook.report.UsageDifference;
import daybook.web.EnglishMessages;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the two reports said at the end of one day and of another, where that differs, and why. */
@Command(
    name = "diff",
    description = {
      "Show which numbers of the two reports differ between two days' states, and why.",
      "A line without a batch is a number of a report; the lines of batches that follow it add up"
          + " to its difference."
    })
final class DiffCommand extends StoreCommand {
  enum Report {
    expenses,
    usage,
    both
  }

  /** What a line of the usage report's differences is about. */
  enum By {
    day,
    sim
  }

  @Option(
      names = "--from-as-of",
      required = true,
      paramLabel = "DAY",
      description = "The day at whose end the earlier state stood, YYYY-MM-DD.")
  LocalDate earlier = LocalDate.MIN;

  @Option(
      names = "--to-as-of",
      required = true,
      paramLabel = "DAY",
      description = "The day at whose end the later state stood.")
  LocalDate later = LocalDate.MAX;

  @Option(
      names = "--reseller",
      paramLabel = "ID",
      description =
          "This reseller's expenses, and usage as it sees it; default: every reseller's, and the"
              + " provider's view.")
  @Nullable Long reseller;

  @Option(
      names = "--report",
      defaultValue = "both",
      description = "expenses, usage or both (default).")
  Report report = Report.both;

  @Option(
      names = "--by",
      defaultValue = "day",
      description = "Of the usage: per day (default), or per day and sim.")
  By by = By.day;

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description = "First usage day; of the expenses, its billing period.")
  @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DAY", description = "Last usage day, inclusive.")
  @Nullable LocalDate to;

  @Option(names = "--format", defaultValue = "table", description = "table, csv or json.")
  Table.Format format = Table.Format.table;

  DiffCommand(Stores stores) {
    super(stores);
  }

  @Override
  int run(App app, Console console) {
    ReportCommand.requireRange(from, to);
    if (report == Report.both && format == Table.Format.csv) {
      throw new CommandFailure(
          "csv holds one table: say --report expenses or --report usage, or --format json");
    }
    Differences.Between between = between(app);
    DaySpan usageDays = new DaySpan(from, to);
    Causes causes = new Causes(between.batches(), app.facts().deliveries());
    List<ExpenseDifference> expenses =
        report == Report.usage ? List.of() : between.expenses(resellers(app), usageDays);
    List<UsageDifference> usage =
        report == Report.expenses
            ? List.of()
            : between.usage(
                usageDays,
                switch (by) {
                  case day -> UsageDifference.Detail.DAY;
                  case sim -> UsageDifference.Detail.SIM;
                });
    print(expenses, usage, new DifferenceTables(causes), console);
    console
        .err()
        .println(
            "%s between the ends of %s and %s: %d batches were booked"
                .formatted(counts(expenses, usage), earlier, later, causes.batches()));
    return 0;
  }

  private Differences.Between between(App app) {
    try {
      return app.differences().between(ReportCommand.caller(app, reseller), earlier, later);
    } catch (Refusal refusal) {
      throw new CommandFailure(remedy(refusal.problem(), app));
    }
  }

  private String remedy(Problem problem, App app) {
    return switch (problem) {
      case Problem.ReversedDates _ ->
          "--from-as-of %s lies after --to-as-of %s: give the earlier day first"
              .formatted(earlier, later);
      case Problem.AsOfBeforeOpening(String parameter, LocalDate day) ->
          app.bookSettings()
              .openedOn()
              .map(opened ->
                  "%s %s lies before the opening of the book: ask as of %s, when it was opened, or"
                          .formatted(option(parameter), day, opened)
                      + " later")
              .orElse(
                  "the book is not open, so no earlier state is kept: './daybook open' opens it");
      case Problem.AsOfInFuture(String parameter, LocalDate day) ->
          "%s %s is still to come: ask as of %s, which is today, or earlier"
              .formatted(option(parameter), day, app.today());
      default -> EnglishMessages.of(problem);
    };
  }

  private static String option(String parameter) {
    return "--" + parameter.replace('_', '-');
  }

  private List<ResellerId> resellers(App app) {
    return reseller == null
        ? app.directories().now().resellers().stream().map(Reseller::id).toList()
        : List.of(new ResellerId(reseller));
  }

  private void print(
      List<ExpenseDifference> expenses,
      List<UsageDifference> usage,
      DifferenceTables tables,
      Console console) {
    switch (report) {
      case expenses -> tables.expenses(expenses).print(format, console.out());
      case usage -> tables.usage(usage, by).print(format, console.out());
      case both -> {
        boolean json = format == Table.Format.json;
        console.out().print(json ? "{\"expenses\":" : "");
        tables.expenses(expenses).print(format, console.out());
        console.out().print(json ? ",\"usage\":" : System.lineSeparator());
        tables.usage(usage, by).print(format, console.out());
        console.out().print(json ? "}" + System.lineSeparator() : "");
        console.out().flush();
      }
    }
  }

  private String counts(List<ExpenseDifference> expenses, List<UsageDifference> usage) {
    String days = usage.size() + (by == By.day ? " usage days" : " SIMs' usage days");
    return switch (report) {
      case expenses -> expenses.size() + " expenses differ";
      case usage -> days + " differ";
      case both -> expenses.size() + " expenses and " + days + " differ";
    };
  }
}
