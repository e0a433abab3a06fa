package daybook.report;

/** How columns of primitives grow. */
final class Growth {
  static final int FIRST = 64;

  /** Arrays cannot be longer on every Java machine. */
  private static final int MOST = Integer.MAX_VALUE - 8;

  private Growth() {}

  /**
   * The next length of a full column.
   *
   * @throws IllegalStateException if it cannot be longer
   */
  static int after(int length) {
    if (length >= MOST) {
      throw new IllegalStateException("A column of more than " + MOST + " rows");
    }
    return (int) Math.min(MOST, length + (length >> 1) + 1L);
  }
}
