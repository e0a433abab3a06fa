package daybook.book;

import daybook.model.RatingId;
import daybook.model.SubscriptionId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One row of a cell: what one batch adds to one session day. Volumes and the record count add up
 * over a session day's rows; subscription and rating are those of its latest row.
 *
 * @param batch the row's batch
 * @param bookedDay the batch's booked day
 * @param records how many records it adds; negative where it withdraws
 * @param bytesUp may be negative in a correction
 * @param subscription the owner on that day; absent: no span covers the day any more
 * @param rating absent exactly where the subscription is
 */
public record CellRow(
    long batch,
    LocalDate bookedDay,
    SessionDayKey key,
    int records,
    long bytesUp,
    long bytesDown,
    @Nullable SubscriptionId subscription,
    @Nullable RatingId rating) {}
