package daybook.book;

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
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A table of the registry: its columns and how a row of it becomes a record, said once for every
 * engine.
 *
 * @param name the SQL name
 * @param columns in order; the key's first
 * @param keys how many columns make the key
 */
public record RegistryTable<T>(
    String name,
    List<Column> columns,
    int keys,
    Function<T, @Nullable Object[]> encode,
    Function<Values, T> decode) {

  public static final RegistryTable<Reseller> RESELLERS =
      new RegistryTable<>(
          "reseller",
          columns("id long", "parent_id long", "name text", "currency text"),
          1,
          row -> row(row.id().value(), id(row.parent()), row.name(), row.currency().code()),
          v ->
              new Reseller(
                  new ResellerId(v.number(0)),
                  v.has(1) ? new ResellerId(v.number(1)) : null,
                  v.text(2),
                  new Currency(v.text(3))));

  public static final RegistryTable<Account> ACCOUNTS =
      new RegistryTable<>(
          "account",
          columns("id long", "reseller_id long", "name text"),
          1,
          row -> row(row.id().value(), row.reseller().value(), row.name()),
          v -> new Account(new AccountId(v.number(0)), new ResellerId(v.number(1)), v.text(2)));

  public static final RegistryTable<Subscription> SUBSCRIPTIONS =
      new RegistryTable<>(
          "subscription",
          columns("id long", "account_id long", "name text"),
          1,
          row -> row(row.id().value(), row.account().value(), row.name()),
          v ->
              new Subscription(
                  new SubscriptionId(v.number(0)), new AccountId(v.number(1)), v.text(2)));

  public static final RegistryTable<Sim> SIMS =
      new RegistryTable<>(
          "sim",
          columns(
              "id long",
              "iccid text",
              "original_number text",
              "operator_key text",
              "operator text",
              "name text"),
          1,
          row ->
              row(
                  row.id().value(),
                  row.iccid(),
                  row.originalNumber(),
                  row.operatorKey(),
                  row.operator(),
                  row.name()),
          v ->
              new Sim(
                  new SimId(v.number(0)),
                  v.text(1),
                  v.text(2),
                  v.text(3),
                  v.textOrNull(4),
                  v.textOrNull(5)));

  public static final RegistryTable<SimSpan> SIM_SPANS =
      new RegistryTable<>(
          "sim_span",
          columns(
              "sim_id long", "from_day day", "to_day day", "subscription_id long", "profile text"),
          2,
          row ->
              row(
                  row.sim().value(),
                  row.days().from(),
                  row.days().to(),
                  row.subscription().value(),
                  row.profile()),
          v ->
              new SimSpan(
                  new SimId(v.number(0)),
                  new DaySpan(v.dayOrNull(1), v.dayOrNull(2)),
                  new SubscriptionId(v.number(3)),
                  v.text(4)));

  public static final RegistryTable<SimGroup> GROUPS =
      new RegistryTable<>(
          "sim_group",
          columns("id long", "reseller_id long", "name text"),
          1,
          row -> row(row.id().value(), row.reseller().value(), row.name()),
          v -> new SimGroup(new GroupId(v.number(0)), new ResellerId(v.number(1)), v.text(2)));

  public static final RegistryTable<GroupMember> GROUP_MEMBERS =
      new RegistryTable<>(
          "sim_group_member",
          columns("group_id long", "sim_id long"),
          2,
          row -> row(row.group().value(), row.sim().value()),
          v -> new GroupMember(new GroupId(v.number(0)), new SimId(v.number(1))));

  public static final RegistryTable<Manager> MANAGERS =
      new RegistryTable<>(
          "manager",
          columns(
              "id long",
              "reseller_id long",
              "account_id long",
              "name text",
              "email text",
              "role text",
              "active boolean"),
          1,
          row ->
              row(
                  row.id().value(),
                  row.reseller().value(),
                  row.account() == null ? null : row.account().value(),
                  row.name(),
                  row.email(),
                  row.role().symbol(),
                  row.active()),
          v ->
              new Manager(
                  new ManagerId(v.number(0)),
                  new ResellerId(v.number(1)),
                  v.has(2) ? new AccountId(v.number(2)) : null,
                  v.text(3),
                  v.text(4),
                  Role.ofSymbol(v.text(5)).orElseThrow(),
                  v.flag(6)));

  public static final RegistryTable<PriceList> PRICE_LISTS =
      new RegistryTable<>(
          "price_list",
          columns("id long", "seller text", "buyers text", "currency text", "effective_from day"),
          1,
          row ->
              row(
                  row.id().value(),
                  row.seller().toString(),
                  row.buyers().toString(),
                  row.currency().code(),
                  row.effectiveFrom()),
          v ->
              new PriceList(
                  new PriceListId(v.number(0)),
                  Party.parse(v.text(1)),
                  Buyers.parse(v.text(2)),
                  new Currency(v.text(3)),
                  v.day(4)));

  public static final RegistryTable<Price> PRICES =
      new RegistryTable<>(
          "price",
          columns(
              "price_list_id long",
              "operator text",
              "profile text",
              "unit text",
              "increment_bytes long",
              "price decimal"),
          3,
          row ->
              row(
                  row.list().value(),
                  row.operator(),
                  row.profile(),
                  row.unit().symbol(),
                  row.incrementBytes(),
                  row.price()),
          v ->
              new Price(
                  new PriceListId(v.number(0)),
                  v.textOrNull(1),
                  v.textOrNull(2),
                  DataUnit.ofSymbol(v.text(3)).orElseThrow(),
                  v.number(4),
                  v.decimal(5)));

  public static final RegistryTable<FxRate> FX_RATES =
      new RegistryTable<>(
          "fx_rate",
          columns("day day", "from_currency text", "to_currency text", "rate decimal"),
          3,
          row -> row(row.day(), row.from().code(), row.to().code(), row.rate()),
          v ->
              new FxRate(v.day(0), new Currency(v.text(1)), new Currency(v.text(2)), v.decimal(3)));

  /** Every table, in an order in which a row's references stand before it. */
  public static final List<RegistryTable<?>> ALL =
      List.of(
          RESELLERS,
          ACCOUNTS,
          SUBSCRIPTIONS,
          SIMS,
          SIM_SPANS,
          GROUPS,
          GROUP_MEMBERS,
          MANAGERS,
          PRICE_LISTS,
          PRICES,
          FX_RATES);

  /** The row's values in the order of the columns: Long, String, LocalDate, Boolean, BigDecimal. */
  public List<@Nullable Object> values(T row) {
    return Arrays.asList(encode.apply(row));
  }

  /** The row's key: two rows with equal keys are versions of one row. */
  public List<@Nullable Object> keyOf(T row) {
    return values(row).subList(0, keys);
  }

  /** What a column holds. Decimals have up to 20 digits before and 18 after the point. */
  public enum Type {
    LONG,
    TEXT,
    DAY,
    DECIMAL,
    BOOLEAN
  }

  public record Column(String name, Type type) {}

  /** One row's values as the engine read them, in the order of the columns. */
  public record Values(List<@Nullable Object> values) {
    boolean has(int column) {
      return values.get(column) != null;
    }

    long number(int column) {
      return (Long) value(column);
    }

    String text(int column) {
      return (String) value(column);
    }

    @Nullable String textOrNull(int column) {
      return (String) values.get(column);
    }

    LocalDate day(int column) {
      return (LocalDate) value(column);
    }

    @Nullable LocalDate dayOrNull(int column) {
      return (LocalDate) values.get(column);
    }

    BigDecimal decimal(int column) {
      BigDecimal stripped = ((BigDecimal) value(column)).stripTrailingZeros();
      return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    boolean flag(int column) {
      return (Boolean) value(column);
    }

    private Object value(int column) {
      Object value = values.get(column);
      if (value == null) {
        throw new IllegalStateException("Column " + column + " is empty in " + values);
      }
      return value;
    }
  }

  private static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }

  private static @Nullable Long id(@Nullable ResellerId id) {
    return id == null ? null : id.value();
  }

  private static List<Column> columns(String... declarations) {
    return Arrays.stream(declarations)
        .map(declaration -> declaration.split(" ", 2))
        .map(words -> new Column(words[0], Type.valueOf(words[1].toUpperCase(Locale.ROOT))))
        .toList();
  }
}
