package daybook.inventory;

import daybook.model.AccountId;
import daybook.model.ResellerId;
import daybook.model.SubscriptionId;

/** What is in the books already, and therefore keeps its place in the tree for ever. */
public interface Booked {
  /** Whether anything is booked for an account of this reseller or of any reseller below it. */
  boolean reseller(ResellerId reseller);

  boolean account(AccountId account);

  boolean subscription(SubscriptionId subscription);
}
