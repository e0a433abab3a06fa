package daybook.report;

import daybook.book.Entry;
import daybook.book.Facts;
import daybook.model.Account;
import daybook.model.Currency;
import daybook.model.Money;
import daybook.model.Problem;
import daybook.model.Refusal;
import daybook.model.Reseller;
import daybook.model.SubscriptionId;
import daybook.party.Caller;
import daybook.party.Directory;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The expense report: what a reseller pays or earns per subscription and billing period. */
public final class ExpenseFold {
  private final Facts facts;
  private final Viewpoints viewpoints;
  private final Versions versions;
  private final UnratedDays unratedDays;
  private final CompleteThrough completeThrough;

  private record LineKey(SubscriptionId subscription, YearMonth period)
      implements Comparable<LineKey> {
    private static final Comparator<LineKey> ORDER =
        Comparator.comparing(LineKey::subscription).thenComparing(LineKey::period);

    @Override
    public int compareTo(LineKey other) {
      return ORDER.compare(this, other);
    }
  }

  public ExpenseFold(
      Facts facts,
      Viewpoints viewpoints,
      Versions versions,
      Ratings ratings,
      CompleteThrough completeThrough) {
    this.facts = facts;
    this.viewpoints = viewpoints;
    this.versions = versions;
    this.unratedDays = new UnratedDays(facts, ratings);
    this.completeThrough = completeThrough;
  }

  /**
   * An opaque text that changes when the answer may have changed, made only of what lies with the
   * reseller and below it. Of the query it says how far its subscriptions are complete, and that it
   * is not refused.
   *
   * @throws Refusal as {@link #report} does
   */
  public String version(Caller caller, ExpenseQuery query) {
    Viewpoint view = admit(caller, query);
    return versions.ofExpenses(view, query.reseller())
        + " "
        + completeThrough.of(view, new Owned(view.now(), query));
  }

  /**
   * The totals of the entries that were booked in the days asked for; a line whose entries add up
   * to nothing stays.
   *
   * @throws Refusal if the role may not ask, the dates are reversed, {@code as_of} lies before the
   *     opening or in the future, or the reseller is not within the caller's reach
   */
  public ExpenseReport report(Caller caller, ExpenseQuery query) {
    Viewpoint view = admit(caller, query);
    Owned owned = new Owned(view.now(), query);
    Map<LineKey, Money> totals = new TreeMap<>();
    facts.entries(
        query.basis().side(),
        query.reseller(),
        query.from(),
        query.to(),
        view.cut(),
        entry -> {
          if (owned.has(entry.key().subscription())) {
            totals.merge(lineOf(entry), query.basis().amountOf(entry), Money::plus);
          }
        });
    List<ExpenseReport.Line> lines =
        totals.entrySet().stream()
            .map(line -> line(line.getKey(), line.getValue(), view.now()))
            .toList();
    return new ExpenseReport(
        lines,
        currency(view.now(), query),
        unratedDays.count(query, view, owned),
        completeThrough.of(view, owned));
  }

  private Viewpoint admit(Caller caller, ExpenseQuery query) {
    Viewpoints.requireExpenses(caller);
    if (query.from().isAfter(query.to())) {
      throw new Refusal(new Problem.ReversedDates("date_from", "date_to"));
    }
    return viewpoints.ofExpenses(caller, query.reseller(), query.asOf());
  }

  private static LineKey lineOf(Entry entry) {
    return new LineKey(entry.key().subscription(), entry.key().billingPeriod());
  }

  private static ExpenseReport.Line line(LineKey key, Money total, Directory now) {
    Account account = now.accountOf(key.subscription()).orElseThrow();
    return new ExpenseReport.Line(
        total, key.period(), account.id(), key.subscription(), account.reseller());
  }

  private static Currency currency(Directory now, ExpenseQuery query) {
    return now.reseller(query.reseller()).map(Reseller::currency).orElseThrow();
  }
}
