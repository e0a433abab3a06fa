package daybook.cli;

import daybook.CommandFailure;
import daybook.book.Batch;
import daybook.book.Entry;
import daybook.model.Money;
import daybook.model.Price;
import daybook.model.PriceList;
import daybook.model.Rating;
import daybook.model.Rating.Conversion;
import daybook.model.ResellerId;
import daybook.model.SubscriptionId;
import daybook.rating.PriceBook;
import daybook.report.Explanations.Line;
import daybook.report.Explanations.SessionDay;
import daybook.report.Explanations.TierCharge;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From a number of a report to what it is made of, down to the operator's lines. */
@Command(name = "explain", description = "Show what a number of a report is made of.")
final class ExplainCommand extends CommandGroup {
  private static final LocalDate EVER = LocalDate.of(1, 1, 1);
  private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

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
      @Option(names = "--format", defaultValue = "table", description = "table, csv or json.")
          Table.Format format)
      throws Exception {
    return stores.with((app, console) -> {
      requireId("reseller", reseller);
      requireId("subscription", subscription);
      List<Entry> entries =
          app.explanations()
              .entries(
                  new ResellerId(reseller),
                  new SubscriptionId(subscription),
                  period(period),
                  from == null ? EVER : from,
                  to == null ? NEVER : to);
      Money total = Money.ZERO;
      Table table =
          new Table(
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
      Map<Long, Batch> batches = new HashMap<>();
      app.facts().batches().forEach(batch -> batches.put(batch.id().value(), batch));
      PriceBook prices = app.priceBook();
      for (Entry entry : entries) {
        Batch batch = batches.get(entry.batch());
        Entry.Key key = entry.key();
        PriceList list = prices.list(key.listVersion());
        table.row(
            entry.bookedDay(),
            entry.batch(),
            batch == null ? null : batch.cause().name().toLowerCase(Locale.ROOT),
            batch == null || batch.delivery() == null ? null : batch.delivery().value(),
            key.kind().name().toLowerCase(Locale.ROOT),
            key.usageDay(),
            list.id().value(),
            price(prices.price(key.priceVersion()), list),
            key.rateVersion() == 0 ? null : prices.rate(key.rateVersion()).rate().toPlainString(),
            entry.sessionDays(),
            entry.bytes(),
            entry.amount().toPlainText(),
            entry.charge().toPlainText());
        total = total.plus(entry.charge());
      }
      table.print(format, console.out());
      console
          .err()
          .println("%d entries, %s in total".formatted(entries.size(), total.toPlainText()));
      return 0;
    });
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
      @Option(names = "--format", defaultValue = "table", description = "table, csv or json.")
          Table.Format format)
      throws Exception {
    return stores.with((app, console) -> {
      List<SessionDay> found = app.explanations().sessionDays(sid, day);
      if (found.isEmpty()) {
        throw new CommandFailure("no session " + sid + " on " + day + ": see 'report day'");
      }
      Table table =
          switch (part) {
            case charges -> charges(found, app.priceBook());
            case lines -> lines(found);
          };
      table.print(format, console.out());
      for (SessionDay one : found) {
        console
            .err()
            .println(
                "session %d of SIM %s on %s: %d bytes up, %d down, subscription %s"
                    .formatted(
                        sid,
                        one.key().sim(),
                        day,
                        one.bytesUp(),
                        one.bytesDown(),
                        one.tiers().isEmpty() ? "none" : one.subscription()));
      }
      return 0;
    });
  }

  private static Table charges(List<SessionDay> found, PriceBook prices) {
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
    for (SessionDay one : found) {
      for (TierCharge charged : one.tiers()) {
        Rating.Tier tier = charged.tier();
        String seller = tier.seller() == null ? "operator" : "reseller:" + tier.seller();
        String buyer = tier.buyer() == null ? "account" : "reseller:" + tier.buyer();
        switch (tier.pricing()) {
          case Rating.Unrated(Rating.Reason reason) ->
              table.row(
                  one.key().sim().value(),
                  seller,
                  buyer,
                  null,
                  null,
                  null,
                  null,
                  null,
                  reason.name().toLowerCase(Locale.ROOT));
          case Rating.Priced priced -> {
            PriceList list = prices.list(priced.listVersion());
            table.row(
                one.key().sim().value(),
                seller,
                buyer,
                list.id().value(),
                price(prices.price(priced.priceVersion()), list),
                charged.charge().orElseThrow().amount().toPlainText(),
                priced.charge() instanceof Conversion.AtRate(long version)
                    ? prices.rate(version).rate().toPlainString()
                    : null,
                charged.charge().orElseThrow().charge().toPlainText(),
                null);
          }
        }
      }
    }
    return table;
  }

  private static Table lines(List<SessionDay> found) {
    Table table =
        new Table(
            "sim_id", "delivery_id", "file", "line", "added_up", "added_down", "withdrawn", "raw");
    for (SessionDay one : found) {
      for (Line line : one.lines()) {
        table.row(
            one.key().sim().value(),
            line.record().delivery().value(),
            line.file(),
            line.record().content().line(),
            line.record().addedUp(),
            line.record().addedDown(),
            line.record().withdrawn(),
            line.text().orElse(null));
      }
    }
    return table;
  }

  /** As "0.02 USD per MiB, by 1024 B". */
  private static String price(Price price, PriceList list) {
    return "%s %s per %s, by %d B"
        .formatted(
            price.price().stripTrailingZeros().toPlainString(),
            list.currency(),
            price.unit().symbol(),
            price.incrementBytes());
  }

  private static YearMonth period(String text) {
    try {
      return YearMonth.parse(text);
    } catch (DateTimeParseException e) {
      throw new CommandFailure("--period " + text + " is no month, as 2024-06");
    }
  }

  private static void requireId(String what, long id) {
    if (id <= 0) {
      throw new CommandFailure("no " + what + " " + id + ": see 'list " + what + "s'");
    }
  }
}
