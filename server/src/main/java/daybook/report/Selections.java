package daybook.report;

import daybook.memo.Memo;
import daybook.model.Refusal;
import daybook.party.Scope;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was selected lately, resolved: a group's SIMs are the same until the registry changes. */
final class Selections {
  /** Of all selections together, in numbers of 64 bits, as the SIMs are: sixteen megabytes. */
  private static final int MOST_LONGS = 2_000_000;

  /** What an item takes as it was sent, and what a selection takes beside items and SIMs. */
  private static final int LONGS_OF_AN_ITEM = 8;

  private static final int LONGS_BESIDE = 64;

  private final Memo<Key, Selection> selections =
      new Memo<>(
          MOST_LONGS,
          (key, selection) ->
              LONGS_BESIDE + LONGS_OF_AN_ITEM * key.items().size() + selection.sims().length);

  private record Key(
      List<String> items, Scope.Key scope, long now, long shown, @Nullable LocalDate asOf) {}

  /**
   * @param items as sent; none: all
   * @throws Refusal as {@link Selection#of} does
   */
  Selection of(List<String> items, Viewpoint view) {
    return selections.get(
        new Key(
            List.copyOf(items),
            view.scope().key(),
            view.now().version(),
            view.shown().version(),
            view.asOf()),
        key -> Selection.of(key.items(), view));
  }
}
