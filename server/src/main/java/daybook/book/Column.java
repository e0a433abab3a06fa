package daybook.book;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * A column of whole numbers that are never written again, each in as few bytes as the largest of
 * them needs: most ids and volumes take half of a {@code long}.
 */
final class Column {
  private static final long MOST_IN_A_BYTE = 0xFFL;
  private static final long MOST_IN_A_SHORT = 0xFFFFL;
  private static final long MOST_IN_AN_INT = 0xFFFF_FFFFL;

  /** How many values are looked at together before one of them is used. */
  static final int BLOCK_ROWS = 4096;

  private final MemorySegment values;
  private final int width;
  private final boolean[] reviewed;

  private Column(MemorySegment values, int width, boolean[] reviewed) {
    this.values = values;
    this.width = width;
    this.reviewed = reviewed;
  }

  /**
   * @param values starts with the column's first value, at a multiple of 8 bytes; what is between
   *     its last one and the next such multiple is the column's too, and always zero
   * @param width 1, 2, 4 or 8 bytes a value
   * @param trusted whether its blocks need not be reviewed
   */
  static Column of(MemorySegment values, int width, int size, boolean trusted) {
    if (width < Byte.BYTES || width > Long.BYTES || Integer.bitCount(width) != 1) {
      throw new IllegalArgumentException("Values of " + width + " bytes");
    }
    boolean[] reviewed = new boolean[blocks(size)];
    Arrays.fill(reviewed, trusted);
    return new Column(values.asSlice(0, room(width, size)), width, reviewed);
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

  /** In how many bytes each of these values fits; one below zero needs all 8. */
  static int width(long[] values, int size) {
    long all = 0;
    for (int row = 0; row < size; row++) {
      all |= values[row];
    }
    if (all >= 0 && all <= MOST_IN_A_BYTE) {
      return Byte.BYTES;
    }
    if (all >= 0 && all <= MOST_IN_A_SHORT) {
      return Short.BYTES;
    }
    return all >= 0 && all <= MOST_IN_AN_INT ? Integer.BYTES : Long.BYTES;
  }

  /** How much room a column takes, up to where the next one may begin. */
  static long room(int width, int size) {
    return Math.ceilDiv((long) size * width, Long.BYTES) * Long.BYTES;
  }

  /** Writes values as {@link #of} reads them. */
  static void write(long[] values, int size, int width, MemorySegment to) {
    switch (width) {
      case Byte.BYTES -> {
        for (int row = 0; row < size; row++) {
          to.set(ValueLayout.JAVA_BYTE, row, (byte) values[row]);
        }
      }
      case Short.BYTES -> {
        for (int row = 0; row < size; row++) {
          to.setAtIndex(ValueLayout.JAVA_SHORT, row, (short) values[row]);
        }
      }
      case Integer.BYTES -> {
        for (int row = 0; row < size; row++) {
          to.setAtIndex(ValueLayout.JAVA_INT, row, (int) values[row]);
        }
      }
      default -> MemorySegment.copy(values, 0, to, ValueLayout.JAVA_LONG, 0, size);
    }
  }

  boolean isSameAs(Column other) {
    return width == other.width && values.mismatch(other.values) < 0;
  }

  long get(int row) {
    return switch (width) {
      case Byte.BYTES -> values.get(ValueLayout.JAVA_BYTE, row) & MOST_IN_A_BYTE;
      case Short.BYTES -> values.getAtIndex(ValueLayout.JAVA_SHORT, row) & MOST_IN_A_SHORT;
      case Integer.BYTES -> values.getAtIndex(ValueLayout.JAVA_INT, row) & MOST_IN_AN_INT;
      default -> values.getAtIndex(ValueLayout.JAVA_LONG, row);
    };
  }
}
