package daybook.inventory;

import daybook.book.Registry;
import java.util.List;

/** One of the plain files: its name, its columns, and how its lines become rows of the registry. */
interface PlainFile {
  String name();

  /** Columns that the header must name. */
  List<String> required();

  /** Columns that the header may name. */
  default List<String> optional() {
    return List.of();
  }

  /**
   * Checks all lines and writes what differs into the change, which is committed only if nothing
   * was complained of.
   *
   * @param now the registry as it stands; nobody else changes it meanwhile
   */
  FileResult bring(Lines lines, Registry.Reader now, Registry.Change change);
}
