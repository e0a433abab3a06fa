package daybook.book.postgres;

import daybook.book.Facts;
import daybook.book.Registry;
import daybook.book.SchemaState;
import daybook.book.sql.Sql;
import daybook.book.sql.SqlFacts;
import daybook.book.sql.SqlRegistry;
import daybook.book.sql.SqlStore;
import daybook.book.sql.Writing;
import daybook.memo.AtOnce;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store in a PostgreSQL database, on which several processes may work at once. What each of
 * them keeps in memory is valid for a version, and versions are asked for anew by every call.
 */
public final class PostgresStore implements SqlStore {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresStore.class);

  private final Pools pools;
  private final Months months;
  private final LatestReads latest = new LatestReads(this::readLatest);
  private final InstantSource clock;

  /** One writer of a kind per process, so that those who wait do not take up the connections. */
  private final Map<Purpose, Semaphore> writing = new EnumMap<>(Purpose.class);

  /** The month that was the present one when months were last made ahead. */
  private volatile @Nullable YearMonth present;

  private final Registry registry = new SqlRegistry(this);
  private final Facts facts = new SqlFacts(this);

  private PostgresStore(Pools pools, InstantSource clock) {
    this.pools = pools;
    this.clock = clock;
    this.months = new Months(pools::writer);
    for (Purpose purpose : Purpose.values()) {
      writing.put(purpose, new Semaphore(1, true));
    }
  }

  /**
   * Opens the store, and brings its schema up to date.
   *
   * @throws daybook.book.StoreUnavailable if the database cannot be reached
   */
  public static PostgresStore open(Database database, InstantSource clock) {
    Pools pools = new Pools(database);
    try {
      new Schema(pools).bringUpToDate();
      PostgresStore store = new PostgresStore(pools, clock);
      store.makeMonthsAhead();
      return store;
    } catch (RuntimeException e) {
      pools.close();
      throw e;
    }
  }

  /**
   * How far the schema of the store in this database is. Changes nothing.
   *
   * @throws daybook.book.StoreFailure if the store needs a newer program
   */
  public static SchemaState schema(Database database) {
    try (Pools pools = new Pools(database)) {
      return new Schema(pools).state();
    }
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
    Connection connection = pools.reader();
    try (connection) {
      R result = reading.apply(connection);
      connection.commit();
      return result;
    } catch (SQLException e) {
      throw Sql.failure(e);
    }
  }

  @Override
  public Latest latest() {
    AtOnce.mayTakeLong();
    return latest.get();
  }

  /** A single statement, so it needs no transaction around it. */
  private Latest readLatest() {
    try (Connection connection = pools.reader()) {
      connection.setAutoCommit(true);
      return Latest.of(connection);
    } catch (SQLException e) {
      throw Sql.failure(e);
    }
  }

  @Override
  public Writing write(Purpose purpose) {
    Semaphore turn = Objects.requireNonNull(writing.get(purpose), "every purpose has its turn");
    turn.acquireUninterruptibly();
    try {
      makeMonthsAhead();
      return begin(purpose, turn::release);
    } catch (RuntimeException e) {
      turn.release();
      throw e;
    }
  }

  private Writing begin(Purpose purpose, Runnable release) {
    Connection connection = pools.writer();
    try {
      switch (purpose) {
        case BOOKING -> {
          Locks.BOOKS.take(connection);
          // What a booking goes by must not change before it is committed.
          Locks.REGISTRY.share(connection);
        }
        case REGISTRY -> Locks.REGISTRY.take(connection);
        case TOKENS -> Locks.TOKENS.take(connection);
        case ALL -> {
          Locks.BOOKS.take(connection);
          Locks.REGISTRY.take(connection);
          Locks.TOKENS.take(connection);
        }
      }
      return new PostgresWriting(connection, months, release);
    } catch (RuntimeException e) {
      closeQuietly(connection);
      throw e;
    }
  }

  private void makeMonthsAhead() {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    YearMonth month = YearMonth.from(today);
    if (!month.equals(present)) {
      months.makeAhead(today);
      present = month;
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
    // Waits for this process's writers, so that closing never cuts a booking short.
    writing.values().forEach(Semaphore::acquireUninterruptibly);
    pools.close();
  }
}
