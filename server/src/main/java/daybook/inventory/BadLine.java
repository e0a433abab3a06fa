package daybook.inventory;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a file.
 *
 * @param file the file's name without its directory
 * @param line from 1, the header counted, as an editor counts; 0: the file as a whole
 * @param column by its header name; absent: the whole line
 * @param reason what is wrong and, where it does not follow, what to do
 */
public record BadLine(String file, long line, @Nullable String column, String reason) {
  /** As compilers write it: {@code file:line: column: reason}. */
  @Override
  public String toString() {
    String place = line == 0 ? file : file + ":" + line;
    return column == null ? place + ": " + reason : place + ": " + column + ": " + reason;
  }
}
