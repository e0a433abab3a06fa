package daybook.model;

/** One immutable way to charge a session day, see {@code rating.Rating}. */
public record RatingId(long value) implements Comparable<RatingId> {
  public RatingId {
    Ids.requirePositive("RatingId", value);
  }

  @Override
  public int compareTo(RatingId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
