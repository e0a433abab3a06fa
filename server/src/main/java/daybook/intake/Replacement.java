package daybook.intake;

import daybook.book.Delivery;
import daybook.feed.RefusedDelivery;
import daybook.model.Feed;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which earlier deliveries of its feed a file takes the place of.
 *
 * @param before the feed's deliveries, asked for only where a file may take the place of another
 */
record Replacement(Feed feed, Supplier<List<Delivery>> before) {

  /**
   * @param replaces the name that the caller states; absent: the feed's rule for names decides
   * @throws RefusedDelivery if nothing has the stated name, or a later revision is in already
   */
  List<Delivery> of(String fileName, @Nullable String replaces) {
    if (replaces != null) {
      return named(replaces);
    }
    Optional<Feed.Revision> revision = revision(fileName);
    return revision.isEmpty() ? List.of() : earlier(fileName, revision.get());
  }

  private List<Delivery> named(String name) {
    List<Delivery> named =
        before.get().stream()
            .filter(delivery -> !delivery.isWithdrawn() && delivery.name().equals(name))
            .toList();
    if (named.isEmpty()) {
      throw new RefusedDelivery(
          "feed %s has no delivery named %s that could be replaced: see 'list deliveries'"
              .formatted(feed.name(), name));
    }
    return named;
  }

  private List<Delivery> earlier(String fileName, Feed.Revision revision) {
    List<Delivery> same =
        before.get().stream()
            .filter(delivery -> !delivery.isWithdrawn())
            .filter(delivery ->
                revision(delivery.name()).filter(r -> r.of().equals(revision.of())).isPresent())
            .toList();
    for (Delivery delivery : same) {
      if (revision(delivery.name()).orElseThrow().number() > revision.number()) {
        throw new RefusedDelivery(
            "%s is corrected by %s, which is in the books as delivery %s; nothing was changed"
                .formatted(fileName, delivery.name(), delivery.id()));
      }
    }
    return same;
  }

  private Optional<Feed.Revision> revision(String fileName) {
    Feed.Revisions revisions = feed.revisions();
    return revisions == null ? Optional.empty() : revisions.of(fileName);
  }
}
