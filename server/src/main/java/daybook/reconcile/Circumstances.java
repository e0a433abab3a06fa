package daybook.reconcile;

import daybook.book.Facts;
import daybook.book.KeptLine;
import daybook.completeness.FeedState;
import daybook.completeness.Incomplete;
import daybook.completeness.OperatorState;
import daybook.model.BookZone;
import daybook.model.Expectations;
import daybook.model.Feed;
import daybook.model.UsageRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What keeps an operator's traffic out of our books: lines kept aside, and files that are missing.
 */
final class Circumstances {
  private final Map<String, Feed> feeds;
  private final Keys keys;
  private final Range range;
  private final BookZone zone;
  private final Map<Cell, Kept> kept = new HashMap<>();
  private final Map<Cell, Repeated> repeated = new HashMap<>();
  private final TreeMap<LocalDate, List<String>> lacks = new TreeMap<>();

  /** Lines of one cell that are kept aside. */
  static final class Kept {
    static final Kept NOTHING = new Kept();

    private long parked;
    private long parkedBytes;
    private long conflicts;
    private final List<String> rejected = new ArrayList<>();

    long parked() {
      return parked;
    }

    long parkedBytes() {
      return parkedBytes;
    }

    long conflicts() {
      return conflicts;
    }

    /** Each as {@code file:line}. */
    List<String> rejected() {
      return rejected;
    }
  }

  /**
   * Lines of one cell that say again what is booked.
   *
   * @param bytes what they would add if they counted
   */
  record Repeated(long lines, long bytes) {
    static final Repeated NOTHING = new Repeated(0, 0);

    Repeated plus(Repeated other) {
      return new Repeated(Math.addExact(lines, other.lines), Math.addExact(bytes, other.bytes));
    }
  }

  /**
   * @param feeds the operator's, by their names
   */
  Circumstances(Map<String, Feed> feeds, Keys keys, Range range, BookZone zone) {
    this.feeds = feeds;
    this.keys = keys;
    this.range = range;
    this.zone = zone;
  }

  /**
   * @param asOf lines of later deliveries are left out; absent: none are
   */
  void read(Facts facts, @Nullable LocalDate asOf) {
    for (KeptLine.Kind kind : KeptLine.Kind.values()) {
      for (KeptLine line : facts.keptLines(kind)) {
        if (feeds.containsKey(line.feed()) && (asOf == null || !line.deliveredOn().isAfter(asOf))) {
          add(line);
        }
      }
    }
    facts.repeated(
        range.from(),
        range.to(),
        record -> {
          Feed feed = feeds.get(record.feed());
          // A running total that is said twice adds nothing, whoever counts it.
          if (feed != null && feed.counting() == Feed.Counting.INCREMENTS) {
            LocalDate day = record.key().usageDay();
            Repeated one = new Repeated(1, bytes(record.content()));
            keys.of(record.content().subscriber(), day)
                .ifPresent(
                    key -> repeated.merge(new Cell(range.cellOf(day), key), one, Repeated::plus));
          }
        });
  }

  void read(@Nullable OperatorState operator) {
    if (operator == null) {
      return;
    }
    for (FeedState feed : operator.feeds()) {
      for (Incomplete day : feed.incomplete()) {
        lacks
            .computeIfAbsent(day.usageDay(), same -> new ArrayList<>())
            .add("feed " + feed.feed() + " has " + day.lack());
      }
    }
  }

  private void add(KeptLine line) {
    UsageRecord record = line.record();
    if (record == null) {
      addUndecoded(line);
      return;
    }
    LocalDate day = zone.dayOf(record.start());
    keys.of(record.subscriber(), day)
        .ifPresent(key -> {
          Kept of = kept.computeIfAbsent(new Cell(range.cellOf(day), key), same -> new Kept());
          switch (line.kind()) {
            case PARKED -> {
              of.parked++;
              of.parkedBytes = Math.addExact(of.parkedBytes, bytes(record));
            }
            case CONFLICT -> of.conflicts++;
            case REJECTED -> of.rejected.add(line.file() + ":" + line.line());
          }
        });
  }

  private static long bytes(UsageRecord record) {
    return Math.addExact(record.bytesUp(), record.bytesDown());
  }

  /** Of a line that is no record only its file says the day, and its fields the key. */
  private void addUndecoded(KeptLine line) {
    Set<Cell> cells = new HashSet<>();
    for (LocalDate day : daysOf(line)) {
      for (String field : fields(line)) {
        keys.of(field, day)
            .filter(keys::isKnown)
            .ifPresent(key -> cells.add(new Cell(range.cellOf(day), key)));
      }
    }
    for (Cell cell : cells) {
      kept.computeIfAbsent(cell, same -> new Kept()).rejected.add(line.file() + ":" + line.line());
    }
  }

  /** The usage day that the file's name states, or the day of delivery and the one before. */
  private List<LocalDate> daysOf(KeptLine line) {
    Feed feed = feeds.get(line.feed());
    Expectations expected = feed == null ? null : feed.expectations();
    Optional<LocalDate> named =
        expected == null ? Optional.empty() : expected.usageDay().of(line.file());
    return named
        .map(List::of)
        .orElseGet(() -> List.of(line.deliveredOn().minusDays(1), line.deliveredOn()));
  }

  private List<String> fields(KeptLine line) {
    Feed feed = feeds.get(line.feed());
    if (feed == null) {
      return List.of();
    }
    String quote = String.valueOf(feed.layout().quote());
    String delimiter = Pattern.quote(String.valueOf(feed.layout().delimiter()));
    return Arrays.stream(line.raw().split(delimiter, -1))
        .map(field -> field.replace(quote, ""))
        .toList();
  }

  Kept kept(Cell cell) {
    return kept.getOrDefault(cell, Kept.NOTHING);
  }

  Repeated repeated(Cell cell) {
    return repeated.getOrDefault(cell, Repeated.NOTHING);
  }

  /** What is missing on which of the cell's days, in the order of days; empty: nothing known of. */
  Map<LocalDate, List<String>> lacks(Cell cell) {
    return lacks.subMap(range.firstDayOf(cell), true, range.lastDayOf(cell), true);
  }
}
