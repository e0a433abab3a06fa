package daybook.model;

/** One file received through a feed. */
public record DeliveryId(long value) implements Comparable<DeliveryId> {
  public DeliveryId {
    Ids.requirePositive("DeliveryId", value);
  }

  @Override
  public int compareTo(DeliveryId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
