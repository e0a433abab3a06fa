package daybook.report;

import daybook.model.Money;
import daybook.model.Rating;
import daybook.model.Rating.Conversion;
import daybook.model.RatingId;
import daybook.model.ResellerId;
import daybook.model.SimSpan;
import daybook.party.Scope;
import daybook.rating.PriceBook;
import daybook.rating.Tariff;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the caller's own tier pays under each rating: the one whose buyer is the caller's reseller,
 * or the account for an account's user. Made for one answer, not for several threads.
 */
final class OwnTier {
  private final @Nullable ResellerId buyer;
  private final Map<RatingId, Rating> ratings;
  private final PriceBook prices;
  private final Map<Long, Terms> known = new HashMap<>();

  /** The last rating asked for: most rows have that of the row before. */
  private long lastRating;

  private @Nullable Terms lastTerms;

  /**
   * @param unrated whether there is no charge, or no session cost though the profile has one
   * @param tariff present where the profile has a session cost and the tier is charged
   */
  private record Terms(boolean unrated, Optional<Tariff> tariff) {}

  OwnTier(Scope.Key caller, Map<RatingId, Rating> ratings, PriceBook prices) {
    this.buyer = caller.account() == null ? caller.reseller() : null;
    this.ratings = ratings;
    this.prices = prices;
  }

  /**
   * Whether a session day of this rating counts as unrated for the caller.
   *
   * @param rating as day slices hold it
   */
  boolean isUnrated(long rating) {
    return terms(rating).unrated();
  }

  /**
   * The session cost in euro; absent where the profile has none and where it is unrated.
   *
   * @param bytes up and down together
   */
  @Nullable Money sessionCost(long rating, long bytes) {
    return terms(rating).tariff().map(tariff -> tariff.charge(bytes).euro()).orElse(null);
  }

  private Terms terms(long rating) {
    Terms last = lastTerms;
    if (last != null && lastRating == rating) {
      return last;
    }
    Terms terms =
        known.computeIfAbsent(
            rating, id -> terms(Objects.requireNonNull(ratings.get(new RatingId(id)))));
    lastRating = rating;
    lastTerms = terms;
    return terms;
  }

  private Terms terms(Rating rating) {
    boolean costed = rating.profile().equals(SimSpan.PRICED_PROFILE);
    Rating.Tier own =
        rating.tiers().stream()
            .filter(tier -> Objects.equals(tier.buyer(), buyer))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("No tier of " + buyer + " in " + rating));
    return switch (own.pricing()) {
      case Rating.Unrated _ -> new Terms(true, Optional.empty());
      case Rating.Priced priced ->
          new Terms(
              costed && priced.euro() instanceof Conversion.Missing,
              costed ? Tariff.of(own, prices) : Optional.empty());
    };
  }
}
