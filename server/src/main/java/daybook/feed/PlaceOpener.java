package daybook.feed;

import daybook.model.Feed;
import daybook.model.FeedPlace;
import java.io.IOException;

/** Opens places, each with what it takes. */
@FunctionalInterface
public interface PlaceOpener {
  /**
   * @param place the feed's
   */
  OpenPlace open(Feed feed, FeedPlace place) throws IOException;
}
