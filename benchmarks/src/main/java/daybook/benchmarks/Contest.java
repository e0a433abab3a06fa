package daybook.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Contestants that take turns, so that whatever else the machine does falls on all of them alike.
 */
final class Contest {
  private record Named(String name, Contestant contestant) {}

  private final List<Named> contestants = new ArrayList<>();

  Contest with(String name, Contestant contestant) {
    contestants.add(new Named(name, contestant));
    return this;
  }

  /** By name. The order turns with every round, so that nobody always comes after the same one. */
  Standings run(int rounds) throws Exception {
    Map<String, List<Timings>> turns = new LinkedHashMap<>();
    List<Named> order = new ArrayList<>(contestants);
    for (int round = 0; round < rounds; round++) {
      for (Named next : order) {
        turns.computeIfAbsent(next.name(), _ -> new ArrayList<>()).add(next.contestant().turn());
      }
      order.add(order.removeFirst());
    }
    Map<String, Summary> summaries = new LinkedHashMap<>();
    turns.forEach((name, all) -> summaries.put(name, Summary.of(all)));
    return new Standings(summaries);
  }
}
