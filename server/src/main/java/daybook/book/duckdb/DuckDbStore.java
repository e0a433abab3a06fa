package daybook.book.duckdb;

import daybook.book.Facts;
import daybook.book.Registry;
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

/**
 * The embedded store: both ports over one DuckDB file, which belongs to this process. Readers each
 * have a connection of their own; there is one writer at a time.
 */
public final class DuckDbStore implements AutoCloseable {
  private final DuckDBConnection root;
  private final Deque<Connection> idleReaders = new ConcurrentLinkedDeque<>();

  /** Held by the one booking or registry change that is under way; any thread may give it back. */
  private final Semaphore writing = new Semaphore(1, true);

  private final AtomicBoolean closed = new AtomicBoolean();

  private final DuckDbRegistry registry;
  private final DuckDbFacts facts;

  private DuckDbStore(String url) {
    this.root = connect(url);
    Migrations.run(root);
    this.registry = new DuckDbRegistry(this);
    this.facts = new DuckDbFacts(this);
  }

  /** Opens the store in this file and creates it where there is none. */
  public static DuckDbStore open(Path file) {
    return new DuckDbStore("jdbc:duckdb:" + file.toAbsolutePath());
  }

  /** A store that lives as long as the process. */
  public static DuckDbStore inMemory() {
    return new DuckDbStore("jdbc:duckdb:");
  }

  public Registry registry() {
    return registry;
  }

  public Facts facts() {
    return facts;
  }

  <R> R read(Function<Connection, R> reading) {
    Connection idle = idleReaders.poll();
    Connection connection = idle != null ? idle : newConnection();
    R result = reading.apply(connection);
    // A connection on which something failed is not used again: its transaction may be broken.
    idleReaders.push(connection);
    return result;
  }

  /** Waits until no one writes and begins a transaction. */
  WriteTransaction write() {
    writing.acquireUninterruptibly();
    try {
      return new WriteTransaction(newConnection(), writing::release);
    } catch (RuntimeException e) {
      writing.release();
      throw e;
    }
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
