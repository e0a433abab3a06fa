package daybook.book;

import daybook.model.DeliveryId;

/**
 * A delivery whose last line had no end: it may be the beginning of a longer file, cut within that
 * line.
 *
 * @param size in bytes, as delivered
 * @param sha256 of these bytes, in lower-case hexadecimal
 * @param line the number of the line without an end
 */
public record UnendedDelivery(DeliveryId id, long size, String sha256, long line) {}
