package daybook.book.sql;

import java.util.Arrays;

/**
 * A set of 48-bit hashes in less than seven bytes each. Sixteen bits choose a segment, which holds
 * the other thirty-two sorted; segments grow one by one, so that adding never stops for long.
 */
final class Fingerprints {
  private static final int SEGMENTS = 1 << 16;
  private static final int FIRST_LENGTH = 8;

  private final int[][] segments = new int[SEGMENTS][];
  private final int[] sizes = new int[SEGMENTS];
  private long bytes;

  /**
   * Adds the upper 48 bits of a hash.
   *
   * @return whether they were not there
   */
  boolean add(long hash) {
    int segment = segment(hash);
    int value = value(hash);
    int[] values = segments[segment];
    int size = sizes[segment];
    int found = values == null ? -1 : Arrays.binarySearch(values, 0, size, value);
    if (found >= 0) {
      return false;
    }
    if (values == null || size == values.length) {
      values = grown(values);
      segments[segment] = values;
    }
    int at = -found - 1;
    System.arraycopy(values, at, values, at + 1, size - at);
    values[at] = value;
    sizes[segment]++;
    return true;
  }

  private int[] grown(int[] values) {
    int[] grown =
        values == null
            ? new int[FIRST_LENGTH]
            : Arrays.copyOf(values, values.length + values.length / 2);
    bytes += (long) Integer.BYTES * (grown.length - (values == null ? 0 : values.length));
    return grown;
  }

  /** Whether a hash with these upper 48 bits was added. */
  boolean contains(long hash) {
    int segment = segment(hash);
    int[] values = segments[segment];
    return values != null && Arrays.binarySearch(values, 0, sizes[segment], value(hash)) >= 0;
  }

  /** How much memory the hashes take. */
  long bytes() {
    return bytes;
  }

  private static int segment(long hash) {
    return (int) (hash >>> 48);
  }

  private static int value(long hash) {
    return (int) (hash >>> 16);
  }
}
