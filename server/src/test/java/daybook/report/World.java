package daybook.report;

import daybook.book.RegistryTable;
import daybook.model.Account;
import daybook.model.AccountId;
import daybook.model.Buyers;
import daybook.model.Currency;
import daybook.model.DataUnit;
import daybook.model.DaySpan;
import daybook.model.FxRate;
import daybook.model.GroupId;
import daybook.model.GroupMember;
import daybook.model.Party;
import daybook.model.Price;
import daybook.model.PriceList;
import daybook.model.PriceListId;
import daybook.model.Rating;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import daybook.model.Sim;
import daybook.model.SimGroup;
import daybook.model.SimId;
import daybook.model.SimSpan;
import daybook.model.Subscription;
import daybook.model.SubscriptionId;
import daybook.rating.Rater;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A random tree with accounts, SIMs, groups and prices, in plain maps for the naive calculation and
 * in a book's registry. Ids tell nothing of the place in the tree.
 */
final class World {
  static final String OPERATOR = "op";
  private static final List<Currency> CURRENCIES =
      List.of(Currency.EUR, new Currency("USD"), new Currency("KZT"));

  final Map<ResellerId, Reseller> resellers = new LinkedHashMap<>();
  final Map<AccountId, Account> accounts = new LinkedHashMap<>();
  final Map<SubscriptionId, Subscription> subscriptions = new LinkedHashMap<>();
  final Map<SimId, Sim> sims = new LinkedHashMap<>();
  final List<SimSpan> spans = new ArrayList<>();
  final Map<GroupId, SimGroup> groups = new LinkedHashMap<>();
  final List<GroupMember> members = new ArrayList<>();

  private final Random random;
  private final TestBook book;

  /** A span and the one in its place. */
  record Moved(SimSpan before, SimSpan after) {}

  World(Random random, TestBook book) {
    this.random = random;
    this.book = book;
    growTree();
    addSims();
    addGroups();
    addPrices();
  }

  private void growTree() {
    for (long id : shuffled(7)) {
      ResellerId parent = resellers.isEmpty() ? null : any(resellers.keySet());
      add(new Reseller(new ResellerId(id), parent, "R" + id, any(CURRENCIES)));
    }
    for (long id : shuffled(12)) {
      Account account = new Account(new AccountId(id), any(resellers.keySet()), "A" + id);
      accounts.put(account.id(), account);
    }
    for (long id : shuffled(20)) {
      Subscription subscription =
          new Subscription(new SubscriptionId(id), any(accounts.keySet()), "S" + id);
      subscriptions.put(subscription.id(), subscription);
    }
    book.put(RegistryTable.RESELLERS, List.copyOf(resellers.values()));
    book.put(RegistryTable.ACCOUNTS, List.copyOf(accounts.values()));
    book.put(RegistryTable.SUBSCRIPTIONS, List.copyOf(subscriptions.values()));
  }

  private void add(Reseller reseller) {
    resellers.put(reseller.id(), reseller);
  }

  private void addSims() {
    for (long id : shuffled(30)) {
      Sim sim = new Sim(new SimId(id), "ICCID" + id, "+" + id, "imsi" + id, null, nameOrNull());
      sims.put(sim.id(), sim);
      LocalDate cut = book.today.minusDays(random.nextInt(20));
      if (random.nextInt(3) == 0) {
        spans.add(span(sim.id(), new DaySpan(null, cut.minusDays(1))));
      }
      if (random.nextInt(8) > 0) {
        spans.add(span(sim.id(), new DaySpan(cut, null)));
      }
    }
    book.put(RegistryTable.SIMS, List.copyOf(sims.values()));
    book.put(RegistryTable.SIM_SPANS, List.copyOf(spans));
  }

  private SimSpan span(SimId sim, DaySpan days) {
    return new SimSpan(sim, days, any(subscriptions.keySet()), random.nextBoolean() ? "TC" : "TD");
  }

  private void addGroups() {
    for (long id : shuffled(6)) {
      SimGroup group = new SimGroup(new GroupId(id), any(resellers.keySet()), "G" + id);
      groups.put(group.id(), group);
      for (SimId sim : sims.keySet()) {
        if (random.nextInt(4) == 0) {
          members.add(new GroupMember(group.id(), sim));
        }
      }
    }
    book.put(RegistryTable.GROUPS, List.copyOf(groups.values()));
    book.put(RegistryTable.GROUP_MEMBERS, List.copyOf(members));
  }

