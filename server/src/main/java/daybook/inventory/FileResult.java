package daybook.inventory;

import daybook.model.SimId;
import java.util.Set;

/**
 * What came of a file that was imported. Every line of it is new, changed or unchanged.
 *
 * @param file the file's name without its directory
 * @param opened lines that were not known before
 * @param changed lines that differ from what was known; the old version is closed
 * @param closed what was known and is no longer stated by a file that states the whole
 * @param unchanged lines that say what was known
 * @param simsToRebook SIMs whose spans or operator keys are others now: session days may have
 *     another owner, and parked records may have found theirs
 */
public record FileResult(
    String file, int opened, int changed, int closed, int unchanged, Set<SimId> simsToRebook) {
  public FileResult {
    simsToRebook = Set.copyOf(simsToRebook);
  }

  /** Whether the registry said all of this already. */
  public boolean isUnchanged() {
    return opened == 0 && changed == 0 && closed == 0;
  }
}
