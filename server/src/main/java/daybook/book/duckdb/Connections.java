package daybook.book.duckdb;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to the engine on its file. After some failures, as a full disk when the file has to
 * grow, an engine refuses everything: it is begun anew then, so that a server outlives them.
 */
final class Connections implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  /**
   * An engine that is lost goes away with the last connection to it, which is waited for. Not for
   * ever, for a thread that reads while it writes would wait for itself.
   */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /**
   * How large the log may grow before the file is brought up to date with it. That writes the last
   * rows of every column anew, so it must not follow every delivery; and a log is read again after
   * a crash, so it must not be large beside a delivery. A test that is after a failing one sets it
   * lower.
   */
  private static final String LARGEST_LOG =
      System.getProperty("daybook.duckdb.largest_log", "128MB");

  /** Not looked up, which would have every driver loaded. */
  private static final Driver DRIVER = new DuckDBDriver();

  private final String url;
  private final int memoryMb;
  private final Deque<DuckDBConnection> idle = new ArrayDeque<>();
  private DuckDBConnection root;

  /** Connections that were taken and have not come back. */
  private int taken;

  /** Why this engine answers no more; absent: it answers. */
  private @Nullable SQLException lost;

  private boolean closed;

  /**
   * @param memoryMb the most that the engine takes; 0: half of the machine's memory, for the engine
   *     alone would allow itself four fifths, and a Java heap is beside it
   */
  Connections(String url, int memoryMb) throws SQLException {
    this.url = url;
    this.memoryMb = memoryMb;
    this.root = connect(url, new Properties());
    begin(root);
  }

  private void begin(DuckDBConnection first) throws SQLException {
    setUp(first);
    String limit = memoryMb > 0 ? memoryMb + "MB" : "50%";
    try (Statement statement = first.createStatement()) {
      statement.execute("SET memory_limit = '" + limit + "'");
    }
  }

  /** The first connection of an engine on this file. */
  static DuckDBConnection connect(String url, Properties properties) throws SQLException {
    return (DuckDBConnection) DRIVER.connect(url, properties);
  }

  /**
   * Sets the engine up that this is the first connection of. Not by properties of the connection:
   * an engine refuses others that have other properties.
   *
   * <p>Without vacuum, what a checkpoint writes is never written again to join it with what the
   * next one writes: nothing is deleted from a book, and the lines of deliveries, which are few and
   * large rows, took longer to join the more there were.
   */
  static void setUp(DuckDBConnection root) throws SQLException {
    try (Statement statement = root.createStatement()) {
      statement.execute("SET checkpoint_threshold = '" + LARGEST_LOG + "'");
      statement.execute("SET max_vacuum_tasks = 0");
    }
  }

  /** A connection that nobody else uses until it comes back. */
  synchronized DuckDBConnection take() throws SQLException {
    if (lost != null && !closed) {
      beginAnew(lost);
    }
    DuckDBConnection connection = idle.poll();
    if (connection == null) {
      connection = root.duplicate();
    }
    taken++;
    return connection;
  }

  /** Takes a connection back on which nothing failed. */
  synchronized void giveBack(DuckDBConnection connection) {
    taken--;
    if (lost == null && !closed) {
      idle.push(connection);
    } else {
      closeQuietly(connection);
    }
    notifyAll();
  }

  /**
   * Takes a connection back that is not to be used again, for its transaction may be broken, and
   * looks whether the whole engine is.
   */
  synchronized void discard(DuckDBConnection connection) {
    closeQuietly(connection);
    taken--;
    if (lost == null && !closed) {
      lost = whyItFails(root);
      if (lost != null) {
        LOG.error("The engine refuses everything and will be begun anew", lost);
        closeAll();
      }
    }
    notifyAll();
  }

  /** Whether an engine still works is told by asking it, not by what its errors say. */
  private static @Nullable SQLException whyItFails(DuckDBConnection root) {
    try (Connection connection = root.duplicate();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
      return null;
    } catch (SQLException e) {
      return e;
    }
  }

  private void beginAnew(SQLException reason) throws SQLException {
    awaitLastConnection(reason);
    if (lost == null) {
      // Another thread has done it while this one waited.
      return;
    }
    DuckDBConnection begun = connect(url, new Properties());
    lost = whyItFails(begun);
    if (lost != null) {
      closeQuietly(begun);
      throw unavailable(lost);
    }
    begin(begun);
    root = begun;
    LOG.info("The engine is begun anew");
  }

  private void awaitLastConnection(SQLException reason) throws SQLException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    try {
      while (lost != null && taken > 0) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw unavailable(reason);
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(reason);
    }
  }

  private static SQLException unavailable(SQLException reason) {
    return new SQLTransientConnectionException(
        "the engine has failed and could not be begun anew yet", reason);
  }

  private void closeAll() {
    for (DuckDBConnection reader = idle.poll(); reader != null; reader = idle.poll()) {
      closeQuietly(reader);
    }
    closeQuietly(root);
  }

  /** A broken connection may fail to close; there is nothing left to lose on it. */
  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("A connection did not close", e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    closeAll();
  }
}
