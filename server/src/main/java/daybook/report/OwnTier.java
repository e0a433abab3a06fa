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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the caller's own tier pays under each rating: the one whose buyer is the caller's reseller,
 * or the account for an account's user. For one answer, and all threads that make it.
 */
final class OwnTier {
  private final Scope scope;
  private final @Nullable ResellerId buyer;
  private final Map<RatingId, Rating> ratings;
  private final PriceBook prices;
  private final Map<Long, Terms> known = new ConcurrentHashMap<>();

  /** Of what is not the caller's. */
  private static final Terms NONE = new Terms(false, false, Optional.empty());

  /**
   * @param within whether it is of the caller's reseller or of one below
   * @param unrated whether there is no charge, or no session cost though the profile has one
   * @param tariff present where the profile has a session cost and the tier is charged
   */
  private record Terms(boolean within, boolean unrated, Optional<Tariff> tariff) {}

  OwnTier(Scope scope, Map<RatingId, Rating> ratings, PriceBook prices) {
    this.scope = scope;
    this.buyer = scope.key().account() == null ? scope.key().reseller() : null;
    this.ratings = ratings;
    this.prices = prices;
  }

  /**
   * Whether what has this rating is of the caller's reseller or of one below. It says nothing of
   * accounts.
   *
   * @param rating as day slices hold it; 0, nobody's, never is
   */
  boolean isWithin(long rating) {
    return terms(rating).within();
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
    Terms terms = known.get(rating);
    return terms == null ? known.computeIfAbsent(rating, this::found) : terms;
  }

  private Terms found(long rating) {
    return rating == 0 ? NONE : terms(Objects.requireNonNull(ratings.get(new RatingId(rating))));
  }

  private Terms terms(Rating rating) {
    if (buyer != null && !scope.reaches(rating.reseller())) {
      return NONE;
    }
    boolean costed = rating.profile().equals(SimSpan.PRICED_PROFILE);
    Rating.Tier own =
        rating.tiers().stream()
            .filter(tier -> Objects.equals(tier.buyer(), buyer))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("No tier of " + buyer + " in " + rating));
    return switch (own.pricing()) {
      case Rating.Unrated _ -> new Terms(true, true, Optional.empty());
      case Rating.Priced priced ->
          new Terms(
              true,
              costed && priced.euro() instanceof Conversion.Missing,
              costed ? Tariff.of(own, prices) : Optional.empty());
    };
  }
}
