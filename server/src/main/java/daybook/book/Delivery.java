package daybook.book;

import daybook.model.DeliveryId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One file received through a feed, taken in whole or not at all.
 *
 * @param sequence its number among the feed's deliveries, from 1
 * @param sha256 of the file's bytes as delivered, in lower-case hexadecimal; unique per feed
 * @param size in bytes, as delivered
 * @param bookedDay the day on which it entered the books, see docs/numbers.md
 * @param withdrawal absent: it counts
 */
public record Delivery(
    DeliveryId id,
    String feed,
    long sequence,
    String name,
    String sha256,
    long size,
    Instant arrivedAt,
    LocalDate bookedDay,
    Counts counts,
    @Nullable Withdrawal withdrawal) {

  public boolean isWithdrawn() {
    return withdrawal != null;
  }

  /** The same delivery, taken back. */
  public Delivery with(Withdrawal taken) {
    return new Delivery(
        id, feed, sequence, name, sha256, size, arrivedAt, bookedDay, counts, taken);
  }

  /** How the delivery's lines came out; they add up to the lines read. */
  public record Counts(
      long read, long stored, long duplicate, long conflict, long rejected, long parked) {
    public Counts {
      long explained =
          Math.addExact(
              Math.addExact(Math.addExact(stored, duplicate), Math.addExact(conflict, rejected)),
              parked);
      if (read != explained) {
        throw new IllegalStateException(
            "Lines read do not add up: %d read, but %d stored + %d duplicate + %d conflict"
                    .formatted(read, stored, duplicate, conflict)
                + " + %d rejected + %d parked = %d".formatted(rejected, parked, explained));
      }
    }
  }
}
