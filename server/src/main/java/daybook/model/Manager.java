package daybook.model;

import org.jspecify.annotations.Nullable;

/** A reseller's staff member; with an account, a user of that account. */
public record Manager(
    ManagerId id,
    ResellerId reseller,
    @Nullable AccountId account,
    String name,
    String email,
    Role role,
    boolean active) {}
