package daybook.decode;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times counted from 1970-01-01T00:00Z, in whole seconds or milliseconds. */
final class EpochTimes implements Timestamps {
  private final boolean millis;

  EpochTimes(boolean millis) {
    this.millis = millis;
  }

  @Override
  public Instant read(String column, String text, @Nullable Instant notBefore) throws BrokenLine {
    long count = PlainNumber.shortWhole(text);
    // The second bound is beyond any believable time, and within what an Instant can hold.
    if (count < 0 || count >= 1_000_000_000_000_000L) {
      throw BrokenLine.value(
          column, text, "is not a time in whole " + (millis ? "milliseconds" : "seconds"));
    }
    return millis ? Instant.ofEpochMilli(count) : Instant.ofEpochSecond(count);
  }
}
