package daybook.config;

/** A value is not what its key wants; the reason is what the user reads. */
final class BadValue extends Exception {
  private final String reason;

  BadValue(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
