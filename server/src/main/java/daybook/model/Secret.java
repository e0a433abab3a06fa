package daybook.model;

/** What nobody may read in a log, on a screen or in a message: it does not print itself. */
public record Secret(String value) {
  @Override
  public String toString() {
    return "(secret)";
  }
}
