package daybook.inventory;

import daybook.model.Sim;
import daybook.model.SimId;
import daybook.model.Versioned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may belong to one SIM only: its ICCID, and its key at an operator. An absent operator stands
 * for any, so beside one such SIM no other may have the key.
 */
final class SimKeys {
  private final Map<String, SimId> iccids = new HashMap<>();
  private final Map<String, List<Sim>> keys = new HashMap<>();
  private final Complaints complaints;

  private SimKeys(Complaints complaints) {
    this.complaints = complaints;
  }

  static void check(StatedSims stated, List<Versioned<Sim>> known, Complaints complaints) {
    SimKeys taken = new SimKeys(complaints);
    known.stream()
        .filter(sim -> !stated.names(sim.row().id()))
        .forEach(sim -> taken.take(null, sim.row()));
    stated.all().forEach(sim -> taken.take(sim.line(), sim.sim()));
  }

  /**
   * @param line absent: the SIM is in the registry and the file leaves it alone
   */
  private void take(@Nullable Long line, Sim sim) {
    SimId owner = iccids.putIfAbsent(sim.iccid(), sim.id());
    if (owner != null && line != null) {
      complaints.add(
          line, "iccid", Complaints.quoted(sim.iccid()) + " is SIM " + owner + "'s already");
    }
    List<Sim> sameKey = keys.computeIfAbsent(sim.operatorKey(), key -> new ArrayList<>(1));
    if (line != null) {
      sameKey.stream()
          .map(other -> clash(sim, other))
          .filter(reason -> reason != null)
          .findFirst()
          .ifPresent(reason -> complaints.add(line, "operator_key", reason));
    }
    sameKey.add(sim);
  }

  private static @Nullable String clash(Sim sim, Sim other) {
    String key = Complaints.quoted(sim.operatorKey());
    if (sim.operator() == null || other.operator() == null) {
      Sim any = other.operator() == null ? other : sim;
      return ("%s is SIM %s's already, and SIM %s has it under any operator;"
              + " name the operator of both")
          .formatted(key, other.id(), any.id());
    }
    return sim.operator().equals(other.operator())
        ? "%s of operator %s is SIM %s's already"
            .formatted(key, Complaints.quoted(sim.operator()), other.id())
        : null;
  }
}
