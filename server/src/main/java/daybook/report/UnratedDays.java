package daybook.report;

import daybook.book.CellRow;
import daybook.book.Facts;
import daybook.book.SessionDayKey;
import daybook.model.Rating;
import daybook.model.Rating.Conversion;
import daybook.model.RatingId;
import daybook.model.SubscriptionId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts the session days that an expense report should hold and cannot: their rating leaves the
 * reseller's tier without a charge, or without its revenue.
 */
final class UnratedDays {
  private final Facts facts;
  private final Ratings ratings;

  /** A session day merged from its rows: when it first entered the books, and what it became. */
  private record SessionDay(
      LocalDate firstBooked,
      long records,
      @Nullable SubscriptionId subscription,
      @Nullable RatingId rating) {
    static SessionDay of(CellRow row) {
      return new SessionDay(row.bookedDay(), row.records(), row.subscription(), row.rating());
    }

    /** Before the opening, a later batch may have an earlier booked day. */
    SessionDay then(CellRow row) {
      return new SessionDay(
          row.bookedDay().isBefore(firstBooked) ? row.bookedDay() : firstBooked,
          Math.addExact(records, row.records()),
          row.subscription(),
          row.rating());
    }
  }

  UnratedDays(Facts facts, Ratings ratings) {
    this.facts = facts;
    this.ratings = ratings;
  }

  /** How many of the session days in the query were first booked in its days and lack a sum. */
  long count(ExpenseQuery query, Viewpoint view, Owned owned) {
    Set<RatingId> lacking =
        ratings.through(view.cut()).entrySet().stream()
            .filter(rating -> lacks(rating.getValue(), query))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    if (lacking.isEmpty()) {
      return 0;
    }
    Map<SessionDayKey, SessionDay> days = new HashMap<>();
    for (CellRow row : facts.rowsRated(lacking, view.cut())) {
      days.merge(row.key(), SessionDay.of(row), (before, same) -> before.then(row));
    }
    return days.values().stream().filter(day -> counts(day, query, lacking, owned)).count();
  }

  private static boolean lacks(Rating rating, ExpenseQuery query) {
    return rating.tiers().stream()
        .anyMatch(tier ->
            switch (query.basis()) {
              case EXPENSE ->
                  query.reseller().equals(tier.buyer()) && tier.pricing() instanceof Rating.Unrated;
              case REVENUE ->
                  query.reseller().equals(tier.seller()) && lacksRevenue(tier.pricing());
            });
  }

  private static boolean lacksRevenue(Rating.Pricing pricing) {
    return switch (pricing) {
      case Rating.Unrated _ -> true;
      case Rating.Priced priced -> priced.revenue() instanceof Conversion.Missing;
    };
  }

  private static boolean counts(
      SessionDay day, ExpenseQuery query, Set<RatingId> lacking, Owned owned) {
    SubscriptionId subscription = day.subscription();
    return day.records() != 0
        && subscription != null
        && lacking.contains(day.rating())
        && !day.firstBooked().isBefore(query.from())
        && !day.firstBooked().isAfter(query.to())
        && owned.has(subscription);
  }
}
