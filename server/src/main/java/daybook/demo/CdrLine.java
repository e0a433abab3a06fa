package daybook.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of an operator's file.
 *
 * @param start decides in which day's file the line stands
 * @param registered whether the inventory knows the SIM
 */
record CdrLine(Instant start, boolean registered, List<String> fields) {
  CdrLine {
    fields = List.copyOf(fields);
  }

  /**
   * @param column from 0
   */
  CdrLine with(int column, String text) {
    List<String> changed = new ArrayList<>(fields);
    changed.set(column, text);
    return new CdrLine(start, registered, changed);
  }
}
