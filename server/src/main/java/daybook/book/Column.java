package daybook.book;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * A column of whole numbers that are never written again. Each is kept as what it is above its
 * block's base, the block's least number, in as few bytes as the largest of these needs: sorted
 * SIMs take two bytes, however high they are numbered.
 */
final class Column {
  private static final long MOST_IN_A_BYTE = 0xFFL;
  private static final long MOST_IN_A_SHORT = 0xFFFFL;
  private static final long MOST_IN_AN_INT = 0xFFFF_FFFFL;

  /** How many values have a base in common, and are reviewed together before one is used. */
  static final int BLOCK_ROWS = 1024;

  private final MemorySegment bases;
  private final MemorySegment values;
  private final int width;
  private final boolean[] reviewed;

  private Column(MemorySegment bases, MemorySegment values, int width, boolean[] reviewed) {
    this.bases = bases;
    this.values = values;
    this.width = width;
    this.reviewed = reviewed;
  }

  /**
   * @param bases one for each block, to be trusted
   * @param values starts with the column's first value, at a multiple of 8 bytes; what is between
   *     its last one and the next such multiple is the column's too, and always zero
   * @param width 1, 2, 4 or 8 bytes a value
   * @param trusted whether its blocks need not be reviewed
   */
  static Column of(
      MemorySegment bases, MemorySegment values, int width, int size, boolean trusted) {
    if (width < Byte.BYTES || width > Long.BYTES || Integer.bitCount(width) != 1) {
      throw new IllegalArgumentException("Values of " + width + " bytes");
    }
    boolean[] reviewed = new boolean[blocks(size)];
    Arrays.fill(reviewed, trusted);
    return new Column(bases, values.asSlice(0, room(width, size)), width, reviewed);
  }

  static int blocks(int size) {
    return Math.ceilDiv(size, BLOCK_ROWS);
  }

  MemorySegment block(int block) {
    long blockBytes = (long) BLOCK_ROWS * width;
    long at = block * blockBytes;
    return values.asSlice(at, Math.min(blockBytes, values.byteSize() - at));
  }

  boolean isReviewed(int block) {
    return reviewed[block];
  }

  void setReviewed(int block) {
    reviewed[block] = true;
  }

  /** The least value of each block. */
  static long[] bases(long[] values, int size) {
    long[] bases = new long[blocks(size)];
    for (int row = 0; row < size; row++) {
      int block = row / BLOCK_ROWS;
      bases[block] = row % BLOCK_ROWS == 0 ? values[row] : Math.min(bases[block], values[row]);
    }
    return bases;
  }

  /** In how many bytes each value fits as what it is above its base. */
  static int width(long[] values, int size, long[] bases) {
    long all = 0;
    for (int row = 0; row < size; row++) {
      all |= above(values, row, bases);
    }
    if (all < 0) {
      return Long.BYTES;
    }
    if (all <= MOST_IN_A_BYTE) {
      return Byte.BYTES;
    }
    if (all <= MOST_IN_A_SHORT) {
      return Short.BYTES;
    }
    return all <= MOST_IN_AN_INT ? Integer.BYTES : Long.BYTES;
  }

  /** Beyond 63 bits it is below zero, and still gives the value when it is added to the base. */
  private static long above(long[] values, int row, long[] bases) {
    return values[row] - bases[row / BLOCK_ROWS];
  }

  /** How much room a column takes, up to where the next one may begin. */
  static long room(int width, int size) {
    return Math.ceilDiv((long) size * width, Long.BYTES) * Long.BYTES;
  }

  /** Writes values as {@link #of} reads them. */
  static void write(long[] values, int size, long[] bases, int width, MemorySegment to) {
    for (int row = 0; row < size; row++) {
      long above = above(values, row, bases);
      switch (width) {
        case Byte.BYTES -> to.set(ValueLayout.JAVA_BYTE, row, (byte) above);
        case Short.BYTES -> to.setAtIndex(ValueLayout.JAVA_SHORT, row, (short) above);
        case Integer.BYTES -> to.setAtIndex(ValueLayout.JAVA_INT, row, (int) above);
        default -> to.setAtIndex(ValueLayout.JAVA_LONG, row, above);
      }
    }
  }

  boolean isSameAs(Column other) {
    return width == other.width
        && bases.mismatch(other.bases) < 0
        && values.mismatch(other.values) < 0;
  }

  long base(int block) {
    return bases.getAtIndex(ValueLayout.JAVA_LONG, block);
  }

  long get(int row) {
    return base(row / BLOCK_ROWS) + above(row);
  }

  private long above(int row) {
    return switch (width) {
      case Byte.BYTES -> values.get(ValueLayout.JAVA_BYTE, row) & MOST_IN_A_BYTE;
      case Short.BYTES -> values.getAtIndex(ValueLayout.JAVA_SHORT, row) & MOST_IN_A_SHORT;
      case Integer.BYTES -> values.getAtIndex(ValueLayout.JAVA_INT, row) & MOST_IN_AN_INT;
      default -> values.getAtIndex(ValueLayout.JAVA_LONG, row);
    };
  }
}
