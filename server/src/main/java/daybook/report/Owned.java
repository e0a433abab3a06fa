package daybook.report;

import daybook.model.ResellerId;
import daybook.model.SubscriptionId;
import daybook.party.Directory;

/**
 * The subscriptions that an expense query is about: those of the reseller's own accounts, and with
 * {@code downstream} those of every reseller below.
 */
record Owned(Directory directory, ExpenseQuery query) {
  boolean has(SubscriptionId subscription) {
    return directory.accountOf(subscription).map(account -> has(account.reseller())).orElse(false);
  }

  /** Whether it is about the subscriptions of this reseller's own accounts. */
  boolean has(ResellerId owner) {
    return query.downstream()
        ? directory.isWithin(owner, query.reseller())
        : owner.equals(query.reseller());
  }
}
