package daybook.report;

import daybook.book.Facts;
import daybook.model.Currency;
import daybook.model.Problem;
import daybook.model.Refusal;
import daybook.model.Reseller;
import daybook.party.Caller;
import daybook.party.Directory;
import java.time.LocalDate;

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
   * The totals of the entries that were booked in the days asked for; a line whose entries add up
   * to nothing stays. Of the query its version says how far its subscriptions are complete, and
   * that it is not refused.
   *
   * @throws Refusal if the role may not ask, the dates are reversed, {@code as_of} lies before the
   *     opening or in the future, or the reseller is not within the caller's reach
   */
  public Snapshot<ExpenseReport> at(Caller caller, ExpenseQuery query) {
    Viewpoint view = admit(caller, query);
    Owned owned = new Owned(view.now(), query);
    LocalDate complete = completeThrough.of(view, owned);
    return new Snapshot<>(
        versions.ofExpenses(view, query.reseller()) + " " + complete,
        () ->
            new ExpenseReport(
                totals.of(query, view.cut(), view.now()),
                currency(view.now(), query),
                unratedDays.count(query, view, owned),
                complete));
  }

  /**
   * The report alone.
   *
   * @throws Refusal as {@link #at} does
   */
  public ExpenseReport report(Caller caller, ExpenseQuery query) {
    return at(caller, query).content().get();
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
