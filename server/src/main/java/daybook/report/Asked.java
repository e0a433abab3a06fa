package daybook.report;

import daybook.model.Rating;
import daybook.model.RatingId;
import daybook.party.Directory;
import daybook.party.Scope;
import java.util.Map;

/**
 * A usage query as it is answered: what is selected, for whom, and what its rows are told with.
 *
 * @param shown the directory whose names are shown
 * @param ratings all that the rows refer to
 */
record Asked(
    Selection selection, Scope scope, Directory shown, Map<RatingId, Rating> ratings, OwnTier own) {

  /**
   * @param id as day slices hold it
   */
  Rating rating(long id) {
    Rating rating = ratings.get(new RatingId(id));
    if (rating == null) {
      throw new IllegalStateException("The books refer to rating " + id + ", which is not there");
    }
    return rating;
  }
}
