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
import daybook.model.GroupMember;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import daybook.model.Sim;
import daybook.model.SimGroup;
import daybook.model.SimId;
import daybook.model.SimSpan;
import daybook.model.Subscription;
import daybook.model.SubscriptionId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoryTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private final TestStore store = new TestStore();
  private final Registry registry = store.registry();

  @BeforeEach
  void import_an_inventory() {
    put(
        RegistryTable.RESELLERS,
        List.of(
            new Reseller(new ResellerId(1), null, "Root", Currency.EUR),
            new Reseller(new ResellerId(2), new ResellerId(1), "North", Currency.EUR),
            new Reseller(new ResellerId(3), new ResellerId(1), "South", Currency.EUR)));
    put(RegistryTable.ACCOUNTS, List.of(new Account(new AccountId(20), new ResellerId(2), "A")));
    put(
        RegistryTable.SUBSCRIPTIONS,
        List.of(
            new Subscription(new SubscriptionId(200), new AccountId(20), "S"),
            new Subscription(new SubscriptionId(201), new AccountId(20), "T")));
    put(
        RegistryTable.SIMS,
        List.of(
            sim(1, "imsi-1", "north-mobile"),
            sim(2, "imsi-2", null),
            sim(3, "imsi-1", "south-mobile")));
    put(
        RegistryTable.SIM_SPANS,
        List.of(
            span(1, null, "2026-01-31", 200),
            span(1, "2026-02-05", "2026-02-10", 201),
            span(1, "2026-02-11", null, 200),
            span(3, "2026-03-01", "2026-03-01", 200)));
    put(
        RegistryTable.GROUPS,
        List.of(
            new SimGroup(new GroupId(7), new ResellerId(2), "Trackers"),
            new SimGroup(new GroupId(8), new ResellerId(2), "Empty")));
    put(
        RegistryTable.GROUP_MEMBERS,
        List.of(
            new GroupMember(new GroupId(7), new SimId(3)),
            new GroupMember(new GroupId(7), new SimId(1))));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2020-01-01, 200",
    "1, 2026-01-31, 200",
    "1, 2026-02-01,",
    "1, 2026-02-04,",
    "1, 2026-02-05, 201",
    "1, 2026-02-10, 201",
    "1, 2026-02-11, 200",
    "1, 2099-01-01, 200",
    "2, 2026-02-11,",
    "3, 2026-02-28,",
    "3, 2026-03-01, 200",
    "3, 2026-03-02,",
    "99, 2026-03-01,",
  })
  void a_sim_belongs_to_the_span_that_covers_the_day(
      long sim, LocalDate day, @Nullable Long subscription) {
    assertThat(directory().spanOn(new SimId(sim), day).map(span -> span.subscription().value()))
        .isEqualTo(Optional.ofNullable(subscription));
  }

  @ParameterizedTest
  @CsvSource({
    "north-mobile, imsi-1, 1",
    "south-mobile, imsi-1, 3",
    "east-mobile, imsi-1,",
    "east-mobile, imsi-2, 2",
    "north-mobile, imsi-2, 2",
    "north-mobile, imsi-3,",
  })
  void an_operators_own_key_comes_before_one_of_any_operator(
      String operator, String key, @Nullable Long sim) {
    assertThat(directory().simOf(operator, key).map(found -> found.id().value()))
        .isEqualTo(Optional.ofNullable(sim));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, true",
    "2, 1, true",
    "1, 2, false",
    "2, 3, false",
    "2, 2, true",
    "4, 1, false",
    "1, 4, false",
  })
  void a_reseller_is_within_itself_and_those_above(long node, long top, boolean within) {
    assertThat(directory().isWithin(new ResellerId(node), new ResellerId(top))).isEqualTo(within);
  }

  @Test
  void a_subscription_leads_to_its_account() {
    assertThat(directory().accountOf(new SubscriptionId(201)))
        .contains(new Account(new AccountId(20), new ResellerId(2), "A"));
    assertThat(directory().accountOf(new SubscriptionId(202))).isEmpty();
  }

  @Test
  void a_groups_members_are_sorted() {
    assertThat(directory().members(new GroupId(7))).containsExactly(1, 3);
    assertThat(directory().members(new GroupId(8))).isEmpty();
    assertThat(directory().members(new GroupId(9))).isEmpty();
  }

  @Test
  void a_directory_carries_the_version_that_it_was_read_at() {
    assertThat(directory().version()).isEqualTo(registry.version());
  }

  private Directory directory() {
    return registry.read(new When.Now(), Directory::read);
  }

  private <T> void put(RegistryTable<T> table, List<T> rows) {
    Imports.put(registry, AT, table, rows);
  }

  private static Sim sim(long id, String key, @Nullable String operator) {
    return new Sim(new SimId(id), "8900" + id, "+7" + id, key, operator, null);
  }

  private static SimSpan span(
      long sim, @Nullable String from, @Nullable String to, long subscription) {
    return new SimSpan(
        new SimId(sim),
        new DaySpan(
            from == null ? null : LocalDate.parse(from), to == null ? null : LocalDate.parse(to)),
        new SubscriptionId(subscription),
        "TC");
  }
}
