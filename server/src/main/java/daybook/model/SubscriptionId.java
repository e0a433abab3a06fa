package daybook.model;

/** What a customer bought; expenses are reported per subscription. */
public record SubscriptionId(long value) implements Comparable<SubscriptionId> {
  public SubscriptionId {
    Ids.requirePositive("SubscriptionId", value);
  }

  @Override
  public int compareTo(SubscriptionId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
