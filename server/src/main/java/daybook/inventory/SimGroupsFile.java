package daybook.inventory;

import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.model.GroupId;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import daybook.model.SimGroup;
import java.util.List;
import java.util.Map;

/** {@code sim_groups.csv}: the resellers' groups of SIMs, without their members. */
final class SimGroupsFile implements PlainFile {
  @Override
  public String name() {
    return "sim_groups.csv";
  }

  @Override
  public List<String> required() {
    return List.of("id", "reseller_id", "name");
  }

  @Override
  public FileResult bring(Lines lines, Registry.Reader now, Registry.Change change) {
    Map<ResellerId, Reseller> resellers = Upsert.rows(RegistryTable.RESELLERS, Reseller::id, now);
    Upsert<GroupId, SimGroup> groups = new Upsert<>(RegistryTable.GROUPS, SimGroup::id, now);
    lines.each(line -> take(line, resellers, groups));
    return groups.write(name(), change);
  }

  private static void take(
      Line line, Map<ResellerId, Reseller> resellers, Upsert<GroupId, SimGroup> groups) {
    GroupId id = line.id("id", GroupId::new);
    ResellerId reseller = line.id("reseller_id", ResellerId::new);
    String text = line.text("name");
    if (reseller != null && !resellers.containsKey(reseller)) {
      line.refuse("reseller_id", "there is no reseller " + reseller);
    }
    if (id != null && reseller != null && !line.isBroken()) {
      groups.put(line, "id", "group " + id, new SimGroup(id, reseller, text));
    }
  }
}
