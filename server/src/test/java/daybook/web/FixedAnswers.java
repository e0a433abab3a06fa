package daybook.web;

import daybook.book.StoreUnavailable;
import daybook.completeness.FeedState;
import daybook.completeness.Incomplete;
import daybook.completeness.Numbers;
import daybook.completeness.OperatorState;
import daybook.model.AccountId;
import daybook.model.Buyers;
import daybook.model.Currency;
import daybook.model.DataUnit;
import daybook.model.DeliveryId;
import daybook.model.Manager;
import daybook.model.ManagerId;
import daybook.model.Money;
import daybook.model.Party;
import daybook.model.Price;
import daybook.model.PriceList;
import daybook.model.PriceListId;
import daybook.model.Problem;
import daybook.model.Refusal;
import daybook.model.ResellerId;
import daybook.model.Role;
import daybook.model.SimId;
import daybook.model.SubscriptionId;
import daybook.party.Caller;
import daybook.report.CompletenessReport;
import daybook.report.EntryLine;
import daybook.report.EntryQuery;
import daybook.report.EntryReport;
import daybook.report.ExpenseLines;
import daybook.report.ExpenseQuery;
import daybook.report.ExpenseReport;
import daybook.report.ExplainedSession;
import daybook.report.PartQuery;
import daybook.report.PartReport;
import daybook.report.SessionQuery;
import daybook.report.Terms;
import daybook.report.UsagePage;
import daybook.report.UsageQuery;
import daybook.report.UsageRow;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Reports that never change, so that what is tested is how they are asked for and written. */
public final class FixedAnswers {
  /** The token of the documented example; its manager is an admin of reseller 1. */
  public static final String TOKEN = "vY5fwetestK3gJXZH5uHCw";

  private static final LocalDate OPENED_ON = LocalDate.parse("2023-01-01");
  private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
  private static final LocalDate COMPLETE = LocalDate.parse("2024-06-25");
  private static final Set<String> KNOWN =
      Set.of("all", "s_17", "s_18", "g_3", "s_500", "s_503", "s_17000");

  /** How many reports were really made. */
  public final AtomicInteger reports = new AtomicInteger();

  public static Optional<Caller> caller(String token) {
    return switch (token) {
      case TOKEN, "admin" -> Optional.of(caller(7, Role.ADMIN, null));
      case "finance" -> Optional.of(caller(8, Role.FINANCE, null));
      case "operations" -> Optional.of(caller(9, Role.OPERATIONS, null));
      case "viewer" -> Optional.of(caller(10, Role.VIEWER, null));
      case "account" -> Optional.of(caller(11, Role.ACCOUNT_USER, new AccountId(929)));
      case "away" -> throw away();
      default -> Optional.empty();
    };
  }

  private static Caller caller(long id, Role role, AccountId account) {
    return new Caller(
        new Manager(new ManagerId(id), new ResellerId(1), account, "Name", "", role, true));
  }

  public String version(Caller caller, UsageQuery query) {
    requireKnown("Daybook-As-Of", query.asOf());
    for (String item : query.select()) {
      if (!KNOWN.contains(item)) {
        throw new Refusal(new Problem.UnknownItem(item));
      }
    }
    return "usage 1";
  }

  public UsagePage page(Caller caller, UsageQuery query) {
    reports.incrementAndGet();
    if (query.select().contains("s_500")) {
      throw new IllegalStateException("the fixture breaks");
    }
    if (query.select().contains("s_503")) {
      throw away();
    }
    if (query.select().contains("s_17000")) {
      return new UsagePage(many(query.size()), query.size(), 0, null);
    }
    List<UsageRow> rows = query.page() == 0 ? rows() : List.of();
    return new UsagePage(rows, 3, 1, caller.account() == null ? COMPLETE : null);
  }

