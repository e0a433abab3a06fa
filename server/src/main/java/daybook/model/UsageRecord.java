package daybook.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * One record as the operator's line states it, decoded and believable in itself.
 *
 * @param line in the file, from 1, the header counted
 * @param raw the line's text as delivered
 * @param subscriber the SIM's operator key
 * @param identity the values of the feed's identity columns
 * @param session the values of the feed's session columns; empty: the record is a session
 * @param start to the microsecond
 * @param end not before {@code start}
 * @param bytesUp from the SIM, not negative; what it counts, the feed declares
 * @param bytesDown to the SIM, not negative
 */
public record UsageRecord(
    long line,
    String raw,
    String subscriber,
    List<String> identity,
    List<String> session,
    Instant start,
    Instant end,
    long bytesUp,
    long bytesDown) {
  public UsageRecord {
    identity = List.copyOf(identity);
    session = List.copyOf(session);
    // Every store keeps microseconds; what is compared later must not know more than that.
    start = start.truncatedTo(ChronoUnit.MICROS);
    end = end.truncatedTo(ChronoUnit.MICROS);
  }

  /** The same, said on another line whose text is not at hand. */
  public UsageRecord onLine(long other) {
    return new UsageRecord(
        other, "", subscriber, identity, session, start, end, bytesUp, bytesDown);
  }

  /** Whether the operator said the same: all that Daybook reads of the line, the text aside. */
  public boolean sameContent(UsageRecord other) {
    return subscriber.equals(other.subscriber)
        && session.equals(other.session)
        && start.equals(other.start)
        && end.equals(other.end)
        && bytesUp == other.bytesUp
        && bytesDown == other.bytesDown;
  }
}