  private void addPrices() {
    List<PriceList> lists = new ArrayList<>();
    List<Price> prices = new ArrayList<>();
    for (Reseller reseller : resellers.values()) {
      Party party = new Party.ResellerParty(reseller.id());
      if (reseller.parent() == null) {
        Party operator = new Party.OperatorParty(OPERATOR);
        addPrice(operator, new Buyers.Exactly(party), lists, prices);
      }
      addPrice(party, new Buyers.AnyReseller(), lists, prices);
      addPrice(party, new Buyers.AnyAccount(), lists, prices);
    }
    book.put(RegistryTable.PRICE_LISTS, lists);
    book.put(RegistryTable.PRICES, prices);
    List<FxRate> rates = new ArrayList<>();
    for (Currency from : CURRENCIES) {
      for (Currency to : CURRENCIES) {
        if (!from.equals(to) && random.nextInt(3) > 0) {
          LocalDate day = book.today.minusDays(random.nextInt(30));
          rates.add(new FxRate(day, from, to, BigDecimal.valueOf(1 + random.nextInt(900), 2)));
        }
      }
    }
    book.put(RegistryTable.FX_RATES, rates);
  }

  private void addPrice(Party seller, Buyers buyers, List<PriceList> lists, List<Price> prices) {
    if (random.nextInt(5) == 0) {
      return;
    }
    PriceListId id = new PriceListId(lists.size() + 1);
    LocalDate from = book.today.minusDays(100);
    lists.add(new PriceList(id, seller, buyers, any(CURRENCIES), from));
    BigDecimal price = BigDecimal.valueOf(random.nextInt(100_000), 5);
    prices.add(new Price(id, null, null, DataUnit.MEGABYTE, 1 + random.nextInt(1000), price));
  }

  /** Changes what answers show of one SIM. */
  Sim rename() {
    Sim old = sims.get(any(sims.keySet()));
    String name = "SIM " + random.nextInt(1_000_000);
    Sim renamed =
        new Sim(old.id(), old.iccid(), old.originalNumber(), old.operatorKey(), null, name);
    sims.put(renamed.id(), renamed);
    book.put(RegistryTable.SIMS, List.of(renamed));
    return renamed;
  }

  /** Gives a SIM's span another owner; session days are not stamped anew by this. */
  Moved moveSpan() {
    SimSpan old = any(spans);
    SimSpan moved = span(old.sim(), old.days());
    spans.set(spans.indexOf(old), moved);
    book.put(RegistryTable.SIM_SPANS, List.of(moved));
    return new Moved(old, moved);
  }

  void changeMembership() {
    GroupMember gone = any(members);
    members.remove(gone);
    book.remove(RegistryTable.GROUP_MEMBERS, gone);
    GroupMember added = new GroupMember(any(groups.keySet()), any(sims.keySet()));
    if (!members.contains(added)) {
      members.add(added);
      book.put(RegistryTable.GROUP_MEMBERS, List.of(added));
    }
  }

  @Nullable SimSpan spanOn(SimId sim, LocalDate day) {
    return spans.stream()
        .filter(span -> span.sim().equals(sim) && span.days().contains(day))
        .findFirst()
        .orElse(null);
  }

  Rating rating(SimSpan span, LocalDate day) {
    Account account = accounts.get(subscriptions.get(span.subscription()).account());
    return new Rater(book.prices.get())
        .rate(OPERATOR, span.profile(), day, path(account.reseller()), account.id(), null);
  }

  List<Reseller> path(ResellerId reseller) {
    List<Reseller> path = new ArrayList<>();
    for (ResellerId at = reseller; at != null; at = resellers.get(at).parent()) {
      path.addFirst(resellers.get(at));
    }
    return path;
  }

  ResellerId resellerOf(SubscriptionId subscription) {
    return accounts.get(subscriptions.get(subscription).account()).reseller();
  }

  boolean isWithin(ResellerId node, ResellerId top) {
    return path(node).stream().anyMatch(reseller -> reseller.id().equals(top));
  }

  <T> T any(Collection<T> choices) {
    return List.copyOf(choices).get(random.nextInt(choices.size()));
  }

  private @Nullable String nameOrNull() {
    return random.nextBoolean() ? "N" + random.nextInt(1000) : null;
  }

  private List<Long> shuffled(int size) {
    List<Long> ids = new ArrayList<>(LongStream.rangeClosed(1, size).boxed().toList());
    Collections.shuffle(ids, random);
    return ids;
  }
}
