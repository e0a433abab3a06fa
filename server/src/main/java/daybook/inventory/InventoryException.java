package daybook.inventory;

import java.util.ArrayList;
import java.util.List;

/** An import stopped at a file with bad lines; what was imported before it stays. */
public final class InventoryException extends RuntimeException {
  private final transient List<BadLine> badLines;
  private final long more;
  private final transient ImportReport imported;
  private final transient List<String> notImported;

  /**
   * @param badLines the first of them, in the order of the file
   * @param more how many there are besides
   * @param notImported the bad file and those that would have come after it
   */
  InventoryException(
      List<BadLine> badLines, long more, ImportReport imported, List<String> notImported) {
    super(text(badLines, more, imported, notImported), null, false, false);
    this.badLines = List.copyOf(badLines);
    this.more = more;
    this.imported = imported;
    this.notImported = List.copyOf(notImported);
  }

  /** The first bad lines, in the order of the file. */
  public List<BadLine> badLines() {
    return badLines;
  }

  /** How many bad lines there are besides {@link #badLines}. */
  public long more() {
    return more;
  }

  /** The files before the bad one: they are imported, and their SIMs want to be rebooked. */
  public ImportReport imported() {
    return imported;
  }

  /** The bad file and those that would have come after it. */
  public List<String> notImported() {
    return notImported;
  }

  private static String text(
      List<BadLine> badLines, long more, ImportReport imported, List<String> notImported) {
    List<String> lines = new ArrayList<>();
    badLines.forEach(bad -> lines.add(bad.toString()));
    if (more > 0) {
      lines.add("and " + more + " more");
    }
    List<String> done = imported.files().stream().map(FileResult::file).toList();
    lines.add("imported: " + (done.isEmpty() ? "nothing" : String.join(", ", done)));
    if (!notImported.isEmpty()) {
      lines.add("not imported: " + String.join(", ", notImported));
    }
    return String.join("\n", lines);
  }
}
