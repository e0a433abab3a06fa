package daybook.model;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A configured source of one operator's files and everything that must be declared to read them.
 *
 * @param name what deliveries, identities and commands call it
 * @param operator the operator's name in price lists and SIM keys
 * @param place the directory that {@code sync} looks into; absent: files come by {@code ingest}
 *     only
 * @param files which file names in the place belong to the feed, as a glob
 * @param clock the zone of the operator's local times
 * @param maxBytes the largest believable volume of one record and direction, inclusive
 */
public record Feed(
    String name,
    String operator,
    @Nullable Path place,
    String files,
    CsvLayout layout,
    ZoneId clock,
    DayRule dayRule,
    Counting counting,
    ConflictPolicy onConflict,
    @Nullable DeliveryDay deliveryDay,
    long maxBytes) {

  /** Whether a session can have several records; otherwise each record is one. */
  public boolean hasSessions() {
    return !layout.session().isEmpty();
  }

  /** Which day a record's volume belongs to, in the book's zone. */
  public enum DayRule {
    /** The whole record belongs to the day it started. */
    START,
    /** A record lies within one day; one that crosses midnight cannot be split and is rejected. */
    SPLIT
  }

  /** What a record's volume counts. */
  public enum Counting {
    /** The bytes of this record alone. */
    INCREMENTS,
    /** The bytes of its session so far. */
    CUMULATIVE
  }

  /** What to do with a record whose identity is stored with other content. */
  public enum ConflictPolicy {
    /** Keep it aside and change nothing. */
    REFUSE,
    /** It takes the stored one's place; the difference is booked. */
    REPLACE,
    /** It is the same session grown; the difference is booked, and shrinking is refused. */
    CUMULATIVE
  }

  /**
   * How to find the day of delivery in a file's name.
   *
   * @param pattern matches the whole name; its first group is the date
   * @param date how the date is written
   * @param plusDays the stated delay between that date and the delivery
   */
  public record DeliveryDay(Pattern pattern, DateTimeFormatter date, int plusDays) {
    /** Empty where the name does not match or its date is none. */
    public Optional<LocalDate> of(String fileName) {
      Matcher matcher = pattern.matcher(fileName);
      if (!matcher.matches() || matcher.group(1) == null) {
        return Optional.empty();
      }
      try {
        return Optional.of(LocalDate.parse(matcher.group(1), date).plusDays(plusDays));
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }
  }
}
