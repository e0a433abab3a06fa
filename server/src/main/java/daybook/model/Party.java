package daybook.model;

/** Who sells or buys in a chain: an operator, a reseller, or a reseller's account. */
public sealed interface Party {
  record OperatorParty(String operator) implements Party {
    @Override
    public String toString() {
      return "operator:" + operator;
    }
  }

  record ResellerParty(ResellerId reseller) implements Party {
    @Override
    public String toString() {
      return "reseller:" + reseller;
    }
  }

  record AccountParty(AccountId account) implements Party {
    @Override
    public String toString() {
      return "account:" + account;
    }
  }

  /**
   * Reads a party as price lists write it: {@code operator:<name>}, {@code reseller:<id>} or {@code
   * account:<id>}.
   *
   * @throws IllegalArgumentException if it is none of them; the message says what is expected
   */
  static Party parse(String text) {
    String[] parts = text.split(":", 2);
    if (parts.length == 2) {
      if (parts[0].equals("operator") && !parts[1].isBlank()) {
        return new OperatorParty(parts[1]);
      }
      if (parts[0].equals("reseller") && Ids.isId(parts[1])) {
        return new ResellerParty(new ResellerId(Long.parseLong(parts[1])));
      }
      if (parts[0].equals("account") && Ids.isId(parts[1])) {
        return new AccountParty(new AccountId(Long.parseLong(parts[1])));
      }
    }
    throw new IllegalArgumentException(
        "expected operator:<name>, reseller:<id> or account:<id>, not \"" + text + "\"");
  }
}
