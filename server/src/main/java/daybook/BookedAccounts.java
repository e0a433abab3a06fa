package daybook;

import daybook.book.Facts;
import daybook.inventory.Booked;
import daybook.model.AccountId;
import daybook.model.ResellerId;
import daybook.model.SubscriptionId;
import daybook.party.Directories;
import daybook.party.Directory;
import java.util.Set;

/** Says what is in the books already, by the accounts that some batch has touched. */
record BookedAccounts(Facts facts, Directories directories) implements Booked {
  @Override
  public boolean reseller(ResellerId reseller) {
    Directory directory = directories.now();
    return touched().stream()
        .flatMap(account -> directory.account(account).stream())
        .anyMatch(account -> directory.isWithin(account.reseller(), reseller));
  }

  @Override
  public boolean account(AccountId account) {
    return touched().contains(account);
  }

  /** A subscription's account holds all that is booked for it, so the account decides. */
  @Override
  public boolean subscription(SubscriptionId subscription) {
    return directories.now().accountOf(subscription).filter(a -> account(a.id())).isPresent();
  }

  private Set<AccountId> touched() {
    return facts.lastBatches(facts.cut(null)).keySet();
  }
}
