package daybook.model;

/** A reseller's staff member or an account's user. */
public record ManagerId(long value) implements Comparable<ManagerId> {
  public ManagerId {
    Ids.requirePositive("ManagerId", value);
  }

  @Override
  public int compareTo(ManagerId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
