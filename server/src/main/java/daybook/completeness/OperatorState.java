package daybook.completeness;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How complete an operator is: as complete as the least complete of its feeds.
 *
 * @param feeds in the order of the configuration, at least one
 */
public record OperatorState(String operator, List<FeedState> feeds) {
  public OperatorState {
    feeds = List.copyOf(feeds);
  }

  /** Absent where one of its feeds knows nothing to be complete. */
  public @Nullable LocalDate completeThrough() {
    List<@Nullable LocalDate> watermarks = new ArrayList<>(feeds.size());
    feeds.forEach(feed -> watermarks.add(feed.completeThrough()));
    return Watermark.lowest(watermarks);
  }
}
