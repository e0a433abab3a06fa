package daybook.book.sql;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
    SETTLED_MICROS,
    /** The last change that the registry had then. */
    SETTLED_VERSION;

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
  private final Map<Counter, Count> counts = new EnumMap<>(Counter.class);

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
    return count(counter).value;
  }

  long next(Counter counter) {
    Count count = count(counter);
    count.set(count.value + 1);
    return count.value;
  }

  void set(Counter counter, long value) {
    count(counter).set(value);
  }

  void save() {
    List<Object> parameters = new ArrayList<>();
    counts.forEach((counter, count) -> {
      if (count.changed) {
        parameters.add(counter.column());
        parameters.add(count.value);
      }
    });
    if (parameters.isEmpty()) {
      return;
    }
    Sql.execute(
        connection.get(),
        "INSERT INTO counter (name, value) VALUES (?, ?)"
            + ", (?, ?)".repeat(parameters.size() / 2 - 1)
            + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        parameters.toArray());
  }

  private Count count(Counter counter) {
    if (counts.isEmpty()) {
      read();
    }
    return Objects.requireNonNull(counts.get(counter));
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
      counts.put(counter, new Count(stored.getOrDefault(counter.column(), 0L)));
    }
  }

  /** A counter's last number; nothing is allocated to raise it. */
  private static final class Count {
    private long value;
    private boolean changed;

    Count(long value) {
      this.value = value;
    }

    void set(long to) {
      value = to;
      changed = true;
    }
  }
}
