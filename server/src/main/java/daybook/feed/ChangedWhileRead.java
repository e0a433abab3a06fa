package daybook.feed;

import java.io.IOException;

/** A file is not what it was when it was offered; nothing of it may be booked. */
public final class ChangedWhileRead extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param name the file's own
   */
  public ChangedWhileRead(String name) {
    super(name + " changed while it was read; offer it again once it is complete");
  }
}
