package daybook.report;

import daybook.book.Cut;
import daybook.model.ExactSum;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What some consecutive batches added to a {@link Ledger}: for every subscription and billing
 * period the booked days on which something was added, each with the sum of all up to it, so that
 * any range of days is the difference of two of them. Columns of primitives; immutable.
 */
final class LedgerPart {
  /** Sorted. Whose a subscription with entries is never changes. */
  private final long[] subscriptions;

  private final long[] accounts;
  private final long[] resellers;

  /** Where each subscription's lines begin; one more than there are subscriptions. */
  private final int[] firstLines;

  /** Each line's billing period, as a month counted from year 0. */
  private final int[] months;

  /** Where each line's points begin; one more than there are lines. */
  private final int[] firstPoints;

  /** The booked day of each point, as days since 1970-01-01. */
  private final int[] days;

  private final SumColumn sums;
  private final BookedDays bookedDays;

  private LedgerPart(Builder builder) {
    int ofSubscriptions = builder.subscriptionCount;
    int ofLines = builder.lineCount;
    int ofPoints = builder.sums.size();
    this.subscriptions = Arrays.copyOf(builder.subscriptions, ofSubscriptions);
    this.accounts = Arrays.copyOf(builder.accounts, ofSubscriptions);
    this.resellers = Arrays.copyOf(builder.resellers, ofSubscriptions);
    this.firstLines = Arrays.copyOf(builder.firstLines, ofSubscriptions + 1);
    this.firstLines[ofSubscriptions] = ofLines;
    this.months = Arrays.copyOf(builder.months, ofLines);
    this.firstPoints = Arrays.copyOf(builder.firstPoints, ofLines + 1);
    this.firstPoints[ofLines] = ofPoints;
    this.days = Arrays.copyOf(builder.days, ofPoints);
    this.sums = builder.sums;
    this.sums.trim();
    this.bookedDays = builder.bookedDays.build();
  }

  private LedgerPart(StoredArrays.In in) {
    this.subscriptions = in.longs();
    this.accounts = in.longs();
    this.resellers = in.longs();
    this.firstLines = in.ints();
    this.months = in.ints();
    this.firstPoints = in.ints();
    this.days = in.ints();
    this.sums = SumColumn.read(in);
    this.bookedDays = BookedDays.read(in);
  }

  /** A part as it was written. */
  static LedgerPart read(StoredArrays.In in) {
    return new LedgerPart(in);
  }

  void write(StoredArrays.Out out) {
    out.longs(subscriptions);
    out.longs(accounts);
    out.longs(resellers);
    out.ints(firstLines);
    out.ints(months);
    out.ints(firstPoints);
    out.ints(days);
    sums.write(out);
    bookedDays.write(out);
  }

  /** Both parts in one. */
  static LedgerPart merged(LedgerPart one, LedgerPart other) {
    Builder both = new Builder();
    Points left = one.new Points();
    Points right = other.new Points();
    while (!left.isAtEnd() || !right.isAtEnd()) {
      Points next = right.isAtEnd() || (!left.isAtEnd() && left.isBefore(right)) ? left : right;
      next.addTo(both);
      next.advance();
    }
    both.bookedDays.add(one.bookedDays);
    both.bookedDays.add(other.bookedDays);
    return both.build();
  }

  int points() {
    return days.length;
  }

  /** What it holds in memory. */
  long weightInBytes() {
    return weight(subscriptions.length, months.length, days.length, sums) + bookedDays.bytes();
  }

  private static long weight(int subscriptions, int lines, int points, SumColumn sums) {
    return 512L
        + subscriptions * (3L * Long.BYTES + Integer.BYTES)
        + lines * (2L * Integer.BYTES)
        + points * (long) (Integer.BYTES + sums.bytesEach());
  }

  /**
   * Those of the booked days asked for that a cut shows; absent: only the store can tell, for a day
   * was booked on before and after the cut.
   */
  @Nullable DayRun shown(DayRun asked, Cut cut) {
    return bookedDays.shown(asked, cut);
  }

  /** Goes from line to line, in the order of subscription and period, and looks at some days. */
  final class Lines {
    private final DayRun run;
    private int line;
    private int subscription;

    Lines(DayRun run) {
      this.run = run;
    }

    boolean isAtEnd() {
      return line == months.length;
    }

    long subscription() {
      return subscriptions[subscription];
    }

    long account() {
      return accounts[subscription];
    }

    long reseller() {
      return resellers[subscription];
    }

    int month() {
      return months[line];
    }

    boolean isBefore(Lines other) {
      return subscription() < other.subscription()
          || (subscription() == other.subscription() && month() < other.month());
    }

    void advance() {
      line++;
      if (line == firstLines[subscription + 1]) {
        subscription++;
      }
    }

    boolean isAt(long otherSubscription, int month) {
      return !isAtEnd() && subscription() == otherSubscription && month() == month;
    }

    /** Leaves a subscription, if this is where it is. */
    void skip(long otherSubscription) {
      if (!isAtEnd() && subscription() == otherSubscription) {
        subscription++;
        line = firstLines[subscription];
      }
    }

