package daybook.book;

import daybook.model.DeliveryId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A delivery was taken back: what it said does not count any more, as if it had not come.
 *
 * @param bookedDay on which what it had booked left the books
 * @param why as whoever withdrew it put it
 * @param replacedBy the delivery that corrects it; absent: none does
 */
public record Withdrawal(
    Instant at, LocalDate bookedDay, String why, @Nullable DeliveryId replacedBy) {}
