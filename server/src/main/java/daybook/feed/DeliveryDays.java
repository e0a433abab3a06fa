package daybook.feed;

import daybook.model.Feed;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which day a delivery is booked on (docs/numbers.md); days are the book's zone's. */
public final class DeliveryDays {
  private DeliveryDays() {}

  /**
   * The day a delivery enters the books. From the opening on that is today. Before, it is the day
   * the caller states, else the one that the feed finds in the file's name, else today.
   *
   * @param deliveredOn the day the caller states, if any
   * @param openedOn the day the book was opened; absent: it is not open
   * @throws RefusedDelivery if a day is stated although the book is open, or the day is yet to come
   */
  public static LocalDate bookedDay(
      Feed feed,
      String fileName,
      @Nullable LocalDate deliveredOn,
      @Nullable LocalDate openedOn,
      LocalDate today) {
    if (openedOn != null) {
      if (deliveredOn != null) {
        throw new RefusedDelivery(
            "the book is open since "
                + openedOn
                + ": deliveries are booked on the day of booking, so none can be stated");
      }
      return today;
    }
    LocalDate day = deliveredOn == null ? dayInName(feed, fileName).orElse(today) : deliveredOn;
    if (day.isAfter(today)) {
      throw new RefusedDelivery(
          fileName + " cannot have been delivered on " + day + ": today is " + today);
    }
    return day;
  }

  private static Optional<LocalDate> dayInName(Feed feed, String fileName) {
    Feed.DeliveryDay rule = feed.deliveryDay();
    return rule == null ? Optional.empty() : rule.of(fileName);
  }
}
