package daybook.demo;

import daybook.model.Account;
import daybook.model.AccountId;
import daybook.model.Currency;
import daybook.model.DaySpan;
import daybook.model.GroupId;
import daybook.model.GroupMember;
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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The demonstration's resellers, customers, SIMs and staff. All names are invented, and all numbers
 * begin with codes that belong to no country.
 */
final class DemoInventory {
  static final List<Reseller> RESELLERS =
      List.of(
          reseller(1, null, "Polar Thread Provider", "EUR"),
          reseller(2, 1L, "Beacon Isle Connect", "EUR"),
          reseller(3, 1L, "Wide Steppe Telematics", "KZT"),
          reseller(4, 1L, "Copperleaf Airtime", "GBP"),
          reseller(5, 2L, "Heath and Harbour Devices", "EUR"),
          reseller(6, 2L, "Tall Pine Fleets", "USD"),
          reseller(7, 3L, "Saxaul Metering", "KZT"),
          reseller(8, 3L, "Two Rivers Devices", "RUB"),
          reseller(9, 6L, "Lantern Street Vending", "USD"));

  private static final List<Manager> MANAGERS =
      List.of(
          staff(1, 1, "Ilva Norrsken", Role.ADMIN, true),
          staff(2, 1, "Bram Kessel", Role.FINANCE, true),
          staff(3, 1, "Oona Tarvel", Role.OPERATIONS, true),
          staff(4, 1, "Pell Mirko", Role.VIEWER, true),
          staff(5, 1, "Gone Awey", Role.ADMIN, false),
          staff(6, 2, "Sive Lomond", Role.ADMIN, true),
          staff(7, 3, "Aru Zhelmai", Role.ADMIN, true),
          staff(8, 6, "Tam Ridgely", Role.FINANCE, true),
          staff(9, 6, "Wen Larchfield", Role.OPERATIONS, true),
          staff(10, 9, "Jory Lampwick", Role.VIEWER, true),
          accountUser(11, 6, 1014, "Dell Quarrie"),
          accountUser(12, 3, 1004, "Nuri Saltov"));

  private static final List<SimGroup> GROUPS =
      List.of(
          group(1, 1, "Under observation"),
          group(2, 2, "Pilot customers"),
          group(3, 3, "Steppe north"),
          group(4, 6, "Cold chain"));

  private static final List<Customer> CUSTOMERS =
      List.of(
          new Customer(1, "Fernbank Lifts"),
          new Customer(2, "Gull Point Ferries"),
          new Customer(2, "Millrace Breweries"),
          new Customer(3, "Altyn Kyr Grain"),
          new Customer(3, "Kokzhar Haulage"),
          new Customer(4, "Bramblegate Taxis"),
          new Customer(4, "Downs and Dales Water"),
          new Customer(5, "Quayside Parking"),
          new Customer(5, "Sandrift Wind Farms"),
          new Customer(6, "Larkspur Removals"),
          new Customer(7, "Aksu Heat and Water"),
          new Customer(8, "Severka Kiosks"),
          new Customer(9, "Corner Bell Coffee"),
          new Customer(6, "Northfold Dairy"),
          new Customer(6, "Greenmantle Couriers"),
          new Customer(7, "Shyrak Electric"),
          new Customer(8, "Belaya Roscha Clinics"),
          new Customer(9, "Penny Arcade Lockers"),
          new Customer(5, "Tidewrack Fisheries"),
          new Customer(4, "Hollins Court Security"),
          new Customer(3, "Ulan Zhol Mining"),
          new Customer(2, "Osterholm Greenhouses"),
          new Customer(1, "Winterbourne Snowploughs"),
          new Customer(7, "Togai Gas"),
          new Customer(5, "Marram Campsites"));

