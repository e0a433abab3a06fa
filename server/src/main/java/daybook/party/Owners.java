package daybook.party;

import daybook.model.Account;
import daybook.model.AccountId;
import daybook.model.Subscription;
import java.util.List;
import java.util.Map;

/**
 * Who owns each subscription, in columns of primitives: reports ask it for every row that they
 * fold.
 */
final class Owners {
  private final SortedIds subscriptions;
  private final long[] accounts;
  private final int[] resellers;

  /**
   * @param subscriptions sorted by id
   */
  Owners(List<Subscription> subscriptions, Map<AccountId, Account> accounts, Tree tree) {
    int size = subscriptions.size();
    this.subscriptions =
        new SortedIds(subscriptions.stream().mapToLong(it -> it.id().value()).toArray());
    this.accounts = new long[size];
    this.resellers = new int[size];
    for (int place = 0; place < size; place++) {
      Subscription subscription = subscriptions.get(place);
      Account account = accounts.get(subscription.account());
      if (account == null) {
        throw new IllegalStateException("A subscription of no account: " + subscription);
      }
      this.accounts[place] = account.id().value();
      this.resellers[place] = tree.number(account.reseller());
    }
  }

  /** Where a subscription stands; negative if there is none of this number. */
  int place(long subscription) {
    return subscriptions.place(subscription);
  }

  long account(int place) {
    return accounts[place];
  }

  /** The depth-first number of the account's reseller. */
  int reseller(int place) {
    return resellers[place];
  }
}
