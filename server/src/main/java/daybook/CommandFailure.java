package daybook;

/** A command cannot do what was asked; the message is the one line that says why and the remedy. */
public final class CommandFailure extends RuntimeException {
  public CommandFailure(String message) {
    super(message);
  }
}
