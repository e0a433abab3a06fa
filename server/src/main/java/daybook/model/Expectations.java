package daybook.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which files a feed is expected to bring, so that it is known which usage days are complete.
 *
 * @param from the first usage day that is expected
 * @param usageDay how a file's name says which usage day it covers
 * @param filesPerDay how many files a usage day has, at least 1
 * @param sequence how a file's name says its number; absent: it does not
 * @param due until when a day's files may be on their way
 */
public record Expectations(
    LocalDate from, UsageDay usageDay, int filesPerDay, @Nullable Sequence sequence, Due due) {
  public Expectations {
    if (filesPerDay < 1) {
      throw new IllegalArgumentException("A day of " + filesPerDay + " files");
    }
  }

  /**
   * How to find the usage day in a file's name.
   *
   * @param pattern matches the whole name; its first group is the date
   * @param date how the date is written
   * @param minusDays how many days before that date the traffic was carried
   */
  public record UsageDay(Pattern pattern, DateTimeFormatter date, int minusDays) {
    /** Empty where the name does not match or its date is none. */
    public Optional<LocalDate> of(String fileName) {
      return NamePart.day(pattern, date, fileName).map(day -> day.minusDays(minusDays));
    }
  }

  /**
   * How to find the file's number in its name.
   *
   * @param pattern matches the whole name; its first group is the number
   */
  public record Sequence(Pattern pattern, Per per) {
    /** Over what the numbers run without a gap. */
    public enum Per {
      /** They start anew every usage day, with 1. */
      DAY,
      /** They go on for ever, from whatever number came first. */
      FEED
    }

    /** Empty where the name does not match or its number is none. */
    public OptionalLong of(String fileName) {
      return NamePart.first(pattern, fileName).map(NamePart::number).orElse(OptionalLong.empty());
    }
  }

  /**
   * The latest arrival that is still in time, by the feed's clock.
   *
   * @param days after the usage day, at least 1
   */
  public record Due(int days, LocalTime time) {
    /** As soon as the usage day is over. */
    public static final Due AT_ITS_END = new Due(1, LocalTime.MIDNIGHT);

    public Instant of(LocalDate usageDay, ZoneId clock) {
      return usageDay.plusDays(days).atTime(time).atZone(clock).toInstant();
    }
  }
}
