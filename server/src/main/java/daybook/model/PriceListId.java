package daybook.model;

/** A price list's number in the registry. */
public record PriceListId(long value) implements Comparable<PriceListId> {
  public PriceListId {
    Ids.requirePositive("PriceListId", value);
  }

  @Override
  public int compareTo(PriceListId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
