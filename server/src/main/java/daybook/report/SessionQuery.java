package daybook.report;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which session days are to be explained.
 *
 * @param sid the session's number, as the usage report has it
 * @param asOf the answer of that day's end; absent: of now
 */
public record SessionQuery(long sid, LocalDate usageDay, @Nullable LocalDate asOf) {}
