package daybook.report;

import daybook.model.Money;
import daybook.model.SimId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One session day in a usage report.
 *
 * @param sessionCost what the caller's own tier pays, in euro; absent: not of the priced profile,
 *     or not rated
 */
public record UsageRow(
    long sid,
    LocalDate usageDay,
    @Nullable Money sessionCost,
    long bytesUp,
    long bytesDown,
    SimId sim,
    String originalNumber,
    String iccid,
    @Nullable String name) {
  /** Bytes up and down together. */
  public long bytes() {
    return Math.addExact(bytesUp, bytesDown);
  }
}
