package daybook.inventory;

import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.model.Account;
import daybook.model.AccountId;
import daybook.model.Manager;
import daybook.model.ManagerId;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import daybook.model.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code managers.csv}: the resellers' staff, and the users of accounts. */
final class ManagersFile implements PlainFile {
  @Override
  public String name() {
    return "managers.csv";
  }

  @Override
  public List<String> required() {
    return List.of("id", "reseller_id", "account_id", "name", "email", "role", "active");
  }

  @Override
  public FileResult bring(Lines lines, Registry.Reader now, Registry.Change change) {
    Places places =
        new Places(
            Upsert.rows(RegistryTable.RESELLERS, Reseller::id, now),
            Upsert.rows(RegistryTable.ACCOUNTS, Account::id, now));
    Upsert<ManagerId, Manager> managers = new Upsert<>(RegistryTable.MANAGERS, Manager::id, now);
    lines.each(line -> take(line, places, managers));
    return managers.write(name(), change);
  }

  /** Where a manager can belong. */
  private record Places(Map<ResellerId, Reseller> resellers, Map<AccountId, Account> accounts) {}

  private static void take(Line line, Places places, Upsert<ManagerId, Manager> managers) {
    ManagerId id = line.id("id", ManagerId::new);
    AccountId account = line.idOrNull("account_id", AccountId::new);
    ResellerId reseller = reseller(line, account, places);
    String text = line.text("name");
    String email = line.text("email");
    Role role = role(line);
    Boolean active = line.flag("active");
    if (id == null || reseller == null || role == null || active == null || line.isBroken()) {
      return;
    }
    managers.put(
        line, "id", "manager " + id, new Manager(id, reseller, account, text, email, role, active));
  }

  /** The reseller that is named; of an account's user the account's, whether named or not. */
  private static @Nullable ResellerId reseller(
      Line line, @Nullable AccountId accountId, Places places) {
    if (line.cell("account_id").isEmpty()) {
      ResellerId reseller = line.id("reseller_id", ResellerId::new);
      if (reseller != null && !places.resellers().containsKey(reseller)) {
        line.refuse("reseller_id", "there is no reseller " + reseller);
      }
      return reseller;
    }
    ResellerId named = line.idOrNull("reseller_id", ResellerId::new);
    Account account = accountId == null ? null : places.accounts().get(accountId);
    if (account == null) {
      if (accountId != null) {
        line.refuse("account_id", "there is no account " + accountId);
      }
      return null;
    }
    if (named != null && !named.equals(account.reseller())) {
      line.refuse(
          "reseller_id",
          "account %s is reseller %s's, not %s's; leave this empty or name that one"
              .formatted(account.id(), account.reseller(), named));
    }
    return account.reseller();
  }

  /** With an account every role means the account's user, for no other has one. */
  private static @Nullable Role role(Line line) {
    boolean ofAccount = !line.cell("account_id").isEmpty();
    String symbol = line.cell("role");
    if (ofAccount && symbol.isEmpty()) {
      return Role.ACCOUNT_USER;
    }
    Role role = Role.ofSymbol(symbol).orElse(null);
    if (role == null) {
      line.refuse(
          "role", "expected one of %s, not %s".formatted(symbols(), Complaints.quoted(symbol)));
      return null;
    }
    if (!ofAccount && role == Role.ACCOUNT_USER) {
      line.refuse("role", "an account_user needs an account_id");
      return null;
    }
    return ofAccount ? Role.ACCOUNT_USER : role;
  }

  private static String symbols() {
    return Arrays.stream(Role.values()).map(Role::symbol).collect(Collectors.joining(", "));
  }
}
