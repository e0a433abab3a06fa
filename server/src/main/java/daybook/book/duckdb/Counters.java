package daybook.book.duckdb;

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
    TOKEN,
    DELIVERY,
    BATCH,
    RATING,
    SID,
    /** The moment of the registry that the books were last brought in line with. */
    SETTLED_MICROS;

    String column() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Connection connection;
  private final Map<Counter, Long> taken = new EnumMap<>(Counter.class);

  /** Counters as the connection's transaction sees them. */
  Counters(Connection connection) {
    this.connection = connection;
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
            "INSERT INTO counter VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
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
