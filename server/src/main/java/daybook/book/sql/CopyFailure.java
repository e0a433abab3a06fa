package daybook.book.sql;

/** A copy cannot be made, or is not what was copied; the message is the one line that says why. */
public final class CopyFailure extends RuntimeException {
  public CopyFailure(String message) {
    super(message);
  }
}
