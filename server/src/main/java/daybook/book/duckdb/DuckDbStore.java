package daybook.book.duckdb;

import daybook.book.Facts;
import daybook.book.Registry;
import daybook.book.Store;
import daybook.book.sql.Engine;
import daybook.book.sql.Sql;
import daybook.book.sql.SqlFacts;
import daybook.book.sql.SqlRegistry;
import daybook.book.sql.Writing;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded store: both ports over one DuckDB file, which belongs to this process. Readers each
 * have a connection of their own; there is one writer at a time, whatever it writes.
 */
public final class DuckDbStore implements Store, Engine {
  private static final Logger LOG = LoggerFactory.getLogger(DuckDbStore.class);

  private final DuckDBConnection root;
  private final Deque<Connection> idleReaders = new ConcurrentLinkedDeque<>();

  /** Held by the one transaction that writes; any thread may give it back. */
  private final Semaphore writing = new Semaphore(1, true);

  private final AtomicBoolean closed = new AtomicBoolean();

  /** Nobody else writes to the file, so what every request asks first needs no query. */
  private volatile Latest latest;

  private final Registry registry = new SqlRegistry(this);
  private final Facts facts = new SqlFacts(this);

  private DuckDbStore(String url) {
    this.root = connect(url);
    Migrations.run(root);
    this.latest = Latest.of(root);
  }

  /** Opens the store in this file and creates it where there is none. */
  public static DuckDbStore open(Path file) {
    return new DuckDbStore("jdbc:duckdb:" + file.toAbsolutePath());
  }

  /** A store that lives as long as the process. */
  public static DuckDbStore inMemory() {
    return new DuckDbStore("jdbc:duckdb:");
  }

  @Override
  public Registry registry() {
    return registry;
  }

  @Override
  public Facts facts() {
    return facts;
  }

  @Override
  public <R> R read(Function<Connection, R> reading) {
    Connection idle = idleReaders.poll();
    Connection connection = idle != null ? idle : newConnection();
    boolean sound = false;
    try {
      Sql.execute(connection, "BEGIN");
      R result = reading.apply(connection);
      Sql.execute(connection, "COMMIT");
      sound = true;
      return result;
    } finally {
      // A connection on which something failed is not used again: its transaction may be broken.
      if (sound) {
        idleReaders.push(connection);
      } else {
        closeQuietly(connection);
      }
    }
  }

  @Override
  public Writing write(Purpose purpose) {
    writing.acquireUninterruptibly();
    try {
      return new DuckDbWriting(newConnection(), this::readLatest, writing::release);
    } catch (RuntimeException e) {
      writing.release();
      throw e;
    }
  }

  @Override
  public Latest latest() {
    return latest;
  }

  private void readLatest() {
    latest = read(Latest::of);
  }

  private DuckDBConnection newConnection() {
    try {
      return root.duplicate();
    } catch (SQLException e) {
      throw Sql.failure(e);
    }
  }

  private static DuckDBConnection connect(String url) {
    try {
      return (DuckDBConnection) DriverManager.getConnection(url, new Properties());
    } catch (SQLException e) {
      throw Sql.failure(e);
    }
  }

  /** For a connection that has failed already: that failure is the one to tell of. */
  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("A connection could not be closed after a failure", e);
    }
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    // Waits for the writer, so that closing never cuts a booking short.
    writing.acquireUninterruptibly();
    try {
      for (Connection reader = idleReaders.poll(); reader != null; reader = idleReaders.poll()) {
        reader.close();
      }
      root.close();
    } catch (SQLException e) {
      throw Sql.failure(e);
    }
  }
}
