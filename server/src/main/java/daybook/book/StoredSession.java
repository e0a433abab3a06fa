package daybook.book;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A session of several records as far as it is known.
 *
 * @param key the values of the feed's session columns, the SIM's operator key first
 * @param startDay the day of its first record, which decides under cumulative counting
 * @param lastEnd the latest end of its records; the epoch where none of them counts any more
 * @param bytesUp the largest counter so far; under increments the sum
 */
public record StoredSession(
    String feed,
    List<String> key,
    long sid,
    LocalDate startDay,
    Instant lastEnd,
    long bytesUp,
    long bytesDown) {

  /** Whether no record of it counts, so that it may begin anew on another day. */
  public boolean isEmpty() {
    return lastEnd.equals(Instant.EPOCH);
  }

  /** The session with more of it known. */
  public StoredSession plus(Instant end, long moreUp, long moreDown) {
    return new StoredSession(
        feed,
        key,
        sid,
        startDay,
        end.isAfter(lastEnd) ? end : lastEnd,
        Math.addExact(bytesUp, moreUp),
        Math.addExact(bytesDown, moreDown));
  }
}
