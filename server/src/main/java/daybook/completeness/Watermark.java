package daybook.completeness;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The last usage day up to which something is known to be complete. */
public final class Watermark {
  private Watermark() {}

  /**
   * That of several together.
   *
   * @param watermarks of each; absent: unknown
   * @return absent where one of them is unknown, or there is none
   */
  public static @Nullable LocalDate lowest(Iterable<? extends @Nullable LocalDate> watermarks) {
    LocalDate lowest = null;
    for (LocalDate day : watermarks) {
      if (day == null) {
        return null;
      }
      lowest = lowest == null || day.isBefore(lowest) ? day : lowest;
    }
    return lowest;
  }
}
