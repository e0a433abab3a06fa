package daybook.cli;

import daybook.CommandFailure;
import daybook.model.Price;
import daybook.model.SubscriptionId;
import daybook.report.EntryLine;
import daybook.report.EntryQuery;
import daybook.report.EntryReport;
import daybook.report.ExpenseQuery.Basis;
import daybook.report.ExplainedSession;
import daybook.report.Page;
import daybook.report.SessionQuery;
import daybook.report.Terms;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From a number of a report to what it is made of, down to the operator's lines. */
@Command(name = "explain", description = "Show what a number of a report is made of.")
final class ExplainCommand extends CommandGroup {
  private static final List<String> ENTRY_COLUMNS =
      List.of(
          "booked_on",
          "batch",
          "cause",
          "delivery_id",
          "kind",
          "usage_day",
          "price_list",
          "price",
          "rate",
          "session_days",
          "bytes",
          "amount",
          "charge");

  /** What of a session day is shown. */
  enum Part {
    charges,
    lines
  }

  private final Stores stores;

  ExplainCommand(Stores stores) {
    super("Say 'expenses' or 'session'");
    this.stores = stores;
  }

  @Command(name = "expenses", description = "The entries that make up a row of the expense report.")
  int expenses(
      @Option(names = "--reseller", required = true, paramLabel = "ID") long reseller,
      @Option(names = "--subscription", required = true, paramLabel = "ID") long subscription,
      @Option(names = "--period", required = true, paramLabel = "YYYY-MM") String period,
      @Option(names = "--from", paramLabel = "DAY", description = "First booked day.")
          @Nullable LocalDate from,
      @Option(names = "--to", paramLabel = "DAY", description = "Last booked day, inclusive.")
          @Nullable LocalDate to,
      @Option(names = "--revenue", description = "What its buyers pay it instead.") boolean revenue,
      @Option(names = "--as-of", paramLabel = "DAY", description = "As it was that day.")
          @Nullable LocalDate asOf,
      @Option(names = "--format", defaultValue = "table", description = "table, csv or json.")
          Table.Format format)
      throws Exception {
    return stores.with((app, console) -> {
      EntryQuery query =
          new EntryQuery(
              ReportCommand.resellerId(reseller),
              subscriptionId(subscription),
              EntryQuery.daysOf(period(period)),
              ReportCommand.range(from, to),
              revenue ? Basis.REVENUE : Basis.EXPENSE,
              asOf);
      EntryReport report =
          ReportCommand.answered(
              () -> app.explanations().entries(ReportCommand.caller(app, null), query, Page.WHOLE));
      entries(report, revenue).print(format, console.out());
      console.err().println("%d entries, %s in total".formatted(report.count(), report.total()));
      return 0;
    });
  }

  private static Table entries(EntryReport report, boolean revenue) {
    List<String> columns = new ArrayList<>(ENTRY_COLUMNS);
    if (revenue) {
      columns.addAll(List.of("revenue_rate", "revenue"));
    }
    Table table = new Table(columns.toArray(String[]::new));
    for (EntryLine line : report.entries()) {
      List<@Nullable Object> row =
          new ArrayList<>(
              Arrays.<@Nullable Object>asList(
                  line.bookedDay(),
                  line.batch(),
                  line.cause(),
                  line.delivery() == null ? null : line.delivery().value(),
                  line.kind(),
                  line.usageDay(),
                  line.terms().list().id().value(),
                  price(line.terms()),
                  rate(line.terms().rate()),
                  line.sessionDays(),
                  line.bytes(),
                  line.amount().toPlainText(),
                  line.charge().toPlainText()));
      if (revenue) {
        row.add(rate(line.terms().revenueRate()));
        row.add(line.revenue() == null ? null : line.revenue().toPlainText());
      }
      table.row(row.toArray());
    }
    return table;
  }

