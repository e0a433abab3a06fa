package daybook.report;

import daybook.book.BookedSum;
import daybook.model.Account;
import daybook.model.ExactSum;
import daybook.model.Money;
import daybook.model.SubscriptionId;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** Folds sums, as the store brings them, into the lines of an expense report. */
final class StoredLines {
  private final Owned owned;
  private final ExpenseLines.Builder lines = new ExpenseLines.Builder();
  private final ExactSum total = new ExactSum();

  /** The line that is being added up; absent: none is. */
  private @Nullable LineKey current;

  private record LineKey(SubscriptionId subscription, YearMonth period) {}

  StoredLines(Owned owned) {
    this.owned = owned;
  }

  /** Sums come in the order of subscription and period. */
  void add(BookedSum booked) {
    LineKey key = new LineKey(booked.subscription(), booked.period());
    if (!key.equals(current)) {
      end();
      current = key;
    }
    Money sum = booked.sum();
    // A revenue without a rate adds nothing; its session days are counted as unrated.
    if (sum != null) {
      total.add(sum);
    }
  }

  private void end() {
    if (current != null) {
      Account account = owned.directory().accountOf(current.subscription()).orElseThrow();
      if (owned.has(account.reseller())) {
        lines.add(
            current.subscription().value(),
            ExpenseLines.month(current.period()),
            account.id().value(),
            account.reseller().value(),
            total);
      }
    }
    total.clear();
  }

  /** To be called once, after the last sum. */
  ExpenseLines build() {
    end();
    return lines.build();
  }
}
