package daybook.completeness;

import daybook.model.Expectations;
import daybook.model.Expectations.Sequence;
import daybook.model.Feed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one feed's files are, sorted by usage day and number, and what they lack. */
final class ExpectedFiles {
  private final Feed feed;
  private final Expectations expected;

  /** Names, for a file that came twice under one name is one file. */
  private final Map<LocalDate, Set<String>> names = new HashMap<>();

  private final Map<LocalDate, NavigableSet<Long>> numbers = new HashMap<>();

  /** The days of every number, where numbers run over the whole feed. */
  private final TreeMap<Long, Days> daysOfNumbers = new TreeMap<>();

  private final Map<LocalDate, List<Numbers>> gaps = new HashMap<>();
  private LocalDate newest;

  private record Days(LocalDate first, LocalDate last) {
    Days and(Days other) {
      return new Days(
          first.isBefore(other.first) ? first : other.first,
          last.isAfter(other.last) ? last : other.last);
    }
  }

  private ExpectedFiles(Feed feed, Expectations expected) {
    this.feed = feed;
    this.expected = expected;
    this.newest = expected.from().minusDays(1);
  }

  /**
   * A pure function of what came and of the time.
   *
   * @param fileNames of the deliveries that count, in any order
   * @param now decides what is overdue, and which days are over and so incomplete without any file;
   *     what is complete does not depend on it
   */
  static FeedState state(Feed feed, Collection<String> fileNames, Instant now) {
    Expectations expected = feed.expectations();
    if (expected == null) {
      return new FeedState(feed.name(), false, null, List.of());
    }
    ExpectedFiles files = new ExpectedFiles(feed, expected);
    fileNames.forEach(files::add);
    files.findGaps();
    return files.state(now);
  }

  private void add(String name) {
    LocalDate day = expected.usageDay().of(name).orElse(null);
    if (day == null || day.isBefore(expected.from())) {
      return;
    }
    Sequence sequence = expected.sequence();
    if (sequence == null) {
      names.computeIfAbsent(day, same -> new HashSet<>()).add(name);
    } else if (!addNumber(sequence, name, day)) {
      return;
    }
    newest = day.isAfter(newest) ? day : newest;
  }

  /** False where the name has no number: such a file is none of those that are expected. */
  private boolean addNumber(Sequence sequence, String name, LocalDate day) {
    OptionalLong number = sequence.of(name);
    if (number.isEmpty()) {
      return false;
    }
    numbers.computeIfAbsent(day, same -> new TreeSet<>()).add(number.getAsLong());
    daysOfNumbers.merge(number.getAsLong(), new Days(day, day), Days::and);
    return true;
  }

  private void findGaps() {
    Sequence sequence = expected.sequence();
    if (sequence == null) {
      return;
    }
    switch (sequence.per()) {
      case DAY -> numbers.forEach((day, ofDay) -> gaps.put(day, gapsOfDay(ofDay)));
      case FEED -> findGapsOfFeed();
    }
  }

  private List<Numbers> gapsOfDay(NavigableSet<Long> ofDay) {
    List<Numbers> missing = new ArrayList<>();
    long next = 1;
    for (long number : ofDay.tailSet(1L)) {
      if (number > next) {
        missing.add(new Numbers(next, number - 1));
      }
      next = number + 1;
    }
    if (next <= expected.filesPerDay()) {
      missing.add(new Numbers(next, expected.filesPerDay()));
    }
    return missing;
  }

  /**
   * A number that is missing between two files may be of the day of either or of a day between
   * them, so that none of these days is known to be complete.
   */
  private void findGapsOfFeed() {
    Map.@Nullable Entry<Long, Days> before = null;
    for (Map.Entry<Long, Days> number : daysOfNumbers.entrySet()) {
      if (before != null && number.getKey() > before.getKey() + 1) {
        Numbers missing = new Numbers(before.getKey() + 1, number.getKey() - 1);
        Days days = before.getValue().and(number.getValue());
        for (LocalDate day = days.first(); !day.isAfter(days.last()); day = day.plusDays(1)) {
          gaps.computeIfAbsent(day, same -> new ArrayList<>()).add(missing);
        }
      }
      before = number;
    }
  }

  private FeedState state(Instant now) {
    LocalDate yesterday = LocalDate.ofInstant(now, feed.clock()).minusDays(1);
    LocalDate last = yesterday.isAfter(newest) ? yesterday : newest;
    List<Incomplete> incomplete = new ArrayList<>();
    LocalDate completeThrough = null;
    for (LocalDate day = expected.from(); !day.isAfter(last); day = day.plusDays(1)) {
      if (!isComplete(day)) {
        incomplete.add(incomplete(day, now));
      } else if (incomplete.isEmpty()) {
        completeThrough = day;
      }
    }
    return new FeedState(feed.name(), true, completeThrough, incomplete);
  }

  private boolean isComplete(LocalDate day) {
    return files(day) >= expected.filesPerDay() && gaps.getOrDefault(day, List.of()).isEmpty();
  }

  private int files(LocalDate day) {
    return expected.sequence() == null
        ? names.getOrDefault(day, Set.of()).size()
        : numbers.getOrDefault(day, new TreeSet<>()).size();
  }

  private Incomplete incomplete(LocalDate day, Instant now) {
    return new Incomplete(
        day,
        files(day),
        expected.filesPerDay(),
        gaps.getOrDefault(day, List.of()),
        !now.isBefore(expected.due().of(day, feed.clock())));
  }
}
