package daybook.feed;

/** A delivery cannot be booked on that day; the message is the one line that says why. */
public final class RefusedDay extends RuntimeException {
  private static final long serialVersionUID = 1;

  public RefusedDay(String message) {
    super(message);
  }
}
