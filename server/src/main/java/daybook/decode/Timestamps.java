package daybook.decode;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Reads an operator's times by the feed's declaration. */
interface Timestamps {
  /**
   * @param notBefore the record's start, when its end is read: where the clock shows a time twice,
   *     the first is meant unless it lies before this
   * @throws BrokenLine if the text is no such time, or the clock never showed it
   */
  Instant read(String column, String text, @Nullable Instant notBefore) throws BrokenLine;

  /**
   * @param declared see {@link daybook.model.CsvLayout#timestamps}
   * @param clock the zone of times that do not state theirs
   * @throws IllegalArgumentException if it is no pattern, or one without a complete date or time
   */
  static Timestamps of(String declared, ZoneId clock) {
    return switch (declared) {
      case "epoch_seconds" -> new EpochTimes(false);
      case "epoch_millis" -> new EpochTimes(true);
      default -> new PatternTimes(declared, clock);
    };
  }
}
