package daybook.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One row of a price list; an absent operator or profile stands for any.
 *
 * @param incrementBytes volumes are rounded up to a multiple of this, at least 1
 * @param price for one unit, in the list's currency; not negative
 */
public record Price(
    PriceListId list,
    @Nullable String operator,
    @Nullable String profile,
    DataUnit unit,
    long incrementBytes,
    BigDecimal price) {}
