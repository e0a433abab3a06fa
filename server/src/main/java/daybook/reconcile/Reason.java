package daybook.reconcile;

import java.util.Locale;

/**
 * Why the two sides may differ, as far as facts say.
 *
 * @param text one clause for a person, with the facts
 */
public record Reason(Kind kind, String text) {
  /** What is found, from what explains a difference exactly to what may have to do with it. */
  public enum Kind {
    /** Their number is ours in another unit. */
    UNIT,
    /** Together the volumes agree, up and down do not. */
    DIRECTIONS,
    /** They have it on the day before or after. */
    DAY_SHIFTED,
    /** They count lines that repeat others. */
    DUPLICATES,
    /** Rounding to an increment, or to the decimals they write. */
    ROUNDING,
    /** Lines of a SIM that is not registered for the day. */
    PARKED,
    /** Lines that we could not believe. */
    REJECTED,
    /** Lines that contradict others. */
    CONFLICT,
    /** Files are missing. */
    INCOMPLETE,
    /** The registry does not know the key. */
    UNKNOWN_KEY,
    /** The volumes agree, the numbers of records do not. */
    RECORDS,
    /** We have no price. */
    UNRATED,
    /** The two sides count in different currencies. */
    CURRENCY,
    /** The volumes agree, the amounts do not. */
    PRICE,
    /** They say nothing of it. */
    NOT_IN_SUMMARY,
    /** We have nothing of it. */
    NOT_IN_BOOKS,
    /** Nothing that is known explains it. */
    UNEXPLAINED;

    /** As {@code day_shifted}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
