package daybook.book;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All session days of one usage day as of one version, merged from the day's cells: columns of
 * primitives sorted by SIM and sid. Immutable; what the columns lie in is shared, not copied, and
 * never written.
 */
public final class DaySlice {
  /** Columns, in the order in which they lie in the slice's bytes. */
  private static final int SIM = 0;

  private static final int SID = 1;
  private static final int RECORDS = 2;
  private static final int BYTES_UP = 3;
  private static final int BYTES_DOWN = 4;
  private static final int SUBSCRIPTION = 5;
  private static final int RATING = 6;
  private static final int COLUMNS = 7;

  /** How many longs tell what follows: the rows, the ratings, and each column's width. */
  private static final int HEAD_LONGS = 2 + COLUMNS;

  private final LocalDate usageDay;
  private final MemorySegment bytes;
  private final int size;
  private final int ratingCount;
  private final @Nullable Review review;

  /** Two threads may put another that says the same in the place of a damaged one. */
  private final Column[] columns = new Column[COLUMNS];

  /** Looks at a block of a column before it is used for the first time. */
  @FunctionalInterface
  interface Review {
    /** Empty if the bytes are those that were written, else a slice that says the same. */
    Optional<DaySlice> insteadOf(int block, MemorySegment bytes);
  }

  private DaySlice(LocalDate usageDay, MemorySegment bytes, @Nullable Review review) {
    this.usageDay = usageDay;
    this.bytes = bytes;
    this.size = Math.toIntExact(bytes.getAtIndex(ValueLayout.JAVA_LONG, 0));
    this.ratingCount = Math.toIntExact(bytes.getAtIndex(ValueLayout.JAVA_LONG, 1));
    this.review = review;
    long basesBytes = (long) Column.blocks(size) * Long.BYTES;
    long basesAt = (HEAD_LONGS + 2L * ratingCount) * Long.BYTES;
    long at = summaryBytes(size, ratingCount);
    for (int column = 0; column < COLUMNS; column++) {
      int width = Math.toIntExact(bytes.getAtIndex(ValueLayout.JAVA_LONG, 2 + column));
      MemorySegment bases = bytes.asSlice(basesAt, basesBytes);
      columns[column] = Column.of(bases, bytes.asSlice(at), width, size, review == null);
      basesAt += basesBytes;
      at += Column.room(width, size);
    }
  }

  /**
   * A slice from the bytes of an equal one.
   *
   * @param bytes of which the columns may be damaged, but not the summary
   */
  static DaySlice of(LocalDate usageDay, MemorySegment bytes, Review review) {
    return new DaySlice(usageDay, bytes, review);
  }

  private long value(int column, int row) {
    Column values = columns[column];
    int block = row / Column.BLOCK_ROWS;
    return (values.isReviewed(block) ? values : reviewed(column, block)).get(row);
  }

  /** A column of which this block was looked at. */
  private Column reviewed(int column, int block) {
    Column values = columns[column];
    if (values.isReviewed(block) || review == null) {
      return values;
    }
    Optional<DaySlice> other =
        review.insteadOf(column * Column.blocks(size) + block, values.block(block));
    if (other.isPresent()) {
      columns[column] = other.get().reviewed(column);
    } else {
      values.setReviewed(block);
    }
    return columns[column];
  }

  /** A column of which all blocks were looked at. */
  private Column reviewed(int column) {
    for (int block = 0; block < Column.blocks(size); block++) {
      reviewed(column, block);
    }
    return columns[column];
  }

  /** All blocks of all columns, one column after the other, as they lie there. */
  List<MemorySegment> blocks() {
    return Arrays.stream(columns)
        .flatMap(column -> IntStream.range(0, Column.blocks(size)).mapToObj(column::block))
        .toList();
  }

  /** How many blocks a slice with this summary has. */
  static int blocks(MemorySegment summary) {
    return COLUMNS * Column.blocks(Math.toIntExact(summary.getAtIndex(ValueLayout.JAVA_LONG, 0)));
  }

  /** All of it but the day; not to be written to. */
  MemorySegment bytes() {
    return bytes;
  }

  /**
   * The numbers of rows and of ratings, the columns' widths, how many rows a rating has, and the
   * bases of all blocks.
   */
  MemorySegment summary() {
    return bytes.asSlice(0, summaryBytes(size, ratingCount));
  }

