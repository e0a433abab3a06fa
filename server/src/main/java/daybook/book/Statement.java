package daybook.book;

import daybook.model.DeliveryId;
import daybook.model.Outcome;
import daybook.model.UsageRecord;
import java.time.LocalDate;

/**
 * What a line of a delivery says, whether it counts or not: one that was stored, repeated what was
 * stored, or stood against it.
 *
 * @param file the delivery's name
 * @param deliveredOn the delivery's booked day
 * @param outcome what became of the line
 * @param record its raw text is empty where the line is not kept aside
 */
public record Statement(
    DeliveryId delivery,
    String file,
    LocalDate deliveredOn,
    Outcome.Kind outcome,
    UsageRecord record) {}
