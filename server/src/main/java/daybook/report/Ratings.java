package daybook.report;

import daybook.book.Cut;
import daybook.book.Facts;
import daybook.model.Rating;
import daybook.model.RatingId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The books' ratings in memory; a rating never changes, so only new ones have to be read. */
public final class Ratings {
  private final Facts facts;
  private volatile @Nullable Known latest;

  private record Known(Cut through, Map<RatingId, Rating> ratings) {}

  public Ratings(Facts facts) {
    this.facts = facts;
  }

  /** At least all ratings that session days at this cut refer to. */
  public Map<RatingId, Rating> through(Cut cut) {
    Known known = latest;
    return known != null && reaches(known, cut) ? known.ratings() : read(cut);
  }

  /** One caller reads, the others wait for it. */
  private synchronized Map<RatingId, Rating> read(Cut cut) {
    Known known = latest;
    if (known != null && reaches(known, cut)) {
      return known.ratings();
    }
    Known read = new Known(cut, Map.copyOf(facts.ratings()));
    latest = read;
    return read.ratings();
  }

  private static boolean reaches(Known known, Cut cut) {
    return known.through().throughBatch() >= cut.throughBatch();
  }
}