  /**
   * The summary at the beginning of bytes that may be damaged; empty if there is no room for it.
   */
  static Optional<MemorySegment> summaryOf(MemorySegment bytes) {
    if (bytes.byteSize() < summaryBytes(0, 0)) {
      return Optional.empty();
    }
    long rows = bytes.getAtIndex(ValueLayout.JAVA_LONG, 0);
    long ratings = bytes.getAtIndex(ValueLayout.JAVA_LONG, 1);
    long most = Math.min(bytes.byteSize(), Integer.MAX_VALUE);
    return rows < 0
            || rows > most
            || ratings < 0
            || ratings > most
            || summaryBytes((int) rows, ratings) > bytes.byteSize()
        ? Optional.empty()
        : Optional.of(bytes.asSlice(0, summaryBytes((int) rows, ratings)));
  }

  private static long summaryBytes(int rows, long ratings) {
    return (HEAD_LONGS + 2 * ratings + (long) COLUMNS * Column.blocks(rows)) * Long.BYTES;
  }

  public LocalDate usageDay() {
    return usageDay;
  }

  /** How many session days. */
  public int size() {
    return size;
  }

  public long sim(int row) {
    return value(SIM, row);
  }

  public long sid(int row) {
    return value(SID, row);
  }

  /** How many of the operator's records the session day is made of. */
  public int records(int row) {
    return (int) value(RECORDS, row);
  }

  public long bytesUp(int row) {
    return value(BYTES_UP, row);
  }

  public long bytesDown(int row) {
    return value(BYTES_DOWN, row);
  }

  /** The owning subscription on that day; 0: no span covers the day any more. */
  public long subscription(int row) {
    return value(SUBSCRIPTION, row);
  }

  /** The rating; 0 exactly where the subscription is. */
  public long rating(int row) {
    return value(RATING, row);
  }

  /** Hears how many session days have a rating. */
  @FunctionalInterface
  public interface RatingCounts {
    void count(long rating, long sessionDays);
  }

  /** Every rating of the day once, without walking through its rows; 0 is none. */
  public void countRatings(RatingCounts counts) {
    for (int i = 0; i < ratingCount; i++) {
      counts.count(
          bytes.getAtIndex(ValueLayout.JAVA_LONG, HEAD_LONGS + 2L * i),
          bytes.getAtIndex(ValueLayout.JAVA_LONG, HEAD_LONGS + 2L * i + 1));
    }
  }

