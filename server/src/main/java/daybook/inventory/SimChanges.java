package daybook.inventory;

import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.model.Sim;
import daybook.model.SimId;
import daybook.model.SimSpan;
import daybook.model.Versioned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes what differs between the stated SIMs with their spans and those in the registry. */
final class SimChanges {
  private final Registry.Change change;
  private final Map<SimId, Versioned<Sim>> sims = new HashMap<>();
  private final Map<SimId, List<Versioned<SimSpan>>> spans = new HashMap<>();
  private final Set<SimId> toRebook = new HashSet<>();
  private int opened;
  private int changed;
  private int closed;
  private int unchanged;

  SimChanges(List<Versioned<Sim>> sims, List<Versioned<SimSpan>> spans, Registry.Change change) {
    this.change = change;
    sims.forEach(sim -> this.sims.put(sim.row().id(), sim));
    spans.forEach(
        span -> this.spans.computeIfAbsent(span.row().sim(), sim -> new ArrayList<>(1)).add(span));
  }

  FileResult write(String file, StatedSims stated) {
    stated.all().forEach(this::write);
    return new FileResult(file, opened, changed, closed, unchanged, toRebook);
  }

  private void write(StatedSims.Stated sim) {
    Versioned<Sim> old = sims.get(sim.sim().id());
    boolean simDiffers = old == null || !old.row().equals(sim.sim());
    if (simDiffers) {
      if (old != null) {
        change.close(RegistryTable.SIMS, old);
      }
      change.open(RegistryTable.SIMS, sim.sim());
    }
    if (old == null || !sameKey(old.row(), sim.sim())) {
      toRebook.add(sim.sim().id());
    }
    List<Versioned<SimSpan>> left = new ArrayList<>(spans.getOrDefault(sim.sim().id(), List.of()));
    sim.spans().forEach(span -> write(span.span(), left, simDiffers));
    left.forEach(this::close);
  }

  private void write(SimSpan span, List<Versioned<SimSpan>> left, boolean simDiffers) {
    Versioned<SimSpan> old = takeSameStart(span, left);
    boolean spanDiffers = old == null || !old.row().equals(span);
    if (spanDiffers) {
      if (old != null) {
        change.close(RegistryTable.SIM_SPANS, old);
      }
      change.open(RegistryTable.SIM_SPANS, span);
      toRebook.add(span.sim());
    }
    if (old == null) {
      opened++;
    } else if (spanDiffers || simDiffers) {
      changed++;
    } else {
      unchanged++;
    }
  }

  private void close(Versioned<SimSpan> span) {
    change.close(RegistryTable.SIM_SPANS, span);
    toRebook.add(span.row().sim());
    closed++;
  }

  /** A span's key is its SIM and its first day. */
  private static @Nullable Versioned<SimSpan> takeSameStart(
      SimSpan span, List<Versioned<SimSpan>> left) {
    for (int i = 0; i < left.size(); i++) {
      if (Objects.equals(left.get(i).row().days().from(), span.days().from())) {
        return left.remove(i);
      }
    }
    return null;
  }

  private static boolean sameKey(Sim one, Sim other) {
    return one.operatorKey().equals(other.operatorKey())
        && Objects.equals(one.operator(), other.operator());
  }
}