  private static List<UsageRow> rows() {
    LocalDate day = LocalDate.parse("2024-06-25");
    return List.of(
        new UsageRow(
            90001,
            day,
            money("25.76"),
            1_048_576,
            524_288,
            new SimId(17),
            "77010000017",
            "8977001000000000017",
            "Трекер \"Север\" № 4"),
        new UsageRow(
            90002,
            day,
            money("0.0"),
            0,
            0,
            new SimId(17),
            "77010000017",
            "8977001000000000017",
            ""),
        new UsageRow(
            90003,
            day.plusDays(1),
            null,
            Long.MAX_VALUE - 1,
            1,
            new SimId(18),
            "77010000018",
            "8977001000000000018",
            null));
  }

  private static List<UsageRow> many(int rows) {
    UsageRow row = rows().getFirst();
    return Collections.nCopies(rows, row);
  }

  public String version(Caller caller, ExpenseQuery query) {
    requireKnown("as_of", query.asOf());
    if (query.reseller().value() == 503) {
      throw away();
    }
    if (query.reseller().value() != 1) {
      throw new Refusal(new Problem.UnknownReseller(query.reseller().toString()));
    }
    return "expenses 1";
  }

  public ExpenseReport report(Caller caller, ExpenseQuery query) {
    reports.incrementAndGet();
    boolean revenue = query.basis() == ExpenseQuery.Basis.REVENUE;
    List<ExpenseReport.Line> own =
        List.of(
            line(revenue ? "31.000000001" : "25.76", 929, 3008386, 1),
            line(revenue ? "500" : "437", 1195, 3008458, 1));
    List<ExpenseReport.Line> lines =
        query.downstream() ? List.of(own.get(0), own.get(1), line("-0.5", 2001, 3008999, 4)) : own;
    return new ExpenseReport(ExpenseLines.of(lines), new Currency("KZT"), 0, COMPLETE);
  }

  public CompletenessReport completeness(Caller caller) {
    OperatorState north =
        new OperatorState(
            "north",
            List.of(
                new FeedState(
                    "north-hourly",
                    true,
                    COMPLETE,
                    List.of(
                        incomplete("2024-06-26", 22, true, new Numbers(7, 7), new Numbers(12, 12)),
                        incomplete("2024-06-27", 20, false, new Numbers(21, 24)))),
                new FeedState("north-roaming", true, LocalDate.parse("2024-06-27"), List.of())));
    OperatorState south =
        new OperatorState("south", List.of(new FeedState("south", false, null, List.of())));
    boolean details = caller.account() == null;
    return new CompletenessReport(
        List.of(
            new CompletenessReport.Line("north", COMPLETE, details ? north : null),
            new CompletenessReport.Line("south", null, details ? south : null)));
  }

  public String version(Caller caller, EntryQuery query) {
    requireKnown("as_of", query.asOf());
    if (query.reseller().value() != 1) {
      throw new Refusal(new Problem.UnknownReseller(query.reseller().toString()));
    }
    if (query.subscription().value() != 3008386) {
      throw new Refusal(new Problem.UnknownSubscription(query.subscription().toString()));
    }
    return "entries 1";
  }

  public EntryReport entries(Caller caller, EntryQuery query) {
    reports.incrementAndGet();
    boolean revenue = query.basis() == ExpenseQuery.Basis.REVENUE;
    return new EntryReport(
        new AccountId(929),
        new Currency("KZT"),
        money(revenue ? "31.000000001" : "25.76"),
        2,
        List.of(
            entry(17, "charge", 2, 3_750_001, "0.06992", "34.96", revenue ? "36" : null),
            entry(
                23,
                "reversal",
                -1,
                -1_000_000,
                "-0.0184",
                "-9.2",
                revenue ? "-4.999999999" : null)));
  }

  private static EntryLine entry(
      long batch,
      String kind,
      long sessionDays,
      long bytes,
      String amount,
      String charge,
      String revenue) {
    return new EntryLine(
        LocalDate.parse("2023-09-02").plusDays(batch - 17),
        batch,
        batch == 17 ? "delivery" : "span_changed",
        batch == 17 ? new DeliveryId(15) : null,
        kind,
        LocalDate.parse("2023-06-30"),
        "north & east",
        terms("0.0184"),
        sessionDays,
        bytes,
        money(amount),
        money(charge),
        new Currency("KZT"),
        revenue == null ? null : money(revenue));
  }

