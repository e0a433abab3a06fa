package daybook.party;

import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.model.Account;
import daybook.model.AccountId;
import daybook.model.GroupId;
import daybook.model.GroupMember;
import daybook.model.Manager;
import daybook.model.ManagerId;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import daybook.model.Sim;
import daybook.model.SimGroup;
import daybook.model.SimId;
import daybook.model.SimSpan;
import daybook.model.SubscriptionId;
import daybook.model.Versioned;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who existed at one moment and what belonged to whom: the registry in memory. Immutable; look-ups
 * take constant or logarithmic time.
 */
public final class Directory {
  private static final long[] NO_SIMS = {};

  private final long version;
  private final Tree tree;
  private final Map<AccountId, Account> accounts;
  private final Owners owners;
  private final SimIndex sims;
  private final Map<GroupId, SimGroup> groups;
  private final Map<GroupId, long[]> members;
  private final Map<ManagerId, Manager> managers;

  private Directory(Registry.Reader reader) {
    this.version = reader.version();
    this.tree = new Tree(rows(reader, RegistryTable.RESELLERS));
    this.accounts = byId(rows(reader, RegistryTable.ACCOUNTS), Account::id);
    this.owners = new Owners(rows(reader, RegistryTable.SUBSCRIPTIONS), accounts, tree);
    this.sims =
        new SimIndex(rows(reader, RegistryTable.SIMS), rows(reader, RegistryTable.SIM_SPANS));
    this.groups = byId(rows(reader, RegistryTable.GROUPS), SimGroup::id);
    this.members = members(rows(reader, RegistryTable.GROUP_MEMBERS));
    this.managers = byId(rows(reader, RegistryTable.MANAGERS), Manager::id);
  }

  /** Takes the snapshot of the moment at which the reader stands. */
  public static Directory read(Registry.Reader reader) {
    return new Directory(reader);
  }

  private static <T> List<T> rows(Registry.Reader reader, RegistryTable<T> table) {
    return reader.rows(table).stream().map(Versioned::row).toList();
  }

  private static <K, T> Map<K, T> byId(List<T> rows, Function<T, K> id) {
    Map<K, T> byId = LinkedHashMap.newLinkedHashMap(rows.size());
    rows.forEach(row -> byId.put(id.apply(row), row));
    return Collections.unmodifiableMap(byId);
  }

  private static Map<GroupId, long[]> members(List<GroupMember> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                GroupMember::group,
                Collectors.collectingAndThen(
                    Collectors.toList(),
                    ofGroup ->
                        ofGroup.stream()
                            .mapToLong(member -> member.sim().value())
                            .sorted()
                            .toArray())));
  }

  /** The number of the registry's last change when the snapshot was taken. */
  public long version() {
    return version;
  }

  /** The provider; empty where nothing was imported yet. */
  public Optional<Reseller> root() {
    return tree.root();
  }

  /** All resellers, each right before those below it. */
  public List<Reseller> resellers() {
    return tree.depthFirst();
  }

  public Optional<Reseller> reseller(ResellerId id) {
    return tree.reseller(id);
  }

  /**
   * From the root down to the reseller, both included.
   *
   * @throws IllegalArgumentException if there is no such reseller
   */
  public List<Reseller> path(ResellerId id) {
    return tree.path(id);
  }

  /** Whether a reseller is {@code top} or below it; false where either does not exist. */
  public boolean isWithin(ResellerId node, ResellerId top) {
    return tree.knows(node)
        && tree.knows(top)
        && tree.number(node) >= tree.number(top)
        && tree.number(node) < tree.end(top);
  }

  public Optional<Account> account(AccountId id) {
    return Optional.ofNullable(accounts.get(id));
  }

  /** All accounts in the order of their ids. */
  public Collection<Account> accounts() {
    return accounts.values();
  }

  public Optional<Account> accountOf(SubscriptionId subscription) {
    int place = owners.place(subscription.value());
    return place < 0 ? Optional.empty() : account(new AccountId(owners.account(place)));
  }

  public Optional<Sim> sim(SimId id) {
    return sims.sim(id);
  }

  /** All SIMs in the order of their ids. */
  public List<Sim> sims() {
    return sims.sims();
  }

  /** A SIM's spans in the order of their days; none overlaps another. */
  public List<SimSpan> spans(SimId id) {
    return sims.spans(id);
  }

  public Optional<SimSpan> spanOn(SimId id, LocalDate day) {
    return sims.spanOn(id, day);
  }

  /** The SIM that this operator names so: its own first, else one that is any operator's. */
  public Optional<Sim> simOf(String operator, String operatorKey) {
    return sims.simOf(operator, operatorKey);
  }

  public Optional<SimGroup> group(GroupId id) {
    return Optional.ofNullable(groups.get(id));
  }

  /** All groups in the order of their ids. */
  public Collection<SimGroup> groups() {
    return groups.values();
  }

  /** The ids of a group's SIMs, sorted; empty also where there is no such group. */
  public long[] members(GroupId id) {
    return members.getOrDefault(id, NO_SIMS).clone();
  }

  /** All managers, sorted by id. */
  public Collection<Manager> managers() {
    return managers.values();
  }

  public Optional<Manager> manager(ManagerId id) {
    return Optional.ofNullable(managers.get(id));
  }

  Tree tree() {
    return tree;
  }

  Owners owners() {
    return owners;
  }
}
