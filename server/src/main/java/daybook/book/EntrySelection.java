package daybook.book;

import daybook.model.DaySpan;
import daybook.model.ResellerId;
import daybook.model.SubscriptionId;

/**
 * Entries of one subscription's usage in which a reseller is one of the two sides.
 *
 * @param usageDays when the traffic was carried
 * @param bookedDays when the entries entered the books
 */
public record EntrySelection(
    Facts.Side side,
    ResellerId reseller,
    SubscriptionId subscription,
    DaySpan usageDays,
    DaySpan bookedDays) {}
