package daybook.report;

import daybook.book.Cut;
import daybook.book.Facts;
import daybook.model.DaySpan;
import daybook.party.Directory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lines of expense reports: differences of sums that are kept in memory, and where these cannot
 * tell, a fold over what the store holds.
 */
public final class Totals {
  private final Facts facts;
  private final Ledgers ledgers;

  /**
   * @param mostBytes what the sums in memory may occupy
   * @param directory where they are kept beyond this process; absent: nowhere
   */
  public Totals(Facts facts, long mostBytes, @Nullable Path directory) {
    this.facts = facts;
    this.ledgers = new Ledgers(facts, mostBytes, directory);
  }

  /**
   * What was booked in the query's days; a line whose entries add up to nothing stays.
   *
   * @param now not older than the cut; says whose each subscription is
   */
  ExpenseLines of(ExpenseQuery query, Cut cut, Directory now) {
    Owned owned = new Owned(now, query);
    DayRun days = DayRun.of(query.from(), query.to());
    return ledgers
        .of(query.basis().side(), query.reseller(), cut, now)
        .flatMap(ledger -> ledger.lines(days, cut, owned))
        .orElseGet(() -> fromStore(query, cut, owned));
  }

  private ExpenseLines fromStore(ExpenseQuery query, Cut cut, Owned owned) {
    StoredLines lines = new StoredLines(owned);
    DaySpan days = new DaySpan(query.from(), query.to());
    facts.sums(query.basis().side(), query.reseller(), days, 0, cut, lines::add);
    return lines.build();
  }
}