  @Command(
      name = "session",
      description = "What a row of the usage report costs, and the operator's lines behind it.")
  int session(
      @Option(
              names = "--sid",
              required = true,
              paramLabel = "NUMBER",
              description = "The session's number, as the report has it.")
          long sid,
      @Option(names = "--day", required = true, paramLabel = "DAY", description = "Usage day.")
          LocalDate day,
      @Option(names = "--show", defaultValue = "lines", description = "lines (default) or charges.")
          Part part,
      @Option(names = "--as-of", paramLabel = "DAY", description = "As it was that day.")
          @Nullable LocalDate asOf,
      @Option(names = "--format", defaultValue = "table", description = "table, csv or json.")
          Table.Format format)
      throws Exception {
    return stores.with((app, console) -> {
      List<ExplainedSession> found =
          ReportCommand.answered(
              () -> app.explanations().wholeSession(new SessionQuery(sid, day, asOf)));
      if (found.isEmpty()) {
        throw new CommandFailure("no session " + sid + " on " + day + ": see 'report day'");
      }
      Table table =
          switch (part) {
            case charges -> charges(found);
            case lines -> lines(found);
          };
      table.print(format, console.out());
      for (ExplainedSession one : found) {
        console
            .err()
            .println(
                "session %d of SIM %s on %s: %d bytes up, %d down, subscription %s"
                    .formatted(
                        sid,
                        one.sim(),
                        day,
                        one.bytesUp(),
                        one.bytesDown(),
                        one.subscription() == null ? "none" : one.subscription()));
      }
      return 0;
    });
  }

  private static Table charges(List<ExplainedSession> found) {
    Table table =
        new Table(
            "sim_id",
            "seller",
            "buyer",
            "price_list",
            "price",
            "amount",
            "rate",
            "charge",
            "missing");
    for (ExplainedSession one : found) {
      for (ExplainedSession.Tier tier : one.tiers()) {
        String seller = tier.seller() == null ? "operator" : "reseller:" + tier.seller();
        String buyer = tier.buyer() == null ? "account" : "reseller:" + tier.buyer();
        switch (tier.outcome()) {
          case ExplainedSession.Unrated unrated ->
              table.row(
                  one.sim().value(),
                  seller,
                  buyer,
                  null,
                  null,
                  null,
                  null,
                  null,
                  unrated.missing());
          case ExplainedSession.Charged charged ->
              table.row(
                  one.sim().value(),
                  seller,
                  buyer,
                  charged.terms().list().id().value(),
                  price(charged.terms()),
                  charged.amount().toPlainText(),
                  rate(charged.terms().rate()),
                  charged.charge().toPlainText(),
                  null);
        }
      }
    }
    return table;
  }

  private static Table lines(List<ExplainedSession> found) {
    Table table =
        new Table(
            "sim_id", "delivery_id", "file", "line", "added_up", "added_down", "withdrawn", "raw");
    for (ExplainedSession one : found) {
      for (ExplainedSession.Line line : one.lines()) {
        ExplainedSession.Source source = Objects.requireNonNull(line.source());
        table.row(
            one.sim().value(),
            source.delivery().value(),
            source.file(),
            source.line(),
            line.addedUp(),
            line.addedDown(),
            line.withdrawn(),
            source.text().orElse(null));
      }
    }
    return table;
  }

  /** As "0.02 USD per MiB, by 1024 B". */
  private static String price(Terms terms) {
    Price price = terms.price();
    return "%s %s per %s, by %d B"
        .formatted(
            price.price().stripTrailingZeros().toPlainString(),
            terms.list().currency(),
            price.unit().symbol(),
            price.incrementBytes());
  }

  private static @Nullable String rate(@Nullable BigDecimal rate) {
    return rate == null ? null : rate.toPlainString();
  }

  private static YearMonth period(String text) {
    try {
      return YearMonth.parse(text);
    } catch (DateTimeParseException e) {
      throw new CommandFailure("--period " + text + " is no month, as 2024-06");
    }
  }

  private static SubscriptionId subscriptionId(long id) {
    if (id <= 0) {
      throw new CommandFailure("no subscription " + id + ": see 'list subscriptions'");
    }
    return new SubscriptionId(id);
  }
}
