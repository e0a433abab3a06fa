package daybook.party;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.book.Registry;
import daybook.book.Registry.When;
import daybook.book.RegistryTable;
import daybook.book.TestStore;
import daybook.model.Account;
import daybook.model.AccountId;
import daybook.model.Currency;
import daybook.model.DaySpan;
import daybook.model.GroupId;
import daybook.model.Manager;
import daybook.model.ManagerId;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import daybook.model.Role;
import daybook.model.Sim;
import daybook.model.SimGroup;
import daybook.model.SimId;
import daybook.model.SimSpan;
import daybook.model.Subscription;
import daybook.model.SubscriptionId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tree is 1 → (2 → 4, 3). Reseller n has account n0 with subscription n00, reseller 2 also
 * account 21 with subscription 210. SIM 1 moved from 400 to 300; SIM 2 is in no span.
 */
@Tag("store")
class ScopeTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private final TestStore store = new TestStore();
  private final Registry registry = store.registry();

  @BeforeEach
  void import_an_inventory() {
    put(
        RegistryTable.RESELLERS,
        List.of(reseller(1, null), reseller(2, 1L), reseller(3, 1L), reseller(4, 2L)));
    put(
        RegistryTable.ACCOUNTS,
        List.of(account(10, 1), account(20, 2), account(21, 2), account(30, 3), account(40, 4)));
    put(
        RegistryTable.SUBSCRIPTIONS,
        List.of(
            subscription(100, 10),
            subscription(200, 20),
            subscription(210, 21),
            subscription(300, 30),
            subscription(400, 40)));
    put(RegistryTable.SIMS, List.of(sim(1), sim(2)));
    LocalDate moved = LocalDate.parse("2026-02-01");
    put(
        RegistryTable.SIM_SPANS,
        List.of(
            new SimSpan(
                new SimId(1), new DaySpan(null, moved.minusDays(1)), new SubscriptionId(400), "TC"),
            new SimSpan(new SimId(1), new DaySpan(moved, null), new SubscriptionId(300), "TC")));
    put(
        RegistryTable.GROUPS,
        List.of(
            new SimGroup(new GroupId(2), new ResellerId(2), "G"),
            new SimGroup(new GroupId(3), new ResellerId(3), "H")));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 100, true",
    "1, 200, true",
    "1, 300, true",
    "1, 400, true",
    "2, 100, false",
    "2, 200, true",
    "2, 210, true",
    "2, 300, false",
    "2, 400, true",
    "3, 300, true",
    "3, 200, false",
    "3, 400, false",
    "4, 400, true",
    "4, 200, false",
    "4, 0, false",
    "1, 0, false",
    "1, 999, false",
  })
  void a_manager_sees_the_subscriptions_of_its_subtree(
      long reseller, long subscription, boolean seen) {
    assertThat(manager(reseller).covers(subscription)).isEqualTo(seen);
  }

  @ParameterizedTest
  @CsvSource({"200, true", "210, false", "400, false", "100, false", "0, false"})
  void an_accounts_user_sees_that_accounts_subscriptions(long subscription, boolean seen) {
    assertThat(accountUser(2, 20).covers(subscription)).isEqualTo(seen);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, true",
    "2, 1, true",
    "3, 1, true",
    "4, 1, true",
    "1, 2, false",
    "1, 99, false",
  })
  void a_sim_is_the_callers_if_it_was_on_any_day(long reseller, long sim, boolean seen) {
    assertThat(manager(reseller).coversSim(new SimId(sim), directory())).isEqualTo(seen);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, true",
    "2, 2, true",
    "4, 2, false",
    "3, 2, false",
    "3, 3, true",
    "1, 9, false",
  })
  void a_group_may_be_named_at_its_reseller_and_above(long reseller, long group, boolean may) {
    assertThat(manager(reseller).mayName(new GroupId(group))).isEqualTo(may);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 4, true",
    "2, 4, true",
    "2, 2, true",
    "2, 1, false",
    "2, 3, false",
    "4, 2, false",
    "1, 9, false",
  })
  void a_manager_reaches_its_reseller_and_those_below(long reseller, long asked, boolean reached) {
    assertThat(manager(reseller).reaches(new ResellerId(asked))).isEqualTo(reached);
  }

  @Test
  void an_accounts_user_names_no_group_and_reaches_no_reseller() {
    assertThat(accountUser(2, 20).mayName(new GroupId(2))).isFalse();
    assertThat(accountUser(2, 20).reaches(new ResellerId(2))).isFalse();
  }

  @Test
  void the_accounts_in_scope_are_those_whose_subscriptions_are() {
    assertThat(manager(2).accounts())
        .containsExactly(new AccountId(20), new AccountId(21), new AccountId(40));
    assertThat(accountUser(2, 20).accounts()).containsExactly(new AccountId(20));
  }

  private Directory directory() {
    return registry.read(new When.Now(), Directory::read);
  }

  private Scope manager(long reseller) {
    return scope(new ResellerId(reseller), null, Role.VIEWER);
  }

  private Scope accountUser(long reseller, long account) {
    return scope(new ResellerId(reseller), new AccountId(account), Role.ACCOUNT_USER);
  }

  private Scope scope(ResellerId reseller, @Nullable AccountId account, Role role) {
    Manager manager = new Manager(new ManagerId(1), reseller, account, "M", "", role, true);
    return Scope.of(new Caller(manager), directory());
  }

  private <T> void put(RegistryTable<T> table, List<T> rows) {
    Imports.put(registry, AT, table, rows);
  }

  private static Reseller reseller(long id, @Nullable Long parent) {
    return new Reseller(
        new ResellerId(id), parent == null ? null : new ResellerId(parent), "R", Currency.EUR);
  }

  private static Account account(long id, long reseller) {
    return new Account(new AccountId(id), new ResellerId(reseller), "A");
  }

  private static Subscription subscription(long id, long account) {
    return new Subscription(new SubscriptionId(id), new AccountId(account), "S");
  }

  private static Sim sim(long id) {
    return new Sim(new SimId(id), "8900" + id, "+7" + id, "imsi-" + id, null, null);
  }
}
