package daybook.report;

import daybook.completeness.Completeness;
import daybook.completeness.Watermark;
import daybook.memo.Memo;
import daybook.model.Sim;
import daybook.model.SimId;
import daybook.model.SimSpan;
import daybook.party.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last usage day up to which an answer is known to be complete: the lowest watermark of the
 * operators whose SIMs the answer is about, and of no others.
 */
public final class CompleteThrough {
  private static final int MOST_SCOPES = 1_000;

  private final Completeness completeness;

  /** Looking through all SIMs for every answer would take longer than many an answer does. */
  private final Memo<Question, Set<Optional<String>>> operators = new Memo<>(MOST_SCOPES);

  /**
   * @param about a scope's key, some SIMs in a scope, or an expense query without its days
   */
  private record Question(Object about, long now, long shown, @Nullable LocalDate asOf) {}

  private record SelectedKey(Scope.Key scope, String selection) {}

  private record OwnedKey(long reseller, boolean downstream) {}

  public CompleteThrough(Completeness completeness) {
    this.completeness = completeness;
  }

  /** Of a usage report; absent: unknown. */
  @Nullable LocalDate of(Viewpoint view, Selection selection) {
    if (!completeness.isDeclared()) {
      return null;
    }
    return lowest(selection.isAll() ? inScope(view) : selected(view, selection), view.asOf());
  }

  private Set<Optional<String>> selected(Viewpoint view, Selection selection) {
    return operators.get(
        question(new SelectedKey(view.scope().key(), selection.key()), view),
        same ->
            operators(
                Arrays.stream(selection.sims())
                    .mapToObj(id -> view.shown().sim(new SimId(id)))
                    .flatMap(Optional::stream)
                    .filter(sim -> view.scope().coversSim(sim.id(), view.shown()))));
  }

  /** Of an expense report; absent: unknown. */
  @Nullable LocalDate of(Viewpoint view, Owned owned) {
    if (!completeness.isDeclared()) {
      return null;
    }
    OwnedKey key = new OwnedKey(owned.query().reseller().value(), owned.query().downstream());
    Predicate<SimSpan> isOwned = span -> owned.has(span.subscription());
    return lowest(
        operators.get(
            question(key, view),
            same ->
                operators(
                    view.shown().sims().stream()
                        .filter(sim -> view.shown().spans(sim.id()).stream().anyMatch(isOwned)))),
        view.asOf());
  }

  /** The operators that the caller's SIMs name; empty for SIMs that are any operator's. */
  Set<Optional<String>> inScope(Viewpoint view) {
    Scope scope = view.scope();
    return operators.get(
        question(scope.key(), view),
        same ->
            operators(
                view.shown().sims().stream()
                    .filter(sim -> scope.coversSim(sim.id(), view.shown()))));
  }

  private static Question question(Object about, Viewpoint view) {
    return new Question(about, view.now().version(), view.shown().version(), view.asOf());
  }

  private static Set<Optional<String>> operators(Stream<Sim> sims) {
    Set<Optional<String>> operators = new HashSet<>();
    sims.forEach(sim -> operators.add(Optional.ofNullable(sim.operator())));
    return Set.copyOf(operators);
  }

  private @Nullable LocalDate lowest(Set<Optional<String>> named, @Nullable LocalDate asOf) {
    Map<String, Optional<LocalDate>> known = completeness.watermarks(asOf);
    List<@Nullable LocalDate> watermarks = new ArrayList<>();
    for (String operator : namesOf(named, known.keySet())) {
      watermarks.add(watermark(operator, known));
    }
    return Watermark.lowest(watermarks);
  }

  /** A SIM without an operator may be named by each of them that has a feed. */
  static Set<String> namesOf(Set<Optional<String>> named, Set<String> withFeeds) {
    Set<String> names = new HashSet<>();
    for (Optional<String> name : named) {
      name.ifPresentOrElse(names::add, () -> names.addAll(withFeeds));
    }
    return names;
  }

  /** Absent: unknown, as of an operator without a feed. */
  static @Nullable LocalDate watermark(String operator, Map<String, Optional<LocalDate>> known) {
    return known.getOrDefault(operator, Optional.empty()).orElse(null);
  }
}
