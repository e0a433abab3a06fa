package daybook.model;

/** A reseller's number in the registry. */
public record ResellerId(long value) implements Comparable<ResellerId> {
  public ResellerId {
    Ids.requirePositive("ResellerId", value);
  }

  @Override
  public int compareTo(ResellerId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
