package daybook.decode;

import java.io.IOException;

/** A file that cannot be taken in as a whole; its message names file, line, fault and remedy. */
public final class UnreadableDelivery extends IOException {
  private static final long serialVersionUID = 1;

  private final long line;

  UnreadableDelivery(String file, long line, String fault, String remedy) {
    super(file + ", line " + line + ": " + fault + "; " + remedy);
    this.line = line;
  }

  /** Where the fault was found, from 1. */
  public long line() {
    return line;
  }
}