  /** What the subscriptions are for, in turn. */
  private static final List<DeviceKind> KINDS =
      List.of(
          DeviceKind.TRACKER,
          DeviceKind.METER,
          DeviceKind.TRACKER,
          DeviceKind.METER,
          DeviceKind.TERMINAL,
          DeviceKind.TRACKER,
          DeviceKind.METER,
          DeviceKind.CAMERA,
          DeviceKind.TERMINAL,
          DeviceKind.TRACKER);

  private static final int FIRST_ACCOUNT = 1001;
  private static final int FIRST_SUBSCRIPTION = 3_000_001;
  private static final int SUBSCRIPTIONS = 60;
  private static final int SIMS = 250;
  private static final int UNREGISTERED = 3;

  private final LocalDate firstDay;
  private final RandomGenerator random;
  private final List<Account> accounts = new ArrayList<>();
  private final List<Plan> plans = new ArrayList<>();
  private final List<Sim> sims = new ArrayList<>();
  private final List<SimSpan> spans = new ArrayList<>();
  private final List<GroupMember> members = new ArrayList<>();
  private final List<Device> devices = new ArrayList<>();

  private DemoInventory(LocalDate firstDay, RandomGenerator random) {
    this.firstDay = firstDay;
    this.random = random;
  }

  /**
   * @param firstDay of sessions; some SIMs come or move in the days after it
   */
  static DemoInventory make(LocalDate firstDay, RandomGenerator random) {
    DemoInventory inventory = new DemoInventory(firstDay, random);
    inventory.addCustomers();
    for (int number = 1; number <= SIMS; number++) {
      inventory.addSim(number);
    }
    for (int number = SIMS + 1; number <= SIMS + UNREGISTERED; number++) {
      inventory.addUnregistered(number);
    }
    return inventory;
  }