  private static Terms terms(String pricePerMegabyte) {
    PriceList list =
        new PriceList(
            new PriceListId(2),
            new Party.ResellerParty(new ResellerId(9)),
            new Buyers.AnyReseller(),
            Currency.EUR,
            LocalDate.parse("2023-01-01"));
    Price price =
        new Price(
            list.id(), null, "TC", DataUnit.MEGABYTE, 100_000, new BigDecimal(pricePerMegabyte));
    return new Terms(31, list, price, 44, new BigDecimal("500.00"), 0, null);
  }

  public PartReport parts(Caller caller, PartQuery query) {
    reports.incrementAndGet();
    return new PartReport(
        new Currency("KZT"),
        money("34.96"),
        new PartReport.Passing(0, 0, money("0")),
        2,
        List.of(
            new PartReport.Part(
                90001,
                new SimId(17),
                true,
                entry(17, "charge", 1, 1_500_000, "0.0276", "13.8", null)),
            new PartReport.Part(
                90004, null, false, entry(17, "charge", 1, 2_250_001, "0.04232", "21.16", null))));
  }

  public List<ExplainedSession> session(Caller caller, SessionQuery query) {
    requireKnown("as_of", query.asOf());
    if (query.sid() != 90001) {
      throw new Refusal(new Problem.UnknownSession(Long.toString(query.sid()), query.usageDay()));
    }
    List<ExplainedSession.Tier> tiers =
        List.of(
            new ExplainedSession.Tier(
                null,
                new ResellerId(1),
                new ExplainedSession.Charged(
                    terms("16.1"), money("25.76"), money("12880"), new Currency("KZT"))),
            new ExplainedSession.Tier(
                new ResellerId(1), null, new ExplainedSession.Unrated("no_price")));
    ExplainedSession.Source source =
        new ExplainedSession.Source(
            new DeliveryId(15),
            "north_20240625.csv",
            2,
            Optional.of("a1;999700000000017;\"Север\";1048576;524288"));
    return List.of(
        new ExplainedSession(
            90001,
            query.usageDay(),
            new SimId(17),
            new SubscriptionId(3008386),
            "north & east",
            "TC",
            1_048_576,
            524_288,
            money("25.76"),
            caller.account() == null
                ? tiers
                : List.of(
                    new ExplainedSession.Tier(
                        null, null, new ExplainedSession.Unrated("no_price"))),
            List.of(
                new ExplainedSession.Line(
                    1_048_576,
                    524_288,
                    false,
                    caller.role().mayReadRawRecords() ? source : null))));
  }

  private static Incomplete incomplete(String day, int files, boolean overdue, Numbers... missing) {
    return new Incomplete(LocalDate.parse(day), files, 24, List.of(missing), overdue);
  }

  /** As a store fails that is not there; what its messages tell is nothing for clients. */
  private static StoreUnavailable away() {
    return new StoreUnavailable(
        "the store cannot be reached",
        new SQLException(
            "Connection to db.example:5432 refused.\nIs it up?",
            new ConnectException("Connection refused")));
  }

  private static ExpenseReport.Line line(
      String total, long account, long subscription, long reseller) {
    return new ExpenseReport.Line(
        money(total),
        YearMonth.of(2023, 6),
        new AccountId(account),
        new SubscriptionId(subscription),
        new ResellerId(reseller));
  }

  private static Money money(String amount) {
    return Money.exactly(new BigDecimal(amount));
  }

  private static void requireKnown(String parameter, LocalDate asOf) {
    if (asOf != null && asOf.isBefore(OPENED_ON)) {
      throw new Refusal(new Problem.AsOfBeforeOpening(parameter, asOf));
    }
    if (asOf != null && asOf.isAfter(TODAY)) {
      throw new Refusal(new Problem.AsOfInFuture(parameter, asOf));
    }
  }
}