  /**
   * The first row of a SIM, or where it would stand. As rows are sorted by SIM, a block's base is
   * its first SIM, so that no value of another block is used.
   *
   * @param from a row, or the size; all rows before are of lower SIMs
   */
  public int firstRowOf(long sim, int from) {
    int block = lastBlockBelow(sim, from / Column.BLOCK_ROWS);
    int low = Math.max(from, block * Column.BLOCK_ROWS);
    int high = Math.min(size, (block + 1) * Column.BLOCK_ROWS);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (value(SIM, middle) < sim) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The last block of which the first SIM is below this one; the one before the first that is
   * looked at if none is. It halves as {@link #firstRowOf} does: a search that both hand their
   * values to takes a third longer, and counting a group searches for each of its SIMs in each day.
   */
  private int lastBlockBelow(long sim, int from) {
    int low = from;
    int high = Column.blocks(size);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (columns[SIM].base(middle) < sim) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** What the slice holds of the Java heap; one that lies in a file holds next to nothing. */
  public int weightInBytes() {
    long held = bytes.isNative() ? 0 : bytes.byteSize();
    long reviews = (long) COLUMNS * Column.blocks(size);
    return (int) Math.min(Integer.MAX_VALUE, 1024 + reviews + held);
  }

  /** Whether the other slice says the same of the same day. */
  public boolean isSameAs(DaySlice other) {
    return usageDay.equals(other.usageDay)
        && summary().mismatch(other.summary()) < 0
        && IntStream.range(0, COLUMNS)
            .allMatch(column -> reviewed(column).isSameAs(other.reviewed(column)));
  }

  /**
   * Merges cell rows that come sorted by SIM, sid and batch. A session day whose records were all
   * withdrawn leaves no row; one that was reported with 0 bytes does.
   */
  public static final class Builder {
    private final LocalDate usageDay;
    private final @Nullable DaySlice base;

    /** The row of the base that is to be copied next. */
    private int baseRow;

    private int size;
    private final long[][] columns = new long[COLUMNS][64];

    /** For a day of which all rows come. */
    public Builder(LocalDate usageDay) {
      this.usageDay = usageDay;
      this.base = null;
    }

    /**
     * For a day of which those rows come that later batches added.
     *
     * @param base what earlier batches made of the day
     */
    public Builder(DaySlice base) {
      this.usageDay = base.usageDay();
      this.base = base;
    }

    /**
     * @param subscription 0 for none
     * @param rating 0 for none
     */
    public void add(
        long sim, long sid, int recordCount, long up, long down, long subscription, long rating) {
      if (!isLast(sim, sid)) {
        copyBaseThrough(sim, sid);
        if (!isLast(sim, sid)) {
          begin(sim, sid);
        }
      }
      plus(recordCount, up, down, subscription, rating);
    }

    private boolean isLast(long sim, long sid) {
      int row = size - 1;
      return row >= 0 && columns[SIM][row] == sim && columns[SID][row] == sid;
    }

    private void copyBaseThrough(long sim, long sid) {
      if (base == null) {
        return;
      }
      while (baseRow < base.size()
          && (base.sim(baseRow) < sim || (base.sim(baseRow) == sim && base.sid(baseRow) <= sid))) {
        copyBaseRow(base);
      }
    }

    private void copyBaseRow(DaySlice from) {
      int row = baseRow++;
      begin(from.sim(row), from.sid(row));
      plus(
          from.records(row),
          from.bytesUp(row),
          from.bytesDown(row),
          from.subscription(row),
          from.rating(row));
    }

    private void begin(long sim, long sid) {
      dropLastIfWithdrawn();
      int row = size++;
      if (size > columns[SIM].length) {
        for (int column = 0; column < COLUMNS; column++) {
          columns[column] = Arrays.copyOf(columns[column], 2 * columns[column].length);
        }
      }
      columns[SIM][row] = sim;
      columns[SID][row] = sid;
      columns[RECORDS][row] = 0;
      columns[BYTES_UP][row] = 0;
      columns[BYTES_DOWN][row] = 0;
    }

    private void plus(int recordCount, long up, long down, long subscription, long rating) {
      int row = size - 1;
      columns[RECORDS][row] = Math.addExact(Math.toIntExact(columns[RECORDS][row]), recordCount);
      columns[BYTES_UP][row] = Math.addExact(columns[BYTES_UP][row], up);
      columns[BYTES_DOWN][row] = Math.addExact(columns[BYTES_DOWN][row], down);
      columns[SUBSCRIPTION][row] = subscription;
      columns[RATING][row] = rating;
    }

    private void dropLastIfWithdrawn() {
      if (size > 0 && columns[RECORDS][size - 1] == 0) {
        size--;
      }
    }

    public DaySlice build() {
      copyBaseThrough(Long.MAX_VALUE, Long.MAX_VALUE);
      dropLastIfWithdrawn();
      Map<Long, Long> ratings = new TreeMap<>();
      for (int row = 0; row < size; row++) {
        ratings.merge(columns[RATING][row], 1L, Long::sum);
      }
      int[] widths = new int[COLUMNS];
      long[][] bases = new long[COLUMNS][];
      long room = summaryBytes(size, ratings.size());
      for (int column = 0; column < COLUMNS; column++) {
        bases[column] = Column.bases(columns[column], size);
        widths[column] = Column.width(columns[column], size, bases[column]);
        room += Column.room(widths[column], size);
      }
      MemorySegment bytes = MemorySegment.ofArray(new long[Math.toIntExact(room / Long.BYTES)]);
      write(ratings, bases, widths, bytes);
      return new DaySlice(usageDay, bytes, null);
    }

    private void write(Map<Long, Long> ratings, long[][] bases, int[] widths, MemorySegment bytes) {
      long[] at = {0};
      append(size, at, bytes);
      append(ratings.size(), at, bytes);
      for (int width : widths) {
        append(width, at, bytes);
      }
      ratings.forEach((rating, count) -> {
        append(rating, at, bytes);
        append(count, at, bytes);
      });
      for (long[] ofColumn : bases) {
        for (long base : ofColumn) {
          append(base, at, bytes);
        }
      }
      for (int column = 0; column < COLUMNS; column++) {
        MemorySegment to = bytes.asSlice(at[0]);
        Column.write(columns[column], size, bases[column], widths[column], to);
        at[0] += Column.room(widths[column], size);
      }
    }

    private static void append(long value, long[] at, MemorySegment bytes) {
      bytes.set(ValueLayout.JAVA_LONG, at[0], value);
      at[0] += Long.BYTES;
    }
  }
}
