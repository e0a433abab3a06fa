package daybook.inventory;

import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.model.Currency;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code resellers.csv}: the tree. What is stated must leave exactly one root and no cycle. */
final class ResellersFile implements PlainFile {
  private final Booked booked;

  ResellersFile(Booked booked) {
    this.booked = booked;
  }

  @Override
  public String name() {
    return "resellers.csv";
  }

  @Override
  public List<String> required() {
    return List.of("id", "parent_id", "name", "currency");
  }

  @Override
  public FileResult bring(Lines lines, Registry.Reader now, Registry.Change change) {
    Upsert<ResellerId, Reseller> resellers =
        new Upsert<>(RegistryTable.RESELLERS, Reseller::id, now);
    Set<ResellerId> named = new HashSet<>();
    lines.each(line -> take(line, resellers, named));
    checkParents(resellers, named, lines.complaints());
    checkRoots(resellers, lines.complaints());
    checkCycles(resellers, lines.complaints());
    return resellers.write(name(), change);
  }

  private void take(Line line, Upsert<ResellerId, Reseller> resellers, Set<ResellerId> named) {
    ResellerId id = line.id("id", ResellerId::new);
    ResellerId parent = line.idOrNull("parent_id", ResellerId::new);
    String text = line.text("name");
    Currency currency = line.currency("currency");
    if (id != null) {
      named.add(id);
    }
    if (id == null || currency == null || line.isBroken()) {
      return;
    }
    Reseller row = new Reseller(id, parent, text, currency);
    if (resellers.put(line, "id", "reseller " + id, row)) {
      refuseIfBooked(line, resellers.before(id), row);
    }
  }

  private void refuseIfBooked(Line line, @Nullable Reseller old, Reseller row) {
    if (old == null) {
      return;
    }
    if (!old.currency().equals(row.currency()) && booked.reseller(row.id())) {
      line.refuse("currency", Complaints.stays("reseller " + row.id(), "in " + old.currency()));
    }
    if (!Objects.equals(old.parent(), row.parent()) && booked.reseller(row.id())) {
      String place = old.parent() == null ? "the root" : "under reseller " + old.parent();
      line.refuse("parent_id", Complaints.stays("reseller " + row.id(), place));
    }
  }

  /**
   * A parent on a line that is broken otherwise is known all the same: one fault, one complaint.
   */
  private static void checkParents(
      Upsert<ResellerId, Reseller> resellers, Set<ResellerId> named, Complaints complaints) {
    resellers.eachStated((line, reseller) -> {
      ResellerId parent = reseller.parent();
      if (parent != null && resellers.after(parent) == null && !named.contains(parent)) {
        complaints.add(line, "parent_id", "there is no reseller " + parent);
      }
    });
  }

  /** That there is one at all needs no check: a tree without a root has a cycle. */
  private static void checkRoots(Upsert<ResellerId, Reseller> resellers, Complaints complaints) {
    List<Reseller> roots =
        resellers.after().stream().filter(reseller -> reseller.parent() == null).toList();
    for (int i = 1; i < roots.size(); i++) {
      Long line = resellers.lineOf(roots.get(i).id());
      if (line != null) {
        complaints.add(
            line,
            "parent_id",
            "reseller %s has no parent, but the root is reseller %s already; name its parent"
                .formatted(roots.get(i).id(), roots.getFirst().id()));
      }
    }
  }

  private static void checkCycles(Upsert<ResellerId, Reseller> resellers, Complaints complaints) {
    Set<ResellerId> done = new HashSet<>();
    resellers.eachStated((line, reseller) -> {
      List<ResellerId> cycle = cycleFrom(reseller, resellers, done);
      if (!cycle.isEmpty()) {
        String path = cycle.stream().map(ResellerId::toString).collect(Collectors.joining(" → "));
        complaints.add(line, "parent_id", "the parents form a cycle: " + path);
      }
    });
  }

  /**
   * Walks up; the cycle it runs into for the first time, its first reseller repeated at the end.
   */
  private static List<ResellerId> cycleFrom(
      Reseller start, Upsert<ResellerId, Reseller> resellers, Set<ResellerId> done) {
    Set<ResellerId> path = new LinkedHashSet<>();
    Reseller at = start;
    while (at != null && !done.contains(at.id()) && path.add(at.id())) {
      at = at.parent() == null ? null : resellers.after(at.parent());
    }
    List<ResellerId> cycle = new ArrayList<>();
    if (at != null && path.contains(at.id())) {
      cycle.addAll(path);
      cycle.subList(0, cycle.indexOf(at.id())).clear();
      cycle.add(at.id());
    }
    done.addAll(path);
    return cycle;
  }
}
