package daybook.feed;

import org.jspecify.annotations.Nullable;

/** A place could not be reached or broke off; that may be over when it is tried again. */
public final class PassingTrouble extends PlaceTrouble {
  private static final long serialVersionUID = 1;

  public PassingTrouble(String message) {
    super(message);
  }

  public PassingTrouble(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
