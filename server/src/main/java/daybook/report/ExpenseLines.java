package daybook.report;

import daybook.model.AccountId;
import daybook.model.ExactSum;
import daybook.model.Money;
import daybook.model.ResellerId;
import daybook.model.SubscriptionId;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The lines of an expense report in columns of primitives, for there may be a million: whoever asks
 * for a line gets one, and whoever writes them all need not. Immutable.
 */
public final class ExpenseLines extends AbstractList<ExpenseReport.Line> implements RandomAccess {
  private final int size;
  private final long[] subscriptions;
  private final int[] months;
  private final long[] accounts;
  private final long[] resellers;
  private final SumColumn totals;

  private ExpenseLines(Builder builder) {
    this.size = builder.size;
    this.subscriptions = builder.subscriptions;
    this.months = builder.months;
    this.accounts = builder.accounts;
    this.resellers = builder.resellers;
    this.totals = builder.totals;
  }

  /** These lines in this order. */
  public static ExpenseLines of(List<ExpenseReport.Line> lines) {
    Builder builder = new Builder();
    ExactSum sum = new ExactSum();
    for (ExpenseReport.Line line : lines) {
      sum.clear();
      sum.add(line.total());
      builder.add(
          line.subscription().value(),
          month(line.period()),
          line.account().value(),
          line.reseller().value(),
          sum);
    }
    return builder.build();
  }

  static int month(YearMonth period) {
    return Math.toIntExact(period.getLong(ChronoField.PROLEPTIC_MONTH));
  }

  @Override
  public int size() {
    return size;
  }

  /** What the columns take of the heap, about. */
  public long weightInBytes() {
    return subscriptions.length * (3L * Long.BYTES + Integer.BYTES + totals.bytesEach());
  }

  @Override
  public ExpenseReport.Line get(int line) {
    return new ExpenseReport.Line(
        total(line),
        period(line),
        new AccountId(account(line)),
        new SubscriptionId(subscription(line)),
        new ResellerId(reseller(line)));
  }

  public long subscription(int line) {
    return subscriptions[at(line)];
  }

  public long account(int line) {
    return accounts[at(line)];
  }

  /** Whose account the subscription's is. */
  public long reseller(int line) {
    return resellers[at(line)];
  }

  public YearMonth period(int line) {
    return YearMonth.of(0, 1).plusMonths(months[at(line)]);
  }

  /** Whether the line's billing period is that of the line before. */
  public boolean repeatsPeriod(int line) {
    return line > 0 && months[at(line)] == months[line - 1];
  }

  public Money total(int line) {
    return ExactSum.money(totals.high(at(line)), totals.low(line));
  }

  /** Whether {@link #billionths} can tell the total. */
  public boolean fitsBillionths(int line) {
    return totals.isNarrow(at(line));
  }

  /** The total in billionths, where it fits. */
  public long billionths(int line) {
    return totals.low(at(line));
  }

  private int at(int line) {
    return Objects.checkIndex(line, size);
  }

  /** Takes lines in their order. */
  static final class Builder {
    private int size;
    private long[] subscriptions = new long[Growth.FIRST];
    private int[] months = new int[Growth.FIRST];
    private long[] accounts = new long[Growth.FIRST];
    private long[] resellers = new long[Growth.FIRST];
    private final SumColumn totals = new SumColumn();

    /**
     * @param month of the billing period, counted from year 0
     */
    void add(long subscription, int month, long account, long reseller, ExactSum total) {
      if (size == subscriptions.length) {
        grow(Growth.after(size));
      }
      subscriptions[size] = subscription;
      months[size] = month;
      accounts[size] = account;
      resellers[size] = reseller;
      totals.add(total.high(), total.low());
      size++;
    }

    private void grow(int length) {
      subscriptions = Arrays.copyOf(subscriptions, length);
      months = Arrays.copyOf(months, length);
      accounts = Arrays.copyOf(accounts, length);
      resellers = Arrays.copyOf(resellers, length);
    }

    /** To be called once, after the last line. */
    ExpenseLines build() {
      return new ExpenseLines(this);
    }
  }
}
