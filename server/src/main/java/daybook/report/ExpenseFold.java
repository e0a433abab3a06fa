package daybook.report;

import daybook.book.Facts;
import daybook.model.Currency;
import daybook.model.Problem;
import daybook.model.Refusal;
import daybook.model.Reseller;
import daybook.party.Caller;
import daybook.party.Directory;

/** The expense report: what a reseller pays or earns per subscription and billing period. */
public final class ExpenseFold {
  private final Totals totals;
  private final Viewpoints viewpoints;
  private final Versions versions;
  private final UnratedDays unratedDays;
  private final CompleteThrough completeThrough;

  public ExpenseFold(
      Facts facts,
      Totals totals,
      Viewpoints viewpoints,
      Versions versions,
      Ratings ratings,
      CompleteThrough completeThrough) {
    this.totals = totals;
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
    return new ExpenseReport(
        totals.of(query, view.cut(), view.now()),
        currency(view.now(), query),
        unratedDays.count(query, view, owned),
        completeThrough.of(view, owned));
  }

  private Viewpoint admit(Caller caller, ExpenseQuery query) {
    caller.requireExpenses();
    if (query.from().isAfter(query.to())) {
      throw new Refusal(new Problem.ReversedDates("date_from", "date_to"));
    }
    return viewpoints.ofExpenses(caller, query.reseller(), query.asOf());
  }

  private static Currency currency(Directory now, ExpenseQuery query) {
    return now.reseller(query.reseller()).map(Reseller::currency).orElseThrow();
  }
}
