package daybook.model;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A configured source of one operator's files and everything that must be declared to read them.
 *
 * @param name what deliveries, identities and commands call it
 * @param operator the operator's name in price lists and SIM keys
 * @param place where {@code sync} fetches from; absent: files come by {@code ingest} only
 * @param files which file names in the place belong to the feed, as a glob
 * @param stableFor how long a file in the place must not have changed before it is taken in; zero
 *     where files appear whole
 * @param clock the zone of the operator's local times
 * @param deliveryDay how a file's name says when it was delivered; absent: it does not
 * @param revisions how a file's name says what it corrects; absent: it does not
 * @param expectations which files it should bring; absent: nothing is known of its completeness
 * @param maxBytes the largest believable volume of one record and direction, inclusive
 */
public record Feed(
    String name,
    String operator,
    @Nullable FeedPlace place,
    String files,
    Duration stableFor,
    CsvLayout layout,
    ZoneId clock,
    DayRule dayRule,
    Counting counting,
    ConflictPolicy onConflict,
    @Nullable DeliveryDay deliveryDay,
    @Nullable Revisions revisions,
    @Nullable Expectations expectations,
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
   * How a file's name says which files are states of the same, the later correcting the earlier.
   *
   * @param pattern matches the whole name; its first group is what they have in common, its second
   *     group the number of the revision, absent in the first
   */
  public record Revisions(Pattern pattern) {
    /** Empty where the name does not match. */
    public Optional<Revision> of(String fileName) {
      Matcher matcher = pattern.matcher(fileName);
      if (!matcher.matches() || matcher.group(1) == null) {
        return Optional.empty();
      }
      String number = matcher.group(2);
      if (number == null || number.isEmpty()) {
        return Optional.of(new Revision(matcher.group(1), 0));
      }
      OptionalLong found = NamePart.number(number);
      return found.isPresent()
          ? Optional.of(new Revision(matcher.group(1), found.getAsLong()))
          : Optional.empty();
    }
  }

  /**
   * @param of what all revisions have in common
   * @param number 0 for the first
   */
  public record Revision(String of, long number) {}

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
      return NamePart.day(pattern, date, fileName).map(day -> day.plusDays(plusDays));
    }
  }
}