  private void addCustomers() {
    for (int i = 0; i < CUSTOMERS.size(); i++) {
      Customer customer = CUSTOMERS.get(i);
      accounts.add(
          new Account(
              new AccountId(FIRST_ACCOUNT + i),
              new ResellerId(customer.reseller()),
              customer.name()));
    }
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      DeviceKind kind = KINDS.get(i % KINDS.size());
      Account account = accounts.get(i % accounts.size());
      String operator = kind == DeviceKind.CAMERA || i % 4 == 2 ? Saltair.NAME : Northline.NAME;
      plans.add(
          new Plan(
              new Subscription(
                  new SubscriptionId(FIRST_SUBSCRIPTION + i), account.id(), kind.title()),
              account.reseller(),
              kind,
              operator,
              i % 3 == 0 ? "TD" : SimSpan.PRICED_PROFILE));
    }
  }

  private void addSim(int number) {
    Plan plan = plans.get(number % plans.size());
    SimId id = new SimId(number);
    String key = operatorKey(plan.operator(), number);
    sims.add(
        new Sim(
            id,
            iccid(number),
            "99970%07d".formatted(number * 7919),
            key,
            plan.operator(),
            number % 17 == 0 ? null : "%s %03d".formatted(plan.kind().title(), number)));
    LocalDate comes = number % 40 == 0 ? firstDay.plusDays(20) : null;
    LocalDate moves = number % 25 == 0 ? firstDay.plusDays(30) : null;
    addSpans(id, plan, comes, moves);
    addMemberships(id, plan.reseller());
    // A day later, for the operator's calendar may be ahead of the book's.
    LocalDate activeFrom = comes == null ? LocalDate.MIN : comes.plusDays(1);
    devices.add(new Device(plan.operator(), key, plan.kind(), activeFrom, true));
  }

  private void addSpans(SimId id, Plan plan, @Nullable LocalDate comes, @Nullable LocalDate moves) {
    if (moves == null) {
      spans.add(plan.span(id, new DaySpan(comes, null)));
      return;
    }
    spans.add(plan.span(id, new DaySpan(comes, moves.minusDays(1))));
    spans.add(another(plan).span(id, new DaySpan(moves, null)));
  }

  /** Another account's subscription for the same kind of device. */
  private Plan another(Plan plan) {
    List<Plan> others =
        plans.stream()
            .filter(other -> other.kind() == plan.kind())
            .filter(other -> !other.subscription().account().equals(plan.subscription().account()))
            .toList();
    return others.get(random.nextInt(others.size()));
  }

  private void addMemberships(SimId sim, ResellerId owner) {
    for (SimGroup group : GROUPS) {
      if (isWithin(owner, group.reseller()) && random.nextInt(4) == 0) {
        members.add(new GroupMember(group.id(), sim));
      }
    }
  }

  private static boolean isWithin(ResellerId reseller, ResellerId top) {
    ResellerId at = reseller;
    while (at != null && !at.equals(top)) {
      at = RESELLERS.get((int) at.value() - 1).parent();
    }
    return at != null;
  }

  private void addUnregistered(int number) {
    String operator = number % 3 == 0 ? Saltair.NAME : Northline.NAME;
    DeviceKind kind = number % 3 == 0 ? DeviceKind.TRACKER : DeviceKind.METER;
    devices.add(new Device(operator, operatorKey(operator, number), kind, LocalDate.MIN, false));
  }

  /** An IMSI of the mobile country code that is set aside for private networks, or a plain key. */
  private String operatorKey(String operator, int number) {
    return operator.equals(Northline.NAME)
        ? "99970%05d%05d".formatted(number, random.nextInt(100_000))
        : "SLT-%04d-%04X".formatted(number, random.nextInt(0x10000));
  }

  private String iccid(int number) {
    String digits = "8999970%05d%06d".formatted(number, random.nextInt(1_000_000));
    return digits + luhn(digits);
  }

  /** The check digit that ends an ICCID (ITU-T E.118). */
  private static int luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? 2 * digit : digit;
      sum += weighted / 10 + weighted % 10;
    }
    return (10 - sum % 10) % 10;
  }

  List<Account> accounts() {
    return accounts;
  }

  List<Subscription> subscriptions() {
    return plans.stream().map(Plan::subscription).toList();
  }

  List<Sim> sims() {
    return sims;
  }

  /** By SIM, then day. */
  List<SimSpan> spans() {
    return spans;
  }

  List<SimGroup> groups() {
    return GROUPS;
  }

  List<GroupMember> members() {
    return members;
  }

  List<Manager> managers() {
    return MANAGERS;
  }

  List<Device> devicesOf(String operator) {
    return devices.stream().filter(device -> device.operator().equals(operator)).toList();
  }

  Written.Show show() {
    return new Written.Show(
        new ManagerId(1),
        new ResellerId(1),
        new ManagerId(8),
        DemoPrices.BUYER_WITHOUT_TD,
        new ManagerId(11),
        new AccountId(1014),
        new GroupId(1));
  }

  private record Customer(long reseller, String name) {}

  /** A subscription with what its SIMs have in common. */
  private record Plan(
      Subscription subscription,
      ResellerId reseller,
      DeviceKind kind,
      String operator,
      String profile) {
    SimSpan span(SimId sim, DaySpan days) {
      return new SimSpan(sim, days, subscription.id(), profile);
    }
  }

  private static Reseller reseller(long id, @Nullable Long parent, String name, String currency) {
    return new Reseller(
        new ResellerId(id),
        parent == null ? null : new ResellerId(parent),
        name,
        new Currency(currency));
  }

  private static Manager staff(long id, long reseller, String name, Role role, boolean active) {
    return new Manager(
        new ManagerId(id), new ResellerId(reseller), null, name, email(name), role, active);
  }

  private static Manager accountUser(long id, long reseller, long account, String name) {
    return new Manager(
        new ManagerId(id),
        new ResellerId(reseller),
        new AccountId(account),
        name,
        email(name),
        Role.ACCOUNT_USER,
        true);
  }

  private static String email(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@daybook.example";
  }

  private static SimGroup group(long id, long reseller, String name) {
    return new SimGroup(new GroupId(id), new ResellerId(reseller), name);
  }
}
