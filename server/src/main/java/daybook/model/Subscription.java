package daybook.model;

/** What an account bought; SIMs belong to it over dated spans. */
public record Subscription(SubscriptionId id, AccountId account, String name) {}
