package daybook.cli;

import daybook.App;
import daybook.CommandFailure;
import daybook.model.DaySpan;
import daybook.model.Refusal;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import daybook.party.Caller;
import daybook.report.ExpenseQuery;
import daybook.report.ExpenseReport;
import daybook.report.UsagePage;
import daybook.report.UsageQuery;
import daybook.report.UsageRow;
import daybook.web.EnglishMessages;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The two reports, on the command line. */
@Command(name = "report", description = "Print a report: day (usage) or expenses.")
final class ReportCommand extends CommandGroup {
  private final Stores stores;

  ReportCommand(Stores stores) {
    super("Say 'day' or 'expenses'");
    this.stores = stores;
  }

  @Command(name = "day", description = "Usage per session and day, as POST /api/report/day.")
  int day(
      @Option(names = "--from", paramLabel = "DAY", description = "First usage day, YYYY-MM-DD.")
          @Nullable LocalDate from,
      @Option(names = "--to", paramLabel = "DAY", description = "Last usage day, inclusive.")
          @Nullable LocalDate to,
      @Option(
              names = "--select",
              split = ",",
              paramLabel = "ITEM",
              description = "all, s_<id>, g_<id>; default all.")
          @Nullable List<String> select,
      @Option(names = "--page", defaultValue = "0", description = "From 0.") long page,
      @Option(names = "--size", defaultValue = "50", description = "Rows a page.") int size,
      @Option(
              names = "--reseller",
              paramLabel = "ID",
              description = "As this reseller sees it; default: the provider.")
          @Nullable Long reseller,
      @Option(names = "--as-of", paramLabel = "DAY", description = "As it was that day.")
          @Nullable LocalDate asOf,
      @Option(names = "--format", defaultValue = "table", description = "table, csv or json.")
          Table.Format format)
      throws Exception {
    return stores.with((app, console) -> {
      requireRange(from, to);
      if (page < 0 || size < 1) {
        throw new CommandFailure("--page counts from 0, --size from 1");
      }
      UsageQuery query =
          new UsageQuery(from, to, select == null ? List.of() : select, page, size, asOf);
      UsagePage answer = answered(() -> app.usage().page(caller(app, reseller), query));
      Table table =
          new Table(
              "sid",
              "day",
              "session_cost",
              "bytes_up",
              "bytes_down",
              "value",
              "id",
              "original_number",
              "iccid",
              "name");
      for (UsageRow row : answer.rows()) {
        table.row(
            row.sid(),
            row.usageDay(),
            row.sessionCost() == null ? null : row.sessionCost().toPlainText(),
            row.bytesUp(),
            row.bytesDown(),
            row.bytes(),
            row.sim().value(),
            row.originalNumber(),
            row.iccid(),
            row.name());
      }
      table.print(format, console.out());
      console
          .err()
          .println(
              "%d of %d session days, %d unrated; complete through %s"
                  .formatted(
                      table.size(),
                      answer.total(),
                      answer.unrated(),
                      completeThrough(answer.completeThrough())));
      return 0;
    });
  }

  @Command(
      name = "expenses",
      description = "What a reseller pays per subscription, as reseller_analytics.")
  int expenses(
      @Option(names = "--reseller", required = true, paramLabel = "ID") long reseller,
      @Option(
              names = "--from",
              required = true,
              paramLabel = "DAY",
              description = "First booked day, YYYY-MM-DD.")
          LocalDate from,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "DAY",
              description = "Last booked day, inclusive.")
          LocalDate to,
      @Option(names = "--downstream", description = "Also all resellers below.") boolean downstream,
      @Option(names = "--revenue", description = "What its buyers pay it instead.") boolean revenue,
      @Option(names = "--as-of", paramLabel = "DAY", description = "As it was that day.")
          @Nullable LocalDate asOf,
      @Option(names = "--format", defaultValue = "table", description = "table, csv or json.")
          Table.Format format)
      throws Exception {
    return stores.with((app, console) -> {
      requireRange(from, to);
      ExpenseQuery query =
          new ExpenseQuery(
              resellerId(reseller),
              from,
              to,
              revenue ? ExpenseQuery.Basis.REVENUE : ExpenseQuery.Basis.EXPENSE,
              downstream,
              asOf);
      ExpenseReport answer = answered(() -> app.expenses().report(caller(app, null), query));
      Table table =
          new Table("reseller_id", "account_id", "subscription_id", "period", "total", "currency");
      for (ExpenseReport.Line line : answer.lines()) {
        table.row(
            line.reseller().value(),
            line.account().value(),
            line.subscription().value(),
            line.period(),
            line.total().toPlainText(),
            answer.currency());
      }
      table.print(format, console.out());
      console
          .err()
          .println(
              "%d rows, %d session days unrated; complete through %s"
                  .formatted(
                      table.size(), answer.unrated(), completeThrough(answer.completeThrough())));
      return 0;
    });
  }

  static Reseller provider(App app) {
    return app.directories()
        .now()
        .root()
        .orElseThrow(() -> new CommandFailure("the book has no resellers yet: 'import' them"));
  }

  /** Whoever sees all of a reseller's numbers; absent: of the provider's. */
  static Caller caller(App app, @Nullable Long reseller) {
    ResellerId id = reseller == null ? provider(app).id() : resellerId(reseller);
    if (app.directories().now().reseller(id).isEmpty()) {
      throw new CommandFailure("no reseller " + id + ": see 'list resellers'");
    }
    return Caller.atTheCommandLine(id);
  }

  static ResellerId resellerId(long id) {
    if (id <= 0) {
      throw new CommandFailure("no reseller " + id + ": see 'list resellers'");
    }
    return new ResellerId(id);
  }

  static DaySpan range(@Nullable LocalDate from, @Nullable LocalDate to) {
    requireRange(from, to);
    return new DaySpan(from, to);
  }

  static void requireRange(@Nullable LocalDate from, @Nullable LocalDate to) {
    if (from != null && to != null && from.isAfter(to)) {
      throw new CommandFailure("--from " + from + " lies after --to " + to);
    }
  }

  static String completeThrough(@Nullable LocalDate day) {
    return day == null ? "unknown" : day.toString();
  }

  interface Answer<T> {
    T get();
  }

  static <T> T answered(Answer<T> answer) {
    try {
      return answer.get();
    } catch (Refusal refusal) {
      throw new CommandFailure(EnglishMessages.of(refusal.problem()));
    }
  }
}