    /** Adds what was booked on the days looked at. Returns whether anything was. */
    boolean addTo(ExactSum total) {
      int start = firstPoints[line];
      int end = firstPoints[line + 1];
      int from = firstFrom(run.first(), start, end);
      int to = firstFrom(run.last() + 1, from, end);
      if (from == to) {
        return false;
      }
      total.add(sums.high(to - 1), sums.low(to - 1));
      if (from > start) {
        total.subtract(sums.high(from - 1), sums.low(from - 1));
      }
      return true;
    }
  }

  /** The first point of a line on a day or after it. */
  private int firstFrom(int day, int start, int end) {
    int low = start;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (days[middle] < day) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Goes from point to point. */
  private final class Points {
    private final Lines lines = new Lines(DayRun.NONE);
    private final ExactSum added = new ExactSum();
    private int point;

    boolean isAtEnd() {
      return point == days.length;
    }

    boolean isBefore(Points other) {
      return lines.isBefore(other.lines)
          || (!other.lines.isBefore(lines) && days[point] < other.day());
    }

    private int day() {
      return days[point];
    }

    void addTo(Builder builder) {
      added.clear();
      added.add(sums.high(point), sums.low(point));
      if (point > firstPoints[lines.line]) {
        added.subtract(sums.high(point - 1), sums.low(point - 1));
      }
      if (!builder.isOf(lines.subscription())) {
        builder.begin(lines.subscription(), lines.account(), lines.reseller());
      }
      builder.add(lines.month(), days[point], added);
    }

    void advance() {
      point++;
      if (point == firstPoints[lines.line + 1]) {
        lines.advance();
      }
    }
  }

  /** Takes sums in the order of subscription, period and booked day. */
  static final class Builder {
    private final BookedDays.Builder bookedDays = new BookedDays.Builder();
    private final ExactSum sum = new ExactSum();
    private int subscriptionCount;
    private long[] subscriptions = new long[Growth.FIRST];
    private long[] accounts = new long[Growth.FIRST];
    private long[] resellers = new long[Growth.FIRST];
    private int[] firstLines = new int[Growth.FIRST];
    private int lineCount;
    private int[] months = new int[Growth.FIRST];
    private int[] firstPoints = new int[Growth.FIRST];
    private int[] days = new int[Growth.FIRST];
    private final SumColumn sums = new SumColumn();

    /** Whether the sums added last were of this subscription. */
    boolean isOf(long subscription) {
      return subscriptionCount > 0 && subscriptions[subscriptionCount - 1] == subscription;
    }

    /** The sums that follow are of this subscription, which comes after those before. */
    void begin(long subscription, long account, long reseller) {
      requireOrder(subscriptionCount == 0 || subscriptions[subscriptionCount - 1] < subscription);
      if (subscriptionCount + 1 == subscriptions.length) {
        int length = Growth.after(subscriptions.length);
        subscriptions = Arrays.copyOf(subscriptions, length);
        accounts = Arrays.copyOf(accounts, length);
        resellers = Arrays.copyOf(resellers, length);
        firstLines = Arrays.copyOf(firstLines, length);
      }
      subscriptions[subscriptionCount] = subscription;
      accounts[subscriptionCount] = account;
      resellers[subscriptionCount] = reseller;
      firstLines[subscriptionCount] = lineCount;
      subscriptionCount++;
    }

    /** A batch that is in the part was booked on that day. */
    void booked(int day, long batch) {
      bookedDays.add(day, batch);
    }

    /** Adds a sum to the subscription that was begun last. */
    void add(int month, int day, ExactSum added) {
      boolean begins =
          lineCount == firstLines[subscriptionCount - 1] || months[lineCount - 1] != month;
      if (begins) {
        beginLine(month);
      }
      sum.add(added.high(), added.low());
      int last = sums.size() - 1;
      if (!begins && days[last] == day) {
        sums.replaceLast(sum.high(), sum.low());
        return;
      }
      requireOrder(begins || days[last] < day);
      if (sums.size() == days.length) {
        days = Arrays.copyOf(days, Growth.after(days.length));
      }
      days[sums.size()] = day;
      sums.add(sum.high(), sum.low());
    }

    private void beginLine(int month) {
      requireOrder(lineCount == firstLines[subscriptionCount - 1] || months[lineCount - 1] < month);
      if (lineCount + 1 == months.length) {
        int length = Growth.after(months.length);
        months = Arrays.copyOf(months, length);
        firstPoints = Arrays.copyOf(firstPoints, length);
      }
      months[lineCount] = month;
      firstPoints[lineCount] = sums.size();
      lineCount++;
      sum.clear();
    }

    /** Out of order, sums would be told of the wrong days. */
    private static void requireOrder(boolean ordered) {
      if (!ordered) {
        throw new IllegalStateException("Sums come in another order than was promised");
      }
    }

    /** What the part would hold in memory. */
    long weightInBytes() {
      return weight(subscriptionCount, lineCount, sums.size(), sums) + bookedDays.bytes();
    }

    /** To be called once, after the last sum. */
    LedgerPart build() {
      return new LedgerPart(this);
    }
  }
}
