package daybook.model;

/** Whom a price list is meant for: exactly one buyer, or any of a kind under the seller. */
public sealed interface Buyers {
  /** Written {@code reseller:3} or {@code account:3000}. */
  record Exactly(Party party) implements Buyers {
    @Override
    public String toString() {
      return party.toString();
    }
  }

  /** Written {@code resellers}: any child of the seller. */
  record AnyReseller() implements Buyers {
    @Override
    public String toString() {
      return "resellers";
    }
  }

  /** Written {@code accounts}: any account of the seller. */
  record AnyAccount() implements Buyers {
    @Override
    public String toString() {
      return "accounts";
    }
  }

  /**
   * Reads buyers as price lists write them.
   *
   * @throws IllegalArgumentException if they are none; the message says what is expected
   */
  static Buyers parse(String text) {
    return switch (text) {
      case "resellers" -> new AnyReseller();
      case "accounts" -> new AnyAccount();
      default -> {
        if (text.startsWith("reseller:") || text.startsWith("account:")) {
          yield new Exactly(Party.parse(text));
        }
        throw new IllegalArgumentException(
            "expected reseller:<id>, account:<id>, resellers or accounts, not \"" + text + "\"");
      }
    };
  }
}
