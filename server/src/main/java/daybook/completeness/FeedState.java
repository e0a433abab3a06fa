package daybook.completeness;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How complete a feed is.
 *
 * @param feed its name
 * @param isDeclared whether the feed says what to expect
 * @param completeThrough the last usage day up to which all are complete; absent: none is known to
 *     be
 * @param incomplete the days that lack files, ascending
 */
public record FeedState(
    String feed,
    boolean isDeclared,
    @Nullable LocalDate completeThrough,
    List<Incomplete> incomplete) {
  public FeedState {
    incomplete = List.copyOf(incomplete);
  }

  public long overdueDays() {
    return incomplete.stream().filter(Incomplete::overdue).count();
  }
}
