package daybook.inventory;

import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.model.Account;
import daybook.model.AccountId;
import daybook.model.Manager;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import daybook.model.Versioned;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code accounts.csv}: the resellers' customers. */
final class AccountsFile implements PlainFile {
  private final Booked booked;

  AccountsFile(Booked booked) {
    this.booked = booked;
  }

  @Override
  public String name() {
    return "accounts.csv";
  }

  @Override
  public List<String> required() {
    return List.of("id", "reseller_id", "name");
  }

  @Override
  public FileResult bring(Lines lines, Registry.Reader now, Registry.Change change) {
    Map<ResellerId, Reseller> resellers = Upsert.rows(RegistryTable.RESELLERS, Reseller::id, now);
    Upsert<AccountId, Account> accounts = new Upsert<>(RegistryTable.ACCOUNTS, Account::id, now);
    lines.each(line -> take(line, resellers, accounts));
    moveUsers(accounts, now, change);
    return accounts.write(name(), change);
  }

  private void take(
      Line line, Map<ResellerId, Reseller> resellers, Upsert<AccountId, Account> accounts) {
    AccountId id = line.id("id", AccountId::new);
    ResellerId reseller = line.id("reseller_id", ResellerId::new);
    String text = line.text("name");
    if (reseller != null && !resellers.containsKey(reseller)) {
      line.refuse("reseller_id", "there is no reseller " + reseller);
    }
    if (id == null || reseller == null || line.isBroken()) {
      return;
    }
    if (accounts.put(line, "id", "account " + id, new Account(id, reseller, text))) {
      refuseIfBooked(line, accounts.before(id), reseller);
    }
  }

  private void refuseIfBooked(Line line, @Nullable Account old, ResellerId reseller) {
    if (old != null && !old.reseller().equals(reseller) && booked.account(old.id())) {
      line.refuse(
          "reseller_id",
          Complaints.stays("account " + old.id(), "with reseller " + old.reseller()));
    }
  }

  /** An account's users are its reseller's too, so they move with it. */
  private static void moveUsers(
      Upsert<AccountId, Account> accounts, Registry.Reader now, Registry.Change change) {
    for (Versioned<Manager> manager : now.rows(RegistryTable.MANAGERS)) {
      Manager old = manager.row();
      Account account = old.account() == null ? null : accounts.after(old.account());
      if (account != null && !account.reseller().equals(old.reseller())) {
        change.close(RegistryTable.MANAGERS, manager);
        change.open(
            RegistryTable.MANAGERS,
            new Manager(
                old.id(),
                account.reseller(),
                old.account(),
                old.name(),
                old.email(),
                old.role(),
                old.active()));
      }
    }
  }
}
