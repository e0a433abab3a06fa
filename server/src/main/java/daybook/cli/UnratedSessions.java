package daybook.cli;

import daybook.App;
import daybook.book.CellRow;
import daybook.book.SessionDayKey;
import daybook.model.Rating;
import daybook.model.RatingId;
import daybook.model.SubscriptionId;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The session days that some tier cannot be charged for, merged from their rows. */
final class UnratedSessions {
  private final Map<RatingId, Rating> ratings;
  private final List<SessionDay> days;

  /**
   * @param bookedOn the first day on which something of it was booked
   */
  record SessionDay(
      SessionDayKey key,
      LocalDate bookedOn,
      long records,
      long bytes,
      @Nullable SubscriptionId subscription,
      @Nullable RatingId rating) {
    private static SessionDay of(CellRow row) {
      return new SessionDay(
          row.key(),
          row.bookedDay(),
          row.records(),
          Math.addExact(row.bytesUp(), row.bytesDown()),
          row.subscription(),
          row.rating());
    }

    private SessionDay then(SessionDay later) {
      return new SessionDay(
          key,
          later.bookedOn.isBefore(bookedOn) ? later.bookedOn : bookedOn,
          Math.addExact(records, later.records),
          Math.addExact(bytes, later.bytes),
          later.subscription,
          later.rating);
    }
  }

  UnratedSessions(App app) {
    this.ratings =
        app.facts().ratings().entrySet().stream()
            .filter(rating -> !rating.getValue().isComplete())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    Map<SessionDayKey, SessionDay> merged = new LinkedHashMap<>();
    app.facts()
        .rowsRated(ratings.keySet(), app.facts().cut(null))
        .forEach(row -> merged.merge(row.key(), SessionDay.of(row), SessionDay::then));
    this.days =
        merged.values().stream()
            .filter(day -> day.records() > 0 && day.subscription() != null)
            .filter(day -> day.rating() != null && ratings.containsKey(day.rating()))
            .toList();
  }

  /** Sorted by usage day, SIM and sid; each has a subscription and a rating. */
  List<SessionDay> days() {
    return days;
  }

  Rating rating(SessionDay day) {
    return Objects.requireNonNull(ratings.get(Objects.requireNonNull(day.rating())));
  }

  /** How many there are of each operator. */
  Map<String, Long> byOperator() {
    return days.stream()
        .collect(Collectors.groupingBy(day -> rating(day).operator(), Collectors.counting()));
  }
}
