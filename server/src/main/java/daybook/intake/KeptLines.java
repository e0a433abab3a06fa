package daybook.intake;

import daybook.book.Booking;
import daybook.book.KeptLine;
import daybook.model.DeliveryId;
import daybook.model.Outcome;
import daybook.model.UsageRecord;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the lines of one delivery that do not enter the books.
 *
 * @param deliveredOn the delivery's booked day
 */
record KeptLines(DeliveryId delivery, String feed, String file, LocalDate deliveredOn) {

  /** Gives a parked line another outcome; where that too keeps the line, it is kept as such. */
  static void unpark(Booking booking, KeptLine parked, Outcome outcome) {
    booking.unpark(parked, outcome);
    new KeptLines(parked.delivery(), parked.feed(), parked.file(), parked.deliveredOn())
        .line(outcome, parked.line(), parked.raw(), parked.record())
        .ifPresent(line -> booking.keep(List.of(line)));
  }

  /** Empty where the outcome leaves nothing to keep. */
  Optional<KeptLine> line(Outcome outcome, long line, String raw, @Nullable UsageRecord record) {
    return switch (outcome) {
      case Outcome.Stored(), Outcome.Duplicate() -> Optional.empty();
      case Outcome.Conflict(String resolution) ->
          Optional.of(kept(KeptLine.Kind.CONFLICT, resolution, line, raw, record));
      case Outcome.Rejected(String reason) ->
          Optional.of(kept(KeptLine.Kind.REJECTED, reason, line, raw, record));
      case Outcome.Parked(String reason) ->
          Optional.of(kept(KeptLine.Kind.PARKED, reason, line, raw, record));
    };
  }

  private KeptLine kept(
      KeptLine.Kind kind, String reason, long line, String raw, @Nullable UsageRecord record) {
    return new KeptLine(delivery, feed, file, deliveredOn, line, kind, reason, raw, record);
  }
}
