package daybook.book;

import daybook.model.DeliveryId;
import daybook.model.UsageRecord;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A line that did not enter the books, kept with its place, reason and text.
 *
 * @param file the delivery's name
 * @param deliveredOn the delivery's booked day
 * @param record what could be decoded of it; a parked line has it always
 */
public record KeptLine(
    DeliveryId delivery,
    String feed,
    String file,
    LocalDate deliveredOn,
    long line,
    Kind kind,
    String reason,
    String raw,
    @Nullable UsageRecord record) {

  /** Why the line is kept. */
  public enum Kind {
    REJECTED,
    CONFLICT,
    PARKED
  }
}
