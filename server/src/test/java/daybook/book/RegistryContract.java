package daybook.book;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.model.Account;
import daybook.model.AccountId;
import daybook.model.Buyers;
import daybook.model.Currency;
import daybook.model.DataUnit;
import daybook.model.DaySpan;
import daybook.model.FxRate;
import daybook.model.GroupId;
import daybook.model.GroupMember;
import daybook.model.Manager;
import daybook.model.ManagerId;
import daybook.model.Party;
import daybook.model.Price;
import daybook.model.PriceList;
import daybook.model.PriceListId;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import daybook.model.Role;
import daybook.model.Sim;
import daybook.model.SimGroup;
import daybook.model.SimId;
import daybook.model.SimSpan;
import daybook.model.Subscription;
import daybook.model.SubscriptionId;
import daybook.model.TokenId;
import daybook.model.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every engine behind {@link Registry} must do; each engine's test extends it. */
public abstract class RegistryContract {
  private static final Instant MORNING = Instant.parse("2024-06-01T08:00:00Z");
  private static final Instant EVENING = Instant.parse("2024-06-01T20:00:00Z");
  private static final Reseller OLD = reseller("Alpha");
  private static final Reseller NEW = reseller("Beta");
  private static final byte[] DIGEST = {1, 2, 3};

  protected abstract Registry registry();

  @Test
  void a_row_is_read_as_it_stood_at_any_moment() {
    Registry registry = registry();
    open(registry, MORNING, RegistryTable.RESELLERS, OLD);
    try (Registry.Change change = registry.begin(InstantSource.fixed(EVENING))) {
      change.close(RegistryTable.RESELLERS, now(registry, RegistryTable.RESELLERS).getFirst());
      change.open(RegistryTable.RESELLERS, NEW);
      change.commit();
    }
    assertThat(rows(registry, new Registry.When.Now())).containsExactly(NEW);
    assertThat(rows(registry, new Registry.When.Before(MORNING))).isEmpty();
    assertThat(rows(registry, new Registry.When.Before(MORNING.plusMillis(1))))
        .containsExactly(OLD);
    assertThat(rows(registry, new Registry.When.Before(EVENING))).containsExactly(OLD);
    assertThat(rows(registry, new Registry.When.Before(EVENING.plusMillis(1))))
        .containsExactly(NEW);
    assertThat(rows(registry, new Registry.When.Ever())).containsExactly(OLD, NEW);
    List<Versioned<Reseller>> ever =
        registry.read(new Registry.When.Ever(), reader -> reader.rows(RegistryTable.RESELLERS));
    assertThat(ever.getFirst().closedAt()).isEqualTo(EVENING);
    assertThat(ever.getLast().isOpen()).isTrue();
    assertThat(ever.getLast().version()).isGreaterThan(ever.getFirst().version());
  }

  @Test
  void a_change_without_a_commit_leaves_nothing() {
    Registry registry = registry();
    long before = registry.version();
    try (Registry.Change change = registry.begin(InstantSource.fixed(MORNING))) {
      change.open(RegistryTable.RESELLERS, OLD);
    }
    assertThat(rows(registry, new Registry.When.Ever())).isEmpty();
    assertThat(registry.version()).isEqualTo(before);
  }

  @Test
  void every_change_raises_the_version() {
    Registry registry = registry();
    long first = registry.version();
    open(registry, MORNING, RegistryTable.RESELLERS, OLD);
    long second = registry.version();
    assertThat(second).isGreaterThan(first);
    long seen = registry.read(new Registry.When.Now(), Registry.Reader::version);
    assertThat(seen).isEqualTo(registry.version());
  }

  @Test
  void every_change_of_tokens_raises_their_version_and_no_other() {
    Registry registry = registry();
    long first = registry.tokenVersion();
    TokenId token = registry.issueToken(new ManagerId(1), DIGEST, MORNING, null);
    long second = registry.tokenVersion();
    assertThat(second).isGreaterThan(first);
    registry.revokeToken(token, EVENING);
    assertThat(registry.tokenVersion()).isGreaterThan(second);
    assertThat(registry.version()).isZero();
  }

