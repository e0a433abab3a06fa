package daybook.report;

import daybook.book.Batch;
import daybook.book.Cut;
import daybook.book.DaySlices;
import daybook.book.Facts;
import daybook.model.BatchId;
import daybook.model.DaySpan;
import daybook.model.Problem;
import daybook.model.Refusal;
import daybook.model.ResellerId;
import daybook.party.Caller;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which numbers of the two reports differ between the states of two days, and which batches made
 * them differ. Reads what was booked in between, and of what was there before only the numbers that
 * it touched.
 */
public final class Differences {
  /** What refusals call the two days. */
  public static final String EARLIER = "from_as_of";

  public static final String LATER = "to_as_of";

  private final Facts facts;
  private final DaySlices slices;
  private final Viewpoints viewpoints;

  public Differences(Facts facts, DaySlices slices, Viewpoints viewpoints) {
    this.facts = facts;
    this.slices = slices;
    this.viewpoints = viewpoints;
  }

  /**
   * The states at the ends of two days.
   *
   * @throws Refusal if the first day lies after the second, or one of them before the opening or in
   *     the future
   */
  public Between between(Caller caller, LocalDate earlier, LocalDate later) {
    if (earlier.isAfter(later)) {
      throw new Refusal(new Problem.ReversedDates(EARLIER, LATER));
    }
    Cut before = viewpoints.cut(earlier, EARLIER);
    Cut after = viewpoints.cut(later, LATER);
    return new Between(before, after, viewpoints.of(caller, null, LATER));
  }

  /** Two states of the books; whatever is asked of them, they stay the same two. */
  public final class Between {
    private final Cut before;
    private final Cut after;
    private final Viewpoint view;

    private Between(Cut before, Cut after, Viewpoint view) {
      this.before = before;
      this.after = after;
      this.view = view;
    }

    /** What was booked in between, in the order of booking. */
    public Map<BatchId, Batch> batches() {
      Map<BatchId, Batch> batches = new LinkedHashMap<>();
      facts.batchesBetween(before, after).forEach(batch -> batches.put(batch.id(), batch));
      return batches;
    }

    /**
     * The rows of these resellers' expense reports that differ, each over all booked days and with
     * the subscriptions of the reseller's own accounts, ordered by reseller, subscription and
     * period.
     *
     * @param usageDays narrows to the billing periods of which it holds a day
     */
    public List<ExpenseDifference> expenses(Collection<ResellerId> resellers, DaySpan usageDays) {
      return new ExpenseDifferences(facts, before, after, view.now(), resellers, usageDays).fold();
    }

    /**
     * The usage days, or what single SIMs have of them, on which the caller's usage report differs,
     * ordered by day and SIM.
     */
    public List<UsageDifference> usage(DaySpan usageDays, UsageDifference.Detail detail) {
      return new UsageDifferences(facts, slices, before, after, view.scope(), detail)
          .fold(usageDays);
    }
  }
}
