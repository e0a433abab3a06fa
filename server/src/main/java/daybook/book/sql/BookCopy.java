package daybook.book.sql;

import daybook.book.BookSettings;
import daybook.book.sql.ContentHash.Content;
import daybook.book.sql.CopiedTable.Run;
import daybook.book.sql.Engine.Purpose;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;

/**
 * Copies a whole book into another store, run by run, and reads it back at the end. Until then the
 * target is marked; a copy that was cut off goes on after the last run that was committed.
 */
public final class BookCopy {
  /** Rows in one transaction, unless more have the same key. */
  public static final long RUN_ROWS = 200_000;

  private static final String RESTART = "--restart empties it and begins anew";

  private final Engine source;
  private final Engine target;
  private final long runRows;
  private final String run;
  private final Progress progress;

  /** Hears how far a copy is. */
  @FunctionalInterface
  public interface Progress {
    /**
     * @param rows of this stage that are done
     * @param of all of this stage
     */
    void at(Stage stage, long rows, long of);
  }

  /** Copying reads the source whole, and checking the target. */
  public enum Stage {
    COPYING,
    CHECKING
  }

  /**
   * What a finished copy consists of.
   *
   * @param before how many of the rows an earlier command had copied already
   */
  public record Copied(int tables, long rows, long before) {}

  /** What has been read of a table, and how. */
  private record Reading(CopiedTable table, OptionalLong copied, List<Run> runs) {
    long rows() {
      return runs.stream().mapToLong(Run::rows).sum();
    }

    boolean isCopied(Run run) {
      return copied.isPresent() && run.through() <= copied.getAsLong();
    }
  }

  /**
   * @param runRows how many rows a transaction copies
   * @param run a text without blanks that no other run of a copy has
   */
  public BookCopy(Engine source, Engine target, long runRows, String run, Progress progress) {
    this.source = source;
    this.target = target;
    this.runRows = runRows;
    this.run = run;
    this.progress = progress;
  }

  /**
   * Copies what is not copied yet, while nothing else is written to the source.
   *
   * @param restart whether an unfinished copy in the target is removed first
   * @throws CopyFailure if the target is neither empty nor an unfinished copy of this book, or the
   *     copy turns out to differ
   */
  public Copied run(boolean restart) {
    try (Writing _ = source.write(Purpose.ALL)) {
      return source.read(from -> copy(from, restart));
    }
  }

  private Copied copy(Connection from, boolean restart) {
    if (CopyMark.in(from).isPresent()) {
      throw new CopyFailure("the source is an unfinished copy itself: finish that one first");
    }
    if (isEmpty(from)) {
      throw new CopyFailure("the source holds nothing that could be copied");
    }
    CopyMark mark = CopyMark.of(from, run);
    claim(mark, restart);
    List<Reading> readings = readings(from);
    Map<CopiedTable, Content> contents = copyRows(from, mark, readings);
    target.read(to -> {
      check(to, contents);
      return contents;
    });
    finish(from, mark);
    long rows = contents.values().stream().mapToLong(Content::rows).sum();
    long before =
        readings.stream()
            .flatMap(reading -> reading.runs().stream().filter(reading::isCopied))
            .mapToLong(Run::rows)
            .sum();
    return new Copied(contents.size(), rows, before);
  }

  private static boolean isEmpty(Connection connection) {
    return CopiedTable.ALL.stream().allMatch(table -> table.isEmpty(connection))
        && Set.of(BookSettings.SECRET).containsAll(CopyMark.settings(connection).keySet());
  }

  /** Marks the target as this command's; whoever else copied into it finds that out and ends. */
  private void claim(CopyMark mark, boolean restart) {
    try (Writing writing = target.write(Purpose.ALL)) {
      Connection to = writing.connection();
      Optional<CopyMark> found = CopyMark.in(to);
      if (found.isPresent() && restart) {
        CopiedTable.ALL.forEach(table -> writing.removeAll(table.table()));
      } else if (found.isPresent()) {
        requireSame(found.get(), mark);
      } else if (!isEmpty(to)) {
        throw new CopyFailure(
            CopyMark.of(to, run).book().equals(mark.book())
                ? "the target holds this book already; nothing was changed"
                : "the target holds a book already, and only an empty one is copied into");
      }
      set(to, "setting", BookSettings.COPYING, mark.toString());
      writing.commit();
    }
  }

  private static void requireSame(CopyMark found, CopyMark mark) {
    if (!found.book().equals(mark.book())) {
      throw new CopyFailure("the target is an unfinished copy of another book: " + RESTART);
    }
    if (!found.state().equals(mark.state())) {
      throw new CopyFailure(
          "the source was changed since the copy in the target was begun: " + RESTART);
    }
  }

