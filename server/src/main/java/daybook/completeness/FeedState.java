package daybook.completeness;

import daybook.model.Feed;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How complete a feed is.
 *
 * @param completeThrough the last usage day up to which all are complete; absent: none, or the feed
 *     declares no expectations
 * @param incomplete the days that lack files, ascending
 */
public record FeedState(
    Feed feed, @Nullable LocalDate completeThrough, List<Incomplete> incomplete) {
  public FeedState {
    incomplete = List.copyOf(incomplete);
  }

  public long overdueDays() {
    return incomplete.stream().filter(Incomplete::overdue).count();
  }
}
