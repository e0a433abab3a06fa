package daybook.intake;

import daybook.book.Booking;
import daybook.model.BookZone;
import daybook.model.DeliveryId;
import daybook.model.Feed;
import daybook.model.Rating;
import daybook.model.RatingId;
import daybook.party.Directories;
import daybook.party.Directory;
import daybook.rating.PriceBook;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What every booking is made with: the registry as it stands once the booking has begun, so that
 * nothing is booked by one that has changed meanwhile.
 */
public final class Workbench {
  private final Directories directories;
  private final Supplier<PriceBook> prices;
  private final Supplier<Optional<LocalDate>> openedOn;
  private final BookZone zone;
  private final InstantSource clock;

  /**
   * @param openedOn the day the book was opened; empty: it is not open
   */
  public Workbench(
      Directories directories,
      Supplier<PriceBook> prices,
      Supplier<Optional<LocalDate>> openedOn,
      BookZone zone,
      InstantSource clock) {
    this.directories = directories;
    this.prices = prices;
    this.openedOn = openedOn;
    this.zone = zone;
    this.clock = clock;
  }

  /**
   * For one booking.
   *
   * @param ratings all that the books refer to before it
   */
  record Bench(
      Directory directory,
      BookZone zone,
      BookingDays days,
      Instant at,
      Map<RatingId, Rating> ratings,
      Posting posting) {
    Recording recording(Booking booking, Feed feed) {
      return recording(booking, feed, Map.of());
    }

    /**
     * @param replaced see {@link Recording}
     */
    Recording recording(Booking booking, Feed feed, Map<DeliveryId, LocalDate> replaced) {
      return new Recording(booking, feed, directory, zone, posting, replaced);
    }
  }

  Bench lay(Booking booking) {
    Instant at = clock.instant();
    Directory directory = directories.now();
    BookingDays days = new BookingDays(openedOn.get().orElse(null), zone.dayOf(at));
    Map<RatingId, Rating> ratings = booking.ratings();
    return new Bench(
        directory,
        zone,
        days,
        at,
        ratings,
        new Posting(booking, directory, prices.get(), ratings, days, at));
  }
}
