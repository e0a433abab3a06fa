package daybook.model;

/** An API token's number; it is no secret. */
public record TokenId(long value) implements Comparable<TokenId> {
  public TokenId {
    Ids.requirePositive("TokenId", value);
  }

  @Override
  public int compareTo(TokenId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
