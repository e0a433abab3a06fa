package daybook.model;

/** What became of one line or event of a delivery; every one has exactly one outcome. */
public sealed interface Outcome {
  /** The outcomes without what is said of them. */
  enum Kind {
    STORED,
    DUPLICATE,
    CONFLICT,
    REJECTED,
    PARKED
  }

  default Kind kind() {
    return switch (this) {
      case Stored() -> Kind.STORED;
      case Duplicate() -> Kind.DUPLICATE;
      case Conflict _ -> Kind.CONFLICT;
      case Rejected _ -> Kind.REJECTED;
      case Parked _ -> Kind.PARKED;
    };
  }

  /** In the books. */
  record Stored() implements Outcome {}

  /** The same identity and content was stored before. */
  record Duplicate() implements Outcome {}

  /** The same identity with other content was stored before; settled by the feed's policy. */
  record Conflict(String resolution) implements Outcome {}

  /** Not a record we can believe. */
  record Rejected(String reason) implements Outcome {}

  /** Believable, but no SIM is registered under this key on that day; stored once one is. */
  record Parked(String reason) implements Outcome {}
}
