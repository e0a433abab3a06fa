package daybook.model;

import java.time.LocalDate;

/** What a seller asks of its buyers, in one currency, from a usage day on. */
public record PriceList(
    PriceListId id, Party seller, Buyers buyers, Currency currency, LocalDate effectiveFrom) {}
