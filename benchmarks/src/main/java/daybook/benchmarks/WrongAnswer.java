package daybook.benchmarks;

/** What was measured did not answer what it should have: its times are worth nothing. */
final class WrongAnswer extends RuntimeException {
  private static final long serialVersionUID = 1;

  WrongAnswer(String message) {
    super(message);
  }

  static void unlessEqual(String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new WrongAnswer("%s: expected %s, got %s".formatted(what, expected, actual));
    }
  }
}
