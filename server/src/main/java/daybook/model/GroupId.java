package daybook.model;

/** A SIM group's number in the registry. */
public record GroupId(long value) implements Comparable<GroupId> {
  public GroupId {
    Ids.requirePositive("GroupId", value);
  }

  @Override
  public int compareTo(GroupId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
