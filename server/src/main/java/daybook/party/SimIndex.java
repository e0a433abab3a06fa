package daybook.party;

import daybook.model.Sim;
import daybook.model.SimId;
import daybook.model.SimSpan;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SIMs by id, their spans by day, and the keys by which operators name them. */
final class SimIndex {
  private final List<Sim> sims;
  private final SortedIds ids;
  private final List<SimSpan> spans;

  /** Where each SIM's spans begin; one more than there are SIMs. */
  private final int[] firstSpans;

  private final Map<OperatorKey, Sim> byOperatorKey;

  private record OperatorKey(@Nullable String operator, String key) {}

  /**
   * @param sims sorted by id
   * @param spans sorted by SIM and first day, an unbounded one first
   */
  SimIndex(List<Sim> sims, List<SimSpan> spans) {
    this.sims = sims;
    this.ids = new SortedIds(sims.stream().mapToLong(sim -> sim.id().value()).toArray());
    this.spans = spans;
    this.firstSpans = firstSpans(ids, spans);
    this.byOperatorKey = HashMap.newHashMap(sims.size());
    for (Sim sim : sims) {
      byOperatorKey.put(new OperatorKey(sim.operator(), sim.operatorKey()), sim);
    }
  }

  private static int[] firstSpans(SortedIds ids, List<SimSpan> spans) {
    int[] firsts = new int[ids.size() + 1];
    int span = 0;
    for (int place = 0; place < ids.size(); place++) {
      firsts[place] = span;
      while (span < spans.size() && spans.get(span).sim().value() == ids.get(place)) {
        span++;
      }
    }
    if (span < spans.size()) {
      throw new IllegalStateException("A span of no SIM: " + spans.get(span));
    }
    firsts[ids.size()] = span;
    return firsts;
  }

  List<Sim> sims() {
    return sims;
  }

  Optional<Sim> sim(SimId id) {
    int place = ids.place(id.value());
    return place < 0 ? Optional.empty() : Optional.of(sims.get(place));
  }

  /** A SIM's spans in the order of their days; none overlaps another. */
  List<SimSpan> spans(SimId id) {
    int place = ids.place(id.value());
    return place < 0 ? List.of() : spans.subList(firstSpans[place], firstSpans[place + 1]);
  }

  Optional<SimSpan> spanOn(SimId id, LocalDate day) {
    List<SimSpan> ofSim = spans(id);
    int low = 0;
    int high = ofSim.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      LocalDate from = ofSim.get(middle).days().from();
      if (from == null || !from.isAfter(day)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    // The last span that began by then is the only one that can cover the day.
    return low > 0 && ofSim.get(low - 1).days().contains(day)
        ? Optional.of(ofSim.get(low - 1))
        : Optional.empty();
  }

  /** The SIM that this operator names so; one without an operator is any operator's. */
  Optional<Sim> simOf(String operator, String operatorKey) {
    Sim exact = byOperatorKey.get(new OperatorKey(operator, operatorKey));
    return Optional.ofNullable(
        exact != null ? exact : byOperatorKey.get(new OperatorKey(null, operatorKey)));
  }
}
