package daybook.report;

import daybook.book.Cut;
import daybook.book.Facts;
import daybook.memo.Memo;
import daybook.model.Account;
import daybook.model.AccountId;
import daybook.model.ResellerId;
import daybook.model.Sim;
import daybook.model.SimGroup;
import daybook.model.SimId;
import daybook.model.SimSpan;
import daybook.party.Directory;
import daybook.party.Scope;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The versions of answers: a text that changes when an answer may have changed, made only of what
 * lies in the caller's own scope, so that it tells nothing of other branches.
 */
public final class Versions {
  private static final int MOST_CUTS = 16;
  private static final int MOST_VERSIONS = 10_000;

  private final Facts facts;
  private final byte[] secret;
  private final Memo<Cut, Map<AccountId, Long>> lastBatches = new Memo<>(MOST_CUTS);
  private final Memo<InventoryKey, String> inventories = new Memo<>(MOST_VERSIONS);
  private final Memo<UsageKey, String> usages = new Memo<>(MOST_VERSIONS);
  private final Memo<ExpensesKey, String> expenses = new Memo<>(MOST_VERSIONS);

  private record InventoryKey(Scope.Key scope, long now, long shown, @Nullable LocalDate asOf) {}

  private record UsageKey(Cut cut, InventoryKey inventory) {}

  private record ExpensesKey(Cut cut, ResellerId reseller, long now) {}

  /**
   * @param secret the book's own random bytes, the same at every start
   */
  public Versions(Facts facts, byte[] secret) {
    this.facts = facts;
    this.secret = secret.clone();
  }

  /** The version of everything that usage reports show this caller. */
  String ofUsage(Viewpoint view) {
    InventoryKey inventory =
        new InventoryKey(
            view.scope().key(), view.now().version(), view.shown().version(), view.asOf());
    return usages.get(
        new UsageKey(view.cut(), inventory),
        key ->
            bookings("usage", view.scope().accounts(), view.cut())
                .add(view.scope().key().toString())
                .add(inventories.get(inventory, same -> inventory(view)))
                .text());
  }

  /** The version of everything that a reseller's expense reports show. */
  String ofExpenses(Viewpoint view, ResellerId reseller) {
    return expenses.get(
        new ExpensesKey(view.cut(), reseller, view.now().version()),
        key ->
            bookings("expenses", accountsBelow(view.now(), reseller), view.cut())
                .add(reseller.value())
                .add(view.now().reseller(reseller).orElseThrow().currency().code())
                .text());
  }

  private static List<AccountId> accountsBelow(Directory directory, ResellerId reseller) {
    return directory.accounts().stream()
        .filter(account -> directory.isWithin(account.reseller(), reseller))
        .map(Account::id)
        .toList();
  }

  private Fingerprint bookings(String report, List<AccountId> accounts, Cut cut) {
    Map<AccountId, Long> last = lastBatches.get(cut, facts::lastBatches);
    Fingerprint fingerprint = new Fingerprint(secret).add(report);
    for (AccountId account : accounts) {
      Long batch = last.get(account);
      if (batch != null) {
        fingerprint.add(account.value()).add(batch);
      }
    }
    return fingerprint;
  }

  /** What is shown of SIMs and groups, limited to what is the caller's. */
  private String inventory(Viewpoint view) {
    Fingerprint fingerprint = new Fingerprint(secret);
    for (Sim sim : view.shown().sims()) {
      if (view.scope().coversSim(sim.id(), view.shown())) {
        addSim(fingerprint, sim, view);
      }
    }
    for (SimGroup group : view.shown().groups()) {
      if (view.scope().mayName(group.id())) {
        addGroup(fingerprint, group, view);
      }
    }
    return fingerprint.text();
  }

  private static void addSim(Fingerprint fingerprint, Sim sim, Viewpoint view) {
    fingerprint.add("sim").add(sim.id().value());
    fingerprint.add(sim.iccid()).add(sim.originalNumber()).add(sim.name());
    for (SimSpan span : view.shown().spans(sim.id())) {
      if (view.scope().covers(span.subscription())) {
        fingerprint.add(span.days().toString());
        fingerprint.add(span.subscription().value()).add(span.profile());
      }
    }
  }

  private static void addGroup(Fingerprint fingerprint, SimGroup group, Viewpoint view) {
    fingerprint.add("group").add(group.id().value());
    Arrays.stream(view.shown().members(group.id()))
        .filter(sim -> view.scope().coversSim(new SimId(sim), view.shown()))
        .forEach(fingerprint::add);
  }
}
