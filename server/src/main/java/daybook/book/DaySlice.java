package daybook.book;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * All session days of one usage day as of one version, merged from the day's cells: columns of
 * primitives sorted by SIM and sid. Immutable; arrays are shared, not copied, and never written.
 */
public final class DaySlice {
  private final LocalDate usageDay;
  private final int size;
  private final long[] sims;
  private final long[] sids;
  private final int[] records;
  private final long[] bytesUp;
  private final long[] bytesDown;
  private final long[] subscriptions;
  private final long[] ratings;

  private DaySlice(Builder builder) {
    this.usageDay = builder.usageDay;
    this.size = builder.size;
    this.sims = Arrays.copyOf(builder.sims, size);
    this.sids = Arrays.copyOf(builder.sids, size);
    this.records = Arrays.copyOf(builder.records, size);
    this.bytesUp = Arrays.copyOf(builder.bytesUp, size);
    this.bytesDown = Arrays.copyOf(builder.bytesDown, size);
    this.subscriptions = Arrays.copyOf(builder.subscriptions, size);
    this.ratings = Arrays.copyOf(builder.ratings, size);
  }

  public LocalDate usageDay() {
    return usageDay;
  }

  /** How many session days. */
  public int size() {
    return size;
  }

  public long sim(int row) {
    return sims[row];
  }

  public long sid(int row) {
    return sids[row];
  }

  /** How many of the operator's records the session day is made of. */
  public int records(int row) {
    return records[row];
  }

  public long bytesUp(int row) {
    return bytesUp[row];
  }

  public long bytesDown(int row) {
    return bytesDown[row];
  }

  /** The owning subscription on that day; 0: no span covers the day any more. */
  public long subscription(int row) {
    return subscriptions[row];
  }

  /** The rating; 0 exactly where the subscription is. */
  public long rating(int row) {
    return ratings[row];
  }

  /** The first row of a SIM, or where it would stand. */
  public int firstRowOf(long sim) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sims[middle] < sim) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** What the slice holds in memory. */
  public int weightInBytes() {
    return 64 + size * (6 * Long.BYTES + Integer.BYTES);
  }

  /**
   * Merges cell rows that come sorted by SIM, sid and batch. A session day whose records were all
   * withdrawn leaves no row; one that was reported with 0 bytes does.
   */
  public static final class Builder {
    private final LocalDate usageDay;
    private int size;
    private long[] sims = new long[64];
    private long[] sids = new long[64];
    private int[] records = new int[64];
    private long[] bytesUp = new long[64];
    private long[] bytesDown = new long[64];
    private long[] subscriptions = new long[64];
    private long[] ratings = new long[64];

    public Builder(LocalDate usageDay) {
      this.usageDay = usageDay;
    }

    /**
     * @param subscription 0 for none
     * @param rating 0 for none
     */
    public void add(
        long sim, long sid, int recordCount, long up, long down, long subscription, long rating) {
      int row = size - 1;
      if (row < 0 || sims[row] != sim || sids[row] != sid) {
        dropLastIfWithdrawn();
        row = size++;
        growTo(size);
        sims[row] = sim;
        sids[row] = sid;
        records[row] = 0;
        bytesUp[row] = 0;
        bytesDown[row] = 0;
      }
      records[row] = Math.addExact(records[row], recordCount);
      bytesUp[row] = Math.addExact(bytesUp[row], up);
      bytesDown[row] = Math.addExact(bytesDown[row], down);
      subscriptions[row] = subscription;
      ratings[row] = rating;
    }

    public DaySlice build() {
      dropLastIfWithdrawn();
      return new DaySlice(this);
    }

    private void dropLastIfWithdrawn() {
      if (size > 0 && records[size - 1] == 0) {
        size--;
      }
    }

    private void growTo(int needed) {
      if (needed <= sims.length) {
        return;
      }
      int length = sims.length * 2;
      sims = Arrays.copyOf(sims, length);
      sids = Arrays.copyOf(sids, length);
      records = Arrays.copyOf(records, length);
      bytesUp = Arrays.copyOf(bytesUp, length);
      bytesDown = Arrays.copyOf(bytesDown, length);
      subscriptions = Arrays.copyOf(subscriptions, length);
      ratings = Arrays.copyOf(ratings, length);
    }
  }
}
