package daybook.book.sql;

import daybook.book.BookSettings;
import daybook.book.sql.Counters.Counter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an unfinished copy says of itself, as a setting of the store that it is made in.
 *
 * @param book which book is copied: a digest of its secret
 * @param state what of it is copied: a digest of its settings and of the numbers it gave out
 * @param run which command copies, so that an earlier one that still runs can be told
 */
record CopyMark(String book, String state, String run) {
  private static final int DIGITS = 16;

  /** The mark that a copy of the connection's book has. */
  static CopyMark of(Connection source, String run) {
    SortedMap<String, String> settings = settings(source);
    SortedMap<String, Long> numbers = new TreeMap<>(counters(source));
    // Raised by a start of a server, whether or not it found something to book.
    numbers.remove(Counter.SETTLED_MICROS.column());
    numbers.remove(Counter.SETTLED_VERSION.column());
    String secret = settings.getOrDefault(BookSettings.SECRET, "");
    return new CopyMark(digest(secret), digest(settings + " " + numbers), run);
  }

  /** The mark in the connection's store; empty: no copy was left unfinished there. */
  static Optional<CopyMark> in(Connection connection) {
    return Optional.ofNullable(settings(connection).get(BookSettings.COPYING)).map(CopyMark::parse);
  }

  private static CopyMark parse(String text) {
    String[] words = text.split(" ", -1);
    return new CopyMark(words[0], words[1], words[2]);
  }

  @Override
  public String toString() {
    return book + " " + state + " " + run;
  }

  static SortedMap<String, String> settings(Connection connection) {
    SortedMap<String, String> settings = new TreeMap<>();
    Sql.each(
        connection,
        "SELECT name, value FROM setting",
        row -> Map.entry(row.getString(1), row.getString(2)),
        setting -> settings.put(setting.getKey(), setting.getValue()));
    return settings;
  }

  static SortedMap<String, Long> counters(Connection connection) {
    SortedMap<String, Long> counters = new TreeMap<>();
    Sql.each(
        connection,
        "SELECT name, value FROM counter",
        row -> Map.entry(row.getString(1), row.getLong(2)),
        counter -> counters.put(counter.getKey(), counter.getValue()));
    return counters;
  }

  private static String digest(String text) {
    byte[] digest = ContentHash.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest).substring(0, DIGITS);
  }
}
