package daybook.book.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import daybook.book.sql.Engine.Purpose;
import daybook.book.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * The process's connections: one pool that reads and is held to the report timeout, and one that
 * writes and may wait for other writers as long as they need.
 */
final class Pools implements AutoCloseable {
  /** A dead server is noticed even where it cannot say that it cancelled the statement. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /**
   * A booking looks up a few thousand staged keys at a time: from the staged table to an index, in
   * the order in which the statement names them. The planner cannot know, for a table that grows
   * within the booking has no statistics that fit.
   */
  private static final String BY_INDEX =
      " -c join_collapse_limit=1 -c enable_seqscan=off -c enable_bitmapscan=off"
          + " -c enable_hashjoin=off -c enable_mergejoin=off -c enable_material=off";

  private final HikariDataSource readers;
  private final HikariDataSource writers;

  Pools(Database database) {
    HikariConfig reading = config(database, "daybook-read", database.connections());
    reading.setReadOnly(true);
    reading.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    long limit = database.reportTimeout().toMillis();
    reading.addDataSourceProperty("options", "-c jit=off -c statement_timeout=" + limit);
    reading.addDataSourceProperty(
        "socketTimeout", String.valueOf(database.reportTimeout().plus(GRACE).toSeconds()));
    this.readers = new HikariDataSource(reading);
    // A writer of each kind, and one that makes a month for a booking under way.
    HikariConfig writing = config(database, "daybook-write", Purpose.values().length + 1);
    writing.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    // A writer waits for locks and, between its statements, decodes files. Should its machine
    // vanish, the database
    // finds out within two minutes and frees its locks.
    writing.addDataSourceProperty(
        "options",
        "-c jit=off -c statement_timeout=0 -c lock_timeout=0"
            + " -c idle_in_transaction_session_timeout=0"
            + " -c tcp_keepalives_idle=60 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=6"
            + BY_INDEX);
    this.writers = new HikariDataSource(writing);
  }

  private static HikariConfig config(Database database, String name, int most) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(database.url());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(most);
    config.setMinimumIdle(1);
    config.setAutoCommit(false);
    config.setConnectionTimeout(database.connectTimeout().toMillis());
    // The first statement says what is wrong, and later ones find a database that has come back.
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("ApplicationName", name);
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty(
        "connectTimeout", String.valueOf(Math.max(1, database.connectTimeout().toSeconds())));
    // Rows come in portions, so that a large answer takes little memory.
    config.addDataSourceProperty("defaultRowFetchSize", "10000");
    return config;
  }

  Connection reader() {
    return connection(readers);
  }

  Connection writer() {
    return connection(writers);
  }

  private static Connection connection(DataSource pool) {
    try {
      return pool.getConnection();
    } catch (SQLException e) {
      throw Sql.failure(e);
    }
  }

  @Override
  public void close() {
    readers.close();
    writers.close();
  }
}
