package daybook.book;

import daybook.model.DeliveryId;
import java.util.List;

/**
 * A line that said again what a stored record says.
 *
 * @param version the record's
 */
public record DuplicateLine(
    DeliveryId delivery, long line, String feed, List<String> identity, int version) {}
