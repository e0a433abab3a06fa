package daybook.book;

import daybook.model.DeliveryId;
import daybook.model.UsageRecord;

/**
 * A record in the books: where it came from, what it said, and what it added to its session day.
 *
 * @param version from 0; a replacement of the same identity has the next
 * @param key the session day that it adds to
 * @param addedUp what it added to the session day: its own bytes, or the growth of a counter
 * @param withdrawn whether it takes the record back: the identity is free again
 * @param content what the operator's line stated; its raw text is not kept here
 */
public record StoredRecord(
    String feed,
    int version,
    long batch,
    DeliveryId delivery,
    SessionDayKey key,
    long addedUp,
    long addedDown,
    boolean withdrawn,
    UsageRecord content) {}
