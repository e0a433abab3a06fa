package daybook.model;

/** A SIM card's number in the registry. */
public record SimId(long value) implements Comparable<SimId> {
  public SimId {
    Ids.requirePositive("SimId", value);
  }

  @Override
  public int compareTo(SimId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
