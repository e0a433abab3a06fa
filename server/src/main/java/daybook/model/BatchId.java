package daybook.model;

/** One atomic addition to the books; ids grow in the order of booking. */
public record BatchId(long value) implements Comparable<BatchId> {
  public BatchId {
    Ids.requirePositive("BatchId", value);
  }

  @Override
  public int compareTo(BatchId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
