package daybook.feed;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A place refuses what is asked of it; the message is the one line that says why, and a remedy. */
public class PlaceTrouble extends IOException {
  private static final long serialVersionUID = 1;

  public PlaceTrouble(String message) {
    super(message);
  }

  public PlaceTrouble(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
