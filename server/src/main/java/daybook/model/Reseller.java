package daybook.model;

import org.jspecify.annotations.Nullable;

/** A node of the reseller tree; the one without a parent is the provider, the root. */
public record Reseller(
    ResellerId id, @Nullable ResellerId parent, String name, Currency currency) {}
