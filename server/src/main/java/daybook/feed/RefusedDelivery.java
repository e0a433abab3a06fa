package daybook.feed;

/** A delivery cannot be booked; the message is the one line that says why. */
public final class RefusedDelivery extends RuntimeException {
  private static final long serialVersionUID = 1;

  public RefusedDelivery(String message) {
    super(message);
  }
}
