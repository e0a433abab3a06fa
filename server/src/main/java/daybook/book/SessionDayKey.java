package daybook.book;

import daybook.model.SimId;
import java.time.LocalDate;

/** What one session carried for one SIM on one usage day. */
public record SessionDayKey(LocalDate usageDay, SimId sim, long sid) {}
