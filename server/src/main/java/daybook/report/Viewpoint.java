package daybook.report;

import daybook.book.Cut;
import daybook.party.Directory;
import daybook.party.Scope;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * From where one answer is read: all of its reads share it, so that none sees half a change.
 *
 * @param cut how far into the books it sees
 * @param asOf the day at whose end it stands; absent: now
 * @param now today's directory, which decides what the caller may see
 * @param shown that day's directory, whose names, spans and groups are shown
 */
record Viewpoint(Cut cut, @Nullable LocalDate asOf, Directory now, Directory shown, Scope scope) {}