  private List<Reading> readings(Connection from) {
    return target.read(to -> {
      List<Reading> readings = new ArrayList<>();
      for (CopiedTable table : CopiedTable.ALL) {
        OptionalLong copied = table.last(to);
        readings.add(new Reading(table, copied, table.runs(from, runRows, copied)));
      }
      return readings;
    });
  }

  private Map<CopiedTable, Content> copyRows(
      Connection from, CopyMark mark, List<Reading> readings) {
    Map<CopiedTable, Content> contents = new LinkedHashMap<>();
    long all = readings.stream().mapToLong(Reading::rows).sum();
    long done = 0;
    for (Reading reading : readings) {
      ContentHash hash = new ContentHash();
      for (Run rows : reading.runs()) {
        if (reading.isCopied(rows)) {
          reading.table().each(from, rows, hash::add);
        } else {
          copy(from, mark, reading.table(), rows, hash);
        }
        done += rows.rows();
        progress.at(Stage.COPYING, done, all);
      }
      contents.put(reading.table(), hash.content());
    }
    return contents;
  }

  private void copy(Connection from, CopyMark mark, CopiedTable table, Run rows, ContentHash hash) {
    try (Writing writing = target.write(Purpose.ALL)) {
      requireMine(writing.connection(), mark);
      Portion portion = new Portion(writing, table.table());
      table.each(from, rows, row -> portion.add(row, hash.add(row)));
      portion.send();
      writing.commit();
    }
  }

  private static void requireMine(Connection to, CopyMark mark) {
    if (!CopyMark.in(to).equals(Optional.of(mark))) {
      throw new CopyFailure("another command copies into the target now; this one has ended");
    }
  }

  private void check(Connection to, Map<CopiedTable, Content> contents) {
    long all = contents.values().stream().mapToLong(Content::rows).sum();
    long done = 0;
    for (Map.Entry<CopiedTable, Content> expected : contents.entrySet()) {
      CopiedTable table = expected.getKey();
      ContentHash hash = new ContentHash();
      for (Run rows : table.runs(to, runRows, OptionalLong.empty())) {
        table.each(to, rows, hash::add);
        done += rows.rows();
        progress.at(Stage.CHECKING, done, all);
      }
      if (!hash.content().equals(expected.getValue())) {
        throw new CopyFailure(
            "the copy is wrong: %s has %s in the target, but %s in the source: %s"
                .formatted(table.name(), hash.content(), expected.getValue(), RESTART));
      }
    }
  }

  /** The mark goes with what makes a book of the rows: its settings and the numbers given out. */
  private void finish(Connection from, CopyMark mark) {
    SortedMap<String, String> settings = CopyMark.settings(from);
    SortedMap<String, Long> counters = CopyMark.counters(from);
    try (Writing writing = target.write(Purpose.ALL)) {
      Connection to = writing.connection();
      requireMine(to, mark);
      replace(to, "setting", CopyMark.settings(to), settings);
      replace(to, "counter", CopyMark.counters(to), counters);
      if (!CopyMark.settings(to).equals(settings) || !CopyMark.counters(to).equals(counters)) {
        throw new CopyFailure("the copy is wrong: its settings or counters differ: " + RESTART);
      }
      writing.commit();
    }
  }

  private static void replace(
      Connection to, String table, Map<String, ?> present, Map<String, ?> wanted) {
    for (String name : present.keySet()) {
      if (!wanted.containsKey(name)) {
        Sql.execute(to, "DELETE FROM " + table + " WHERE name = ?", name);
      }
    }
    wanted.forEach((name, value) -> set(to, table, name, value));
  }

  private static void set(Connection to, String table, String name, Object value) {
    Sql.execute(
        to,
        "INSERT INTO "
            + table
            + " (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name,
        value);
  }

  /** Rows on their way into the target, as many as may well be held in memory. */
  private static final class Portion {
    private static final int MOST_ROWS = 10_000;
    private static final long MOST_BYTES = 8 << 20;

    private final Writing writing;
    private final Table table;
    private final List<PlainRow> rows = new ArrayList<>();
    private long bytes;

    Portion(Writing writing, Table table) {
      this.writing = writing;
      this.table = table;
    }

    void add(PlainRow row, int length) {
      rows.add(row);
      bytes += length;
      if (rows.size() >= MOST_ROWS || bytes >= MOST_BYTES) {
        send();
      }
    }

    void send() {
      Writing.RowWriter<PlainRow> writer = (added, row) -> row.write(table, added);
      if (table.equals(Tables.RECORD)) {
        writing.appendRecords(rows, writer);
      } else {
        writing.append(table, rows, writer);
      }
      rows.clear();
      bytes = 0;
    }
  }
}
