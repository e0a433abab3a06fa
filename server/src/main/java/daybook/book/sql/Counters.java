package daybook.book.sql;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

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

  private final Supplier<Connection> connection;
  private final Map<Counter, Long> numbers = new EnumMap<>(Counter.class);
  private final Set<Counter> changed = EnumSet.noneOf(Counter.class);
  private boolean read;

  /** Counters as the connection's transaction sees them. */
  Counters(Connection connection) {
    this(() -> connection);
  }

  /**
   * @param connection asked for whenever the store is
   */
  Counters(Supplier<Connection> connection) {
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
    if (!read) {
      read();
      read = true;
    }
    return numbers.getOrDefault(counter, 0L);
  }

  long next(Counter counter) {
    long next = last(counter) + 1;
    set(counter, next);
    return next;
  }

  void set(Counter counter, long value) {
    numbers.put(counter, value);
    changed.add(counter);
  }

  void save() {
    if (changed.isEmpty()) {
      return;
    }
    List<Object> parameters = new ArrayList<>();
    for (Counter counter : changed) {
      parameters.add(counter.column());
      parameters.add(numbers.getOrDefault(counter, 0L));
    }
    Sql.execute(
        connection.get(),
        "INSERT INTO counter (name, value) VALUES (?, ?)"
            + ", (?, ?)".repeat(changed.size() - 1)
            + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        parameters.toArray());
  }

  /** All at once, for a booking needs most of them. */
  private void read() {
    Map<String, Long> stored = new HashMap<>();
    Sql.each(
        connection.get(),
        "SELECT name, value FROM counter",
        row -> Map.entry(row.getString(1), row.getLong(2)),
        counter -> stored.put(counter.getKey(), counter.getValue()));
    for (Counter counter : Counter.values()) {
      if (!changed.contains(counter)) {
        numbers.put(counter, stored.getOrDefault(counter.column(), 0L));
      }
    }
  }
}
