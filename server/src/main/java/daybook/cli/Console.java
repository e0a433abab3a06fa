package daybook.cli;

import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * Where a command was typed: its output may go to this process's streams or to a client's.
 *
 * @param directory the current directory, against which relative file names are meant
 * @param terminal whether a person watches, so that progress is worth showing on {@code err}
 */
public record Console(PrintWriter out, PrintWriter err, Path directory, boolean terminal) {
  public Path resolve(Path file) {
    return directory.resolve(file).normalize();
  }
}
