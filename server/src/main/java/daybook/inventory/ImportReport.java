package daybook.inventory;

import daybook.model.SimId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an import did.
 *
 * @param files those that were imported, in that order
 * @param ignored CSV files in the directory whose names say nothing to Daybook
 */
public record ImportReport(List<FileResult> files, List<String> ignored) {
  public ImportReport {
    files = List.copyOf(files);
    ignored = List.copyOf(ignored);
  }

  /** See {@link FileResult#simsToRebook}; sorted. */
  public Set<SimId> simsToRebook() {
    Set<SimId> sims = new TreeSet<>();
    files.forEach(file -> sims.addAll(file.simsToRebook()));
    return sims;
  }
}
