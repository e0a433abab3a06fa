package daybook.benchmarks;

import java.util.Map;

/** How a contest went, by contestant. */
record Standings(Map<String, Summary> summaries) {
  Standings {
    summaries = Map.copyOf(summaries);
  }

  Summary of(String name) {
    Summary summary = summaries.get(name);
    if (summary == null) {
      throw new IllegalArgumentException("No contestant " + name);
    }
    return summary;
  }
}
