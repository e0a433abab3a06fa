package daybook.model;

/** A reseller's customer. */
public record AccountId(long value) implements Comparable<AccountId> {
  public AccountId {
    Ids.requirePositive("AccountId", value);
  }

  @Override
  public int compareTo(AccountId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
