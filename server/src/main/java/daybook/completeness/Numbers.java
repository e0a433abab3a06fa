package daybook.completeness;

/**
 * File numbers in a row.
 *
 * @param first inclusive
 * @param last inclusive
 */
public record Numbers(long first, long last) {
  public Numbers {
    if (last < first) {
      throw new IllegalArgumentException("Numbers from " + first + " to " + last);
    }
  }

  @Override
  public String toString() {
    return first == last ? Long.toString(first) : first + "-" + last;
  }
}
