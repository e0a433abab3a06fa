package daybook.decode;

import java.io.IOException;
import java.util.List;

/** A summary with lines that cannot be understood; its message names them, one a line. */
public final class BadSummary extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param shown the first of them, in the order of the file
   * @param all how many there are
   */
  BadSummary(List<String> shown, long all) {
    super(
        String.join("\n", shown)
            + (all > shown.size() ? "\nand " + (all - shown.size()) + " more" : "")
            + "\nnothing was compared");
  }
}
