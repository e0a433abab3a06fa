package daybook.model;

import org.jspecify.annotations.Nullable;

/**
 * A SIM card. {@code operatorKey} (IMSI or other) is how records name it; it is unique per
 * operator, an absent operator stands for any.
 */
public record Sim(
    SimId id,
    String iccid,
    String originalNumber,
    String operatorKey,
    @Nullable String operator,
    @Nullable String name) {}