  @Test
  void every_table_gives_back_the_rows_that_were_put_in() {
    Registry registry = registry();
    assertComesBack(registry, RegistryTable.RESELLERS, OLD);
    assertComesBack(
        registry,
        RegistryTable.ACCOUNTS,
        new Account(new AccountId(2), new ResellerId(1), "Ä \"quoted\", name"));
    assertComesBack(
        registry,
        RegistryTable.SUBSCRIPTIONS,
        new Subscription(new SubscriptionId(3), new AccountId(2), ""));
    assertComesBack(
        registry, RegistryTable.SIMS, new Sim(new SimId(4), "89", "+7", "imsi", null, null));
    assertComesBack(
        registry,
        RegistryTable.SIM_SPANS,
        new SimSpan(
            new SimId(4),
            new DaySpan(null, LocalDate.of(2024, 2, 29)),
            new SubscriptionId(3),
            "TC"));
    assertComesBack(
        registry, RegistryTable.GROUPS, new SimGroup(new GroupId(5), new ResellerId(1), "group"));
    assertComesBack(
        registry, RegistryTable.GROUP_MEMBERS, new GroupMember(new GroupId(5), new SimId(4)));
    assertComesBack(
        registry,
        RegistryTable.MANAGERS,
        new Manager(
            new ManagerId(6),
            new ResellerId(1),
            new AccountId(2),
            "name",
            "",
            Role.ACCOUNT_USER,
            false));
    assertComesBack(
        registry,
        RegistryTable.PRICE_LISTS,
        new PriceList(
            new PriceListId(7),
            new Party.OperatorParty("edge: two"),
            new Buyers.Exactly(new Party.ResellerParty(new ResellerId(1))),
            Currency.EUR,
            LocalDate.of(2024, 1, 1)));
    assertComesBack(
        registry,
        RegistryTable.PRICES,
        new Price(
            new PriceListId(7),
            null,
            "TC",
            DataUnit.MEBIBYTE,
            Long.MAX_VALUE,
            new BigDecimal("12345678901234567890.000000000000000001")));
    assertComesBack(
        registry,
        RegistryTable.FX_RATES,
        new FxRate(
            LocalDate.of(2024, 1, 1), Currency.EUR, new Currency("KZT"), new BigDecimal("480")));
  }

  @Test
  void a_new_token_of_a_manager_revokes_the_earlier_one_at_once() {
    Registry registry = registry();
    byte[] other = {9};
    TokenId first = registry.issueToken(new ManagerId(1), DIGEST, MORNING, EVENING);
    registry.issueToken(new ManagerId(2), other, MORNING, null);
    assertThat(registry.token(DIGEST))
        .hasValue(new Registry.TokenRow(first, new ManagerId(1), MORNING, EVENING, null));
    registry.issueToken(new ManagerId(1), new byte[] {7}, EVENING, null);
    assertThat(registry.token(DIGEST)).isEmpty();
    assertThat(registry.token(other)).isPresent();
    assertThat(registry.tokens()).hasSize(3);
    assertThat(registry.tokens().getFirst().revokedAt()).isEqualTo(EVENING);
  }

  @Test
  void a_token_is_revoked_once() {
    Registry registry = registry();
    TokenId token = registry.issueToken(new ManagerId(1), DIGEST, MORNING, null);
    assertThat(registry.revokeToken(token, EVENING)).isTrue();
    assertThat(registry.revokeToken(token, EVENING)).isFalse();
    assertThat(registry.token(DIGEST)).isEmpty();
    assertThat(registry.revokeToken(new TokenId(99), EVENING)).isFalse();
  }

  @Test
  void a_setting_is_settled_once() {
    Registry registry = registry();
    assertThat(registry.setting("zone")).isEmpty();
    assertThat(registry.settle("zone", "UTC")).isEqualTo("UTC");
    assertThat(registry.settle("zone", "Asia/Almaty")).isEqualTo("UTC");
    assertThat(registry.setting("zone")).hasValue("UTC");
  }

  private static <T> void assertComesBack(Registry registry, RegistryTable<T> table, T row) {
    open(registry, MORNING, table, row);
    assertThat(now(registry, table)).extracting(Versioned::row).containsExactly(row);
  }

  private static <T> void open(Registry registry, Instant at, RegistryTable<T> table, T row) {
    try (Registry.Change change = registry.begin(InstantSource.fixed(at))) {
      change.open(table, row);
      change.commit();
    }
  }

  private static <T> List<Versioned<T>> now(Registry registry, RegistryTable<T> table) {
    return registry.read(new Registry.When.Now(), reader -> reader.rows(table));
  }

  private static List<Reseller> rows(Registry registry, Registry.When when) {
    return registry.read(when, reader -> reader.rows(RegistryTable.RESELLERS)).stream()
        .map(Versioned::row)
        .toList();
  }

  private static Reseller reseller(String name) {
    return new Reseller(new ResellerId(1), null, name, Currency.EUR);
  }
}
