package daybook.inventory;

import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.model.GroupId;
import daybook.model.GroupMember;
import daybook.model.Sim;
import daybook.model.SimGroup;
import daybook.model.SimId;
import daybook.model.Versioned;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code sim_group_members.csv}: the whole membership of each group that it names. */
final class GroupMembersFile implements PlainFile {
  @Override
  public String name() {
    return "sim_group_members.csv";
  }

  @Override
  public List<String> required() {
    return List.of("group_id", "sim_id");
  }

  @Override
  public FileResult bring(Lines lines, Registry.Reader now, Registry.Change change) {
    Map<GroupId, SimGroup> groups = Upsert.rows(RegistryTable.GROUPS, SimGroup::id, now);
    Map<SimId, Sim> sims = Upsert.rows(RegistryTable.SIMS, Sim::id, now);
    // The members are their own keys: a membership holds nothing that could differ.
    Upsert<GroupMember, GroupMember> members =
        new Upsert<>(RegistryTable.GROUP_MEMBERS, member -> member, now);
    Set<GroupId> named = new HashSet<>();
    lines.each(line -> take(line, groups, sims, members, named));
    List<Versioned<GroupMember>> left = new ArrayList<>();
    members.eachLeft(left::add);
    left.removeIf(member -> !named.contains(member.row().group()));
    left.forEach(member -> change.close(RegistryTable.GROUP_MEMBERS, member));
    FileResult written = members.write(name(), change);
    return new FileResult(name(), written.opened(), 0, left.size(), written.unchanged(), Set.of());
  }

  private static void take(
      Line line,
      Map<GroupId, SimGroup> groups,
      Map<SimId, Sim> sims,
      Upsert<GroupMember, GroupMember> members,
      Set<GroupId> named) {
    GroupId group = line.id("group_id", GroupId::new);
    SimId sim = line.id("sim_id", SimId::new);
    if (group != null && !groups.containsKey(group)) {
      line.refuse("group_id", "there is no group " + group);
    }
    if (sim != null && !sims.containsKey(sim)) {
      line.refuse("sim_id", "there is no SIM " + sim);
    }
    if (group != null && sim != null && !line.isBroken()) {
      named.add(group);
      members.put(line, "sim_id", "SIM " + sim + " in group " + group, new GroupMember(group, sim));
    }
  }
}
