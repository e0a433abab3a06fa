package daybook.report;

import daybook.model.ExactSum;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A column of exact sums in billionths: one {@code long} each, and two as soon as one needs it. */
final class SumColumn {
  private int size;
  private long[] lows = new long[Growth.FIRST];

  /** Absent as long as every sum fits into one {@code long}. */
  private long @Nullable [] highs;

  /** A column as it was written. */
  static SumColumn read(StoredArrays.In in) {
    SumColumn sums = new SumColumn();
    sums.lows = in.longs();
    sums.size = sums.lows.length;
    long[] highs = in.longs();
    sums.highs = highs.length == 0 ? null : highs;
    return sums;
  }

  /** To be called after {@link #trim}. */
  void write(StoredArrays.Out out) {
    out.longs(lows);
    out.longs(highs == null ? new long[0] : highs);
  }

  int size() {
    return size;
  }

  void add(long high, long low) {
    if (size == lows.length) {
      lows = Arrays.copyOf(lows, Growth.after(size));
      highs = highs == null ? null : Arrays.copyOf(highs, lows.length);
    }
    if (highs == null && high != ExactSum.signOf(low)) {
      highs = signs();
    }
    lows[size] = low;
    if (highs != null) {
      highs[size] = high;
    }
    size++;
  }

  void replaceLast(long high, long low) {
    size--;
    add(high, low);
  }

  private long[] signs() {
    long[] signs = new long[lows.length];
    for (int at = 0; at < size; at++) {
      signs[at] = ExactSum.signOf(lows[at]);
    }
    return signs;
  }

  /** Gives back what is reserved for more sums. */
  void trim() {
    lows = Arrays.copyOf(lows, size);
    highs = highs == null ? null : Arrays.copyOf(highs, size);
  }

  long low(int at) {
    return lows[at];
  }

  long high(int at) {
    return highs == null ? ExactSum.signOf(lows[at]) : highs[at];
  }

  /** Whether the lower half alone is the sum. */
  boolean isNarrow(int at) {
    return highs == null || highs[at] == ExactSum.signOf(lows[at]);
  }

  /** What a sum takes in memory. */
  int bytesEach() {
    return highs == null ? Long.BYTES : 2 * Long.BYTES;
  }
}
