package daybook.report;

import daybook.book.Cut;
import daybook.model.Reseller;
import daybook.party.Caller;
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
public record Viewpoint(
    Cut cut, @Nullable LocalDate asOf, Directory now, Directory shown, Scope scope) {

  /** Whether the caller may see feeds, deliveries and raw records: they are the provider's. */
  boolean showsRawRecords(Caller caller) {
    boolean ofTheRoot = now.root().map(Reseller::id).filter(caller.reseller()::equals).isPresent();
    return ofTheRoot && caller.account() == null && caller.role().mayReadRawRecords();
  }
}
