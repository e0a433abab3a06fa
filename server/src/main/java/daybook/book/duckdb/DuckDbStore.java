package daybook.book.duckdb;

import daybook.book.Facts;
import daybook.book.Registry;
import daybook.book.sql.Sql;
import daybook.book.sql.SqlFacts;
import daybook.book.sql.SqlRegistry;
import daybook.book.sql.SqlStore;
import daybook.book.sql.Writing;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.duckdb.DuckDBConnection;

/**
 * The embedded store: both ports over one DuckDB file, which belongs to this process. Readers each
 * have a connection of their own; there is one writer at a time, whatever it writes.
 */
public final class DuckDbStore implements SqlStore {
  private final Connections connections;

  /** Held by the one transaction that writes; any thread may give it back. */
  private final Semaphore writing = new Semaphore(1, true);

  private final AtomicBoolean closed = new AtomicBoolean();

  /** Nobody else writes to the file, so what every request asks first needs no query. */
  private volatile Latest latest;

  private final Registry registry = new SqlRegistry(this);
  private final Facts facts = new SqlFacts(this);

  private DuckDbStore(Connections connections, DuckDBConnection first) {
    this.connections = connections;
    Migrations.run(first);
    this.latest = Latest.of(first);
  }

  private static DuckDbStore open(String url) {
    try {
      Connections connections = new Connections(url);
      DuckDBConnection first = connections.take();
      try {
        DuckDbStore store = new DuckDbStore(connections, first);
        connections.giveBack(first);
        return store;
      } catch (RuntimeException e) {
        connections.discard(first);
        connections.close();
        throw e;
      }
    } catch (SQLException e) {
      throw Sql.failure(e);
    }
  }

  /** Opens the store in this file and creates it where there is none. */
  public static DuckDbStore open(Path file) {
    return open("jdbc:duckdb:" + file.toAbsolutePath());
  }

  /** A store that lives as long as the process. */
  public static DuckDbStore inMemory() {
    return open("jdbc:duckdb:");
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
    DuckDBConnection connection = take();
    boolean sound = false;
    try {
      Sql.execute(connection, "BEGIN");
      R result = reading.apply(connection);
      Sql.execute(connection, "COMMIT");
      sound = true;
      return result;
    } finally {
      if (sound) {
        connections.giveBack(connection);
      } else {
        connections.discard(connection);
      }
    }
  }

  @Override
  public Writing write(Purpose purpose) {
    writing.acquireUninterruptibly();
    try {
      DuckDBConnection connection = take();
      try {
        return new DuckDbWriting(connection, this::readLatest, () -> ended(connection));
      } catch (RuntimeException e) {
        connections.discard(connection);
        throw e;
      }
    } catch (RuntimeException e) {
      writing.release();
      throw e;
    }
  }

  /** A write may have been the end of the engine, and its connection is never used again. */
  private void ended(DuckDBConnection connection) {
    connections.discard(connection);
    writing.release();
  }

  @Override
  public Latest latest() {
    return latest;
  }

  private void readLatest() {
    latest = read(Latest::of);
  }

  private DuckDBConnection take() {
    try {
      return connections.take();
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
    connections.close();
  }
}
