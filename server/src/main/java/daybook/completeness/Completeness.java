package daybook.completeness;

import daybook.book.Delivery;
import daybook.book.Facts;
import daybook.book.Withdrawal;
import daybook.memo.Memo;
import daybook.model.Feed;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How complete every feed and operator is, by the deliveries in the books. */
public final class Completeness {
  private static final int MOST_QUESTIONS = 100;

  private final Facts facts;
  private final List<Feed> feeds;
  private final InstantSource clock;

  /** What every report asks for changes only when a delivery comes or goes. */
  private final Memo<Question, Map<String, Optional<LocalDate>>> watermarks =
      new Memo<>(MOST_QUESTIONS);

  private record Question(long deliveries, @Nullable LocalDate asOf) {}

  /**
   * @param feeds all that are declared, in their order
   */
  public Completeness(Facts facts, Collection<Feed> feeds, InstantSource clock) {
    this.facts = facts;
    this.feeds = List.copyOf(feeds);
    this.clock = clock;
  }

  /** Whether any feed says what to expect; otherwise nothing is known of any day. */
  public boolean isDeclared() {
    return feeds.stream().anyMatch(feed -> feed.expectations() != null);
  }

  /**
   * Through which usage day every operator that has a feed is complete, by its name; empty where it
   * is unknown.
   *
   * @param asOf see {@link #operators}
   */
  public Map<String, Optional<LocalDate>> watermarks(@Nullable LocalDate asOf) {
    return watermarks.get(
        new Question(facts.deliveriesVersion(), asOf),
        question -> {
          Map<String, Optional<LocalDate>> found = new HashMap<>();
          operators(question.asOf())
              .forEach(
                  (name, state) -> found.put(name, Optional.ofNullable(state.completeThrough())));
          return Map.copyOf(found);
        });
  }

  /**
   * Every operator that has a feed, by its name.
   *
   * @param asOf by the deliveries that counted at the end of that day of the book's zone; absent:
   *     by those that count now. What is overdue is always a question of now
   */
  public Map<String, OperatorState> operators(@Nullable LocalDate asOf) {
    Instant now = clock.instant();
    Map<String, List<String>> names = fileNames(asOf);
    Map<String, List<FeedState>> states = new TreeMap<>();
    for (Feed feed : feeds) {
      states
          .computeIfAbsent(feed.operator(), same -> new ArrayList<>())
          .add(ExpectedFiles.state(feed, names.getOrDefault(feed.name(), List.of()), now));
    }
    Map<String, OperatorState> operators = new LinkedHashMap<>();
    states.forEach(
        (operator, ofFeeds) -> operators.put(operator, new OperatorState(operator, ofFeeds)));
    return operators;
  }

  /** By feed. */
  private Map<String, List<String>> fileNames(@Nullable LocalDate asOf) {
    return isDeclared()
        ? facts.deliveries().stream()
            .filter(delivery -> counts(delivery, asOf))
            .collect(
                Collectors.groupingBy(
                    Delivery::feed, Collectors.mapping(Delivery::name, Collectors.toList())))
        : Map.of();
  }

  private static boolean counts(Delivery delivery, @Nullable LocalDate asOf) {
    Withdrawal withdrawal = delivery.withdrawal();
    if (asOf == null) {
      return withdrawal == null;
    }
    return !delivery.bookedDay().isAfter(asOf)
        && (withdrawal == null || withdrawal.bookedDay().isAfter(asOf));
  }
}
