package daybook.book.duckdb;

import daybook.book.Facts;
import daybook.book.Registry;
import daybook.book.SchemaState;
import daybook.book.sql.Sql;
import daybook.book.sql.SqlFacts;
import daybook.book.sql.SqlRegistry;
import daybook.book.sql.SqlStore;
import daybook.book.sql.Writing;
import daybook.memo.AtOnce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The embedded store: both ports over one DuckDB file, which belongs to this process. Readers each
 * have a connection of their own; there is one writer at a time, whatever it writes.
 */
public final class DuckDbStore implements SqlStore {
  private final Connections connections;

  /** Absent: the store is in memory only. */
  private final @Nullable LiveFile live;

  /** Held by the one transaction that writes; any thread may give it back. */
  private final Semaphore writing = new Semaphore(1, true);

  private final AtomicBoolean closed = new AtomicBoolean();

  /** Nobody else writes to the file, so what every request asks first needs no query. */
  private volatile Latest latest;

  private final Registry registry = new SqlRegistry(this);
  private final Facts facts = new SqlFacts(this);

  private DuckDbStore(Connections connections, DuckDBConnection first, @Nullable LiveFile live) {
    this.connections = connections;
    this.live = live;
    Migrations.run(first);
    this.latest = Latest.of(first);
  }

  private static DuckDbStore open(String url, int memoryMb, @Nullable LiveFile live) {
    try {
      Connections connections = new Connections(url, memoryMb);
      DuckDBConnection first = connections.take();
      try {
        DuckDbStore store = new DuckDbStore(connections, first, live);
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

  /**
   * Opens the store in this file and creates it where there is none.
   *
   * @param memoryMb the most that the engine takes; 0: half of the machine's memory
   */
  public static DuckDbStore open(Path file, int memoryMb) {
    return open(BookFile.url(file), memoryMb, new LiveFile(file.toAbsolutePath()));
  }

  /**
   * How far the schema of the store in this file is, which nobody has open. Changes nothing.
   *
   * @throws IOException if it cannot be read, or needs a newer program
   */
  public static SchemaState schema(Path file) throws IOException {
    return Files.exists(file) ? BookFile.schema(file) : Migrations.ofNone();
  }

  /** The schema of this store: opening has brought it up to date. */
  public SchemaState schema() {
    return Migrations.newest();
  }

  /** A store that lives as long as the process. */
  public static DuckDbStore inMemory() {
    return open("jdbc:duckdb:", 0, null);
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
    AtOnce.mayTakeLong();
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

  /**
   * Copies the whole book into one file. Reports go on meanwhile, and writers wait only while the
   * engine's files are copied.
   *
   * @param overwrite whether the file may take the place of another
   * @return what the copy holds: the book as it was at one moment
   * @throws IOException if the file could not be made; nothing of it is left then
   */
  public Contents backup(Path target, boolean overwrite) throws IOException {
    LiveFile from = Objects.requireNonNull(live, "a store in memory has no file to copy");
    try (Staging staging = Staging.beside(target, from.bytesOfCopy())) {
      try {
        Contents contents = copy(from, staging.file());
        BookFile.fold(staging.file());
        if (!BookFile.look(staging.file()).equals(contents)) {
          throw new IOException("the copy does not hold what the book does");
        }
        staging.publish(overwrite);
        return contents;
      } catch (IOException e) {
        throw staging.reason(e);
      }
    }
  }

  /** Checkpoints follow commits, so without a writer the engine leaves its files as they are. */
  private Contents copy(LiveFile from, Path to) throws IOException {
    writing.acquireUninterruptibly();
    try {
      Contents contents = read(Contents::of);
      from.copyTo(to);
      return contents;
    } finally {
      writing.release();
    }
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
    closeFile();
  }

  private void closeFile() {
    try {
      if (live != null) {
        live.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
