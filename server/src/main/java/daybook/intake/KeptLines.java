package daybook.intake;

import daybook.book.Booking;
import daybook.book.KeptLine;
import daybook.model.DeliveryId;
import daybook.model.Outcome;
import daybook.model.UsageRecord;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the lines of one delivery that do not enter the books.
 *
 * @param deliveredOn the delivery's booked day
 */
record KeptLines(DeliveryId delivery, String feed, String file, LocalDate deliveredOn) {

  /** A parked line has another outcome now. */
  static void unpark(Booking booking, KeptLine parked, Outcome outcome) {
    new KeptLines(parked.delivery(), parked.feed(), parked.file(), parked.deliveredOn())
        .redecide(
            booking, Outcome.Kind.PARKED, outcome, parked.line(), parked.raw(), parked.record());
  }

  /** Gives a line another outcome; where that keeps it aside, it is kept as such. */
  void redecide(
      Booking booking,
      Outcome.Kind was,
      Outcome outcome,
      long line,
      String raw,
      @Nullable UsageRecord record) {
    booking.redecide(
        delivery, line, was, outcome.kind(), line(outcome, line, raw, record).orElse(null));
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
