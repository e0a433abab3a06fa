package daybook.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import daybook.book.CellRow;
import daybook.book.Cut;
import daybook.book.Facts;
import daybook.book.SessionDayKey;
import daybook.model.Rating;
import daybook.model.Rating.Conversion;
import daybook.model.RatingId;
import daybook.model.ResellerId;
import daybook.model.SubscriptionId;
import daybook.party.Directory;
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
  private static final int MOST_QUESTIONS = 10_000;

  private final Facts facts;
  private final Ratings ratings;

  /** What the whole book says at a cut, for any range of days: where much is unrated it is slow. */
  private final Cache<Question, Map<Place, Long>> answers =
      Caffeine.newBuilder().maximumSize(MOST_QUESTIONS).build();

  private record Question(ResellerId reseller, ExpenseQuery.Basis basis, Cut cut) {}

  /**
   * @param owner the reseller whose account's subscription it is
   */
  private record Place(LocalDate firstBooked, ResellerId owner) {}

  /** A session day merged from its rows: when it first entered the books, and what it became. */
  private record SessionDay(
      SessionDayKey key,
      LocalDate firstBooked,
      long records,
      @Nullable SubscriptionId subscription,
      @Nullable RatingId rating) {
    static SessionDay of(CellRow row) {
      return new SessionDay(
          row.key(), row.bookedDay(), row.records(), row.subscription(), row.rating());
    }

    /** Before the opening, a later batch may have an earlier booked day. */
    SessionDay then(CellRow row) {
      return new SessionDay(
          key,
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

  /** How many session days of these owners were first booked in the query's days and lack a sum. */
  long count(ExpenseQuery query, Viewpoint view, Owned owned) {
    Question question = new Question(query.reseller(), query.basis(), view.cut());
    return answers.get(question, asked -> counts(asked, view.now())).entrySet().stream()
        .filter(place -> isBetween(place.getKey().firstBooked(), query))
        .filter(place -> owned.has(place.getKey().owner()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static boolean isBetween(LocalDate day, ExpenseQuery query) {
    return !day.isBefore(query.from()) && !day.isAfter(query.to());
  }

  private Map<Place, Long> counts(Question question, Directory directory) {
    Set<RatingId> lacking =
        ratings.through(question.cut()).entrySet().stream()
            .filter(rating -> lacks(rating.getValue(), question))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    if (lacking.isEmpty()) {
      return Map.of();
    }
    Map<Place, Long> counts = new HashMap<>();
    SessionDay day = null;
    for (CellRow row : facts.rowsRated(lacking, question.cut())) {
      if (day != null && day.key().equals(row.key())) {
        day = day.then(row);
      } else {
        add(day, lacking, directory, counts);
        day = SessionDay.of(row);
      }
    }
    add(day, lacking, directory, counts);
    return Map.copyOf(counts);
  }

  private static void add(
      @Nullable SessionDay day,
      Set<RatingId> lacking,
      Directory directory,
      Map<Place, Long> counts) {
    if (day == null || day.records() == 0 || day.subscription() == null) {
      return;
    }
    if (lacking.contains(day.rating())) {
      ResellerId owner = directory.accountOf(day.subscription()).orElseThrow().reseller();
      counts.merge(new Place(day.firstBooked(), owner), 1L, Long::sum);
    }
  }

  private static boolean lacks(Rating rating, Question question) {
    return rating.tiers().stream()
        .anyMatch(tier ->
            switch (question.basis()) {
              case EXPENSE ->
                  question.reseller().equals(tier.buyer())
                      && tier.pricing() instanceof Rating.Unrated;
              case REVENUE ->
                  question.reseller().equals(tier.seller()) && lacksRevenue(tier.pricing());
            });
  }

  private static boolean lacksRevenue(Rating.Pricing pricing) {
    return switch (pricing) {
      case Rating.Unrated _ -> true;
      case Rating.Priced priced -> priced.revenue() instanceof Conversion.Missing;
    };
  }
}
