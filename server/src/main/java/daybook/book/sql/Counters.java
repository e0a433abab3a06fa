package daybook.book.sql;

import java.sql.Connection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The numbers that the store gives out. A writer takes from its own copy and saves it in the
 * transaction that uses the numbers, so a rolled-back writer leaves no trace.
 */
final class Counters {
  enum Counter {
    REGISTRY_VERSION,
    /** Raised by every change of tokens. */
    TOKEN_VERSION,
    TOKEN,
    DELIVERY,
    WITHDRAWAL,
    BATCH,
    RATING,
    SID,
    SYNC_RUN,
    /** The moment of the registry that the books were last brought in line with. */
    SETTLED_MICROS;

    String column() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String LATEST =
      "SELECT coalesce(max(value) FILTER (WHERE name = 'registry_version'), 0),"
          + " coalesce(max(value) FILTER (WHERE name = 'token_version'), 0),"
          + " coalesce(max(value) FILTER (WHERE name = 'batch'), 0),"
          + " coalesce(sum(value) FILTER (WHERE name IN ('delivery', 'withdrawal')), 0)"
          + " FROM counter";

  private final Connection connection;
  private final Map<Counter, Long> taken = new EnumMap<>(Counter.class);

  /** Counters as the connection's transaction sees them. */
  Counters(Connection connection) {
    this.connection = connection;
  }

  /** What the connection's transaction sees as the latest. */
  static Engine.Latest latest(Connection connection) {
    return Sql.one(
        connection,
        LATEST,
        row -> new Engine.Latest(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));
  }

  /** The last number given out; 0: none yet. */
  long last(Counter counter) {
    return taken.computeIfAbsent(counter, this::stored);
  }

  long next(Counter counter) {
    long next = last(counter) + 1;
    taken.put(counter, next);
    return next;
  }

  void set(Counter counter, long value) {
    taken.put(counter, value);
  }

  void save() {
    taken.forEach((counter, value) ->
        Sql.execute(
            connection,
            "INSERT INTO counter (name, value) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            counter.column(),
            value));
  }

  private long stored(Counter counter) {
    List<Long> values =
        Sql.query(
            connection,
            "SELECT value FROM counter WHERE name = ?",
            row -> row.getLong(1),
            counter.column());
    return values.isEmpty() ? 0 : values.getFirst();
  }
}
