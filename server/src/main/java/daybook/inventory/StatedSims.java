package daybook.inventory;

import daybook.model.Sim;
import daybook.model.SimId;
import daybook.model.SimSpan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What {@code sims.csv} says of each SIM, gathered from all of its lines. */
final class StatedSims {
  private final Map<SimId, Stated> sims = new LinkedHashMap<>();
  private final Complaints complaints;

  StatedSims(Complaints complaints) {
    this.complaints = complaints;
  }

  /**
   * One SIM.
   *
   * @param line the first that names it
   */
  record Stated(long line, Sim sim, List<StatedSpan> spans) {}

  record StatedSpan(long line, SimSpan span) {}

  /** Refuses a line that says something else of the SIM itself than the first that names it. */
  void take(Line line, Sim sim) {
    Stated first =
        sims.computeIfAbsent(sim.id(), id -> new Stated(line.number(), sim, new ArrayList<>(1)));
    compare(line, first, "iccid", sim, Sim::iccid);
    compare(line, first, "original_number", sim, Sim::originalNumber);
    compare(line, first, "operator_key", sim, Sim::operatorKey);
    compare(line, first, "operator", sim, Sim::operator);
    compare(line, first, "name", sim, Sim::name);
  }

  private static void compare(
      Line line, Stated first, String column, Sim sim, Function<Sim, @Nullable String> value) {
    String here = value.apply(sim);
    String there = value.apply(first.sim());
    if (!Objects.equals(here, there)) {
      line.refuse(
          column,
          "SIM %s has %s here and %s on line %d; all lines of a SIM say the same"
              .formatted(sim.id(), shown(here), shown(there), first.line()));
    }
  }

  private static String shown(@Nullable String value) {
    return Complaints.quoted(value == null ? "" : value);
  }

  /** Adds a span of a SIM that was taken. */
  void add(long line, SimSpan span) {
    Stated sim = sims.get(span.sim());
    if (sim == null) {
      throw new IllegalStateException("SIM " + span.sim() + " was not stated");
    }
    sim.spans().add(new StatedSpan(line, span));
  }

  /** In the order in which the file names them. */
  Collection<Stated> all() {
    return sims.values();
  }

  boolean names(SimId sim) {
    return sims.containsKey(sim);
  }

  /** Refuses spans of one SIM that overlap: nobody could say whose such a day is. */
  void checkSpans() {
    sims.values().stream().filter(sim -> sim.spans().size() > 1).forEach(this::checkSpans);
  }

  private void checkSpans(Stated sim) {
    List<StatedSpan> sorted = new ArrayList<>(sim.spans());
    sorted.sort(Comparator.comparing(StatedSims::start));
    for (int i = 1; i < sorted.size(); i++) {
      StatedSpan one = sorted.get(i - 1);
      StatedSpan other = sorted.get(i);
      if (one.span().days().overlaps(other.span().days())) {
        complaints.add(
            Math.max(one.line(), other.line()),
            "from",
            "this span of SIM %s overlaps the one on line %d"
                .formatted(sim.sim().id(), Math.min(one.line(), other.line())));
      }
    }
  }

  private static LocalDate start(StatedSpan span) {
    return Objects.requireNonNullElse(span.span().days().from(), LocalDate.MIN);
  }
}
