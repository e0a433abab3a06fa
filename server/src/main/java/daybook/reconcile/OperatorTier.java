package daybook.reconcile;

import daybook.model.Currency;
import daybook.model.Rating;
import daybook.model.RatingId;
import daybook.rating.PriceBook;
import daybook.rating.Tariff;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the provider owes an operator under each rating: the chain's first tier. */
final class OperatorTier {
  private final String operator;
  private final Map<RatingId, Rating> ratings;
  private final PriceBook prices;
  private final Map<Long, Terms> known = new HashMap<>();

  /**
   * @param isOperators whether the operator delivered what is rated so
   * @param priced absent: the tier is unrated
   */
  record Terms(boolean isOperators, String profile, @Nullable Priced priced) {}

  record Priced(long priceVersion, long incrementBytes, Currency currency, Tariff tariff) {}

  OperatorTier(String operator, Map<RatingId, Rating> ratings, PriceBook prices) {
    this.operator = operator;
    this.ratings = ratings;
    this.prices = prices;
  }

  /**
   * @param rating as day slices hold it, not 0
   */
  Terms of(long rating) {
    return known.computeIfAbsent(
        rating, id -> terms(Objects.requireNonNull(ratings.get(new RatingId(id)))));
  }

  private Terms terms(Rating rating) {
    Rating.Tier first = rating.tiers().getFirst();
    Priced priced =
        switch (first.pricing()) {
          case Rating.Unrated _ -> null;
          case Rating.Priced at ->
              new Priced(
                  at.priceVersion(),
                  prices.price(at.priceVersion()).incrementBytes(),
                  prices.list(at.listVersion()).currency(),
                  Tariff.of(first, prices).orElseThrow());
        };
    return new Terms(rating.operator().equals(operator), rating.profile(), priced);
  }
}
