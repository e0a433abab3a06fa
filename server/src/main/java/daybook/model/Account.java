package daybook.model;

/** A reseller's customer; its currency is its reseller's. */
public record Account(AccountId id, ResellerId reseller, String name) {}
