package daybook.inventory;

import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.model.Account;
import daybook.model.AccountId;
import daybook.model.Subscription;
import daybook.model.SubscriptionId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code subscriptions.csv}: what the accounts bought. */
final class SubscriptionsFile implements PlainFile {
  private final Booked booked;

  SubscriptionsFile(Booked booked) {
    this.booked = booked;
  }

  @Override
  public String name() {
    return "subscriptions.csv";
  }

  @Override
  public List<String> required() {
    return List.of("id", "account_id", "name");
  }

  @Override
  public FileResult bring(Lines lines, Registry.Reader now, Registry.Change change) {
    Map<AccountId, Account> accounts = Upsert.rows(RegistryTable.ACCOUNTS, Account::id, now);
    Upsert<SubscriptionId, Subscription> subscriptions =
        new Upsert<>(RegistryTable.SUBSCRIPTIONS, Subscription::id, now);
    lines.each(line -> take(line, accounts, subscriptions));
    return subscriptions.write(name(), change);
  }

  private void take(
      Line line,
      Map<AccountId, Account> accounts,
      Upsert<SubscriptionId, Subscription> subscriptions) {
    SubscriptionId id = line.id("id", SubscriptionId::new);
    AccountId account = line.id("account_id", AccountId::new);
    String text = line.text("name");
    if (account != null && !accounts.containsKey(account)) {
      line.refuse("account_id", "there is no account " + account);
    }
    if (id == null || account == null || line.isBroken()) {
      return;
    }
    if (subscriptions.put(line, "id", "subscription " + id, new Subscription(id, account, text))) {
      refuseIfBooked(line, subscriptions.before(id), account);
    }
  }

  private void refuseIfBooked(Line line, @Nullable Subscription old, AccountId account) {
    if (old != null && !old.account().equals(account) && booked.subscription(old.id())) {
      line.refuse(
          "account_id",
          Complaints.stays("subscription " + old.id(), "with account " + old.account()));
    }
  }
}
