package daybook.book;

import daybook.model.BatchId;
import daybook.model.DeliveryId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One atomic addition to the books.
 *
 * @param bookedDay the one day on which all of it entered the books, in the book's zone
 * @param delivery what it follows from, or takes back; absent: a correction, which the cause
 *     explains
 */
public record Batch(
    BatchId id, LocalDate bookedDay, Instant at, Cause cause, @Nullable DeliveryId delivery) {

  /** Why something was booked. */
  public enum Cause {
    /** A delivery's records were taken in. */
    DELIVERY,
    /** A parked record found its SIM. */
    SIM_REGISTERED,
    /** A past span of a SIM changed. */
    SPAN_CHANGED,
    /** A price or a rate arrived for session days that lacked it. */
    PRICE_ARRIVED,
    /** A delivery was taken back; the batch names it. */
    WITHDRAWN,
    /** Session days were charged anew by the prices and rates of now. */
    RERATED
  }
}
