package daybook.report;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a usage report, in the order day, SIM id, sid, and what holds for all its pages.
 *
 * @param total rows of all pages
 * @param unrated session days in scope without a charge
 * @param completeThrough the last usage day known to be complete; absent: unknown
 */
public record UsagePage(
    List<UsageRow> rows, long total, long unrated, @Nullable LocalDate completeThrough) {}
