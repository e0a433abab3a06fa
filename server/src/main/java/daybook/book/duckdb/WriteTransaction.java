package daybook.book.duckdb;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The one writing transaction: committed, or nothing of it remains. */
final class WriteTransaction implements AutoCloseable {
  private final DuckDBConnection connection;
  private final Runnable release;
  private boolean open = true;
  private boolean committed;

  /**
   * @param release gives the right to write back
   */
  WriteTransaction(DuckDBConnection connection, Runnable release) {
    this.connection = connection;
    this.release = release;
    // The driver's appender commits by itself unless a statement has begun the transaction.
    execute("BEGIN");
  }

  DuckDBConnection connection() {
    return connection;
  }

  /** Appends one value of a row after the other; moments and days go in as such. */
  interface RowWriter<T> {
    void write(Row row, T value) throws SQLException;
  }

  <T> void append(String table, Collection<? extends T> values, RowWriter<T> writer) {
    append("main", table, values, writer);
  }

  /** Fills a temporary table that look-ups join with. */
  <T> void stage(
      String table, String columns, Collection<? extends T> values, RowWriter<T> writer) {
    execute("CREATE OR REPLACE TEMP TABLE " + table + " (" + columns + ")");
    append("temp", table, values, writer);
  }

  private <T> void append(
      String databaseOrSchema, String table, Collection<? extends T> values, RowWriter<T> writer) {
    if (values.isEmpty()) {
      return;
    }
    try (DuckDBAppender appender =
        databaseOrSchema.equals("temp")
            ? connection.createAppender("temp", "main", table)
            : connection.createAppender("main", table)) {
      Row row = new Row(appender);
      for (T value : values) {
        appender.beginRow();
        writer.write(row, value);
        appender.endRow();
      }
    } catch (SQLException e) {
      throw Sql.failure(e);
    }
  }

  void execute(String sql) {
    try {
      execute(connection, sql);
    } catch (SQLException e) {
      throw Sql.failure(e);
    }
  }

  private static void execute(DuckDBConnection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void commit() {
    execute("COMMIT");
    committed = true;
  }

  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    try (DuckDBConnection ending = connection) {
      if (!committed) {
        execute(ending, "ROLLBACK");
      }
    } catch (SQLException e) {
      throw Sql.failure(e);
    } finally {
      release.run();
    }
  }

  /** The row that is being appended. */
  static final class Row {
    private final DuckDBAppender appender;

    private Row(DuckDBAppender appender) {
      this.appender = appender;
    }

    Row add(long value) throws SQLException {
      appender.append(value);
      return this;
    }

    Row addInt(int value) throws SQLException {
      appender.append(value);
      return this;
    }

    Row addShort(int value) throws SQLException {
      appender.append((short) value);
      return this;
    }

    Row add(boolean value) throws SQLException {
      appender.append(value);
      return this;
    }

    Row add(@Nullable String value) throws SQLException {
      if (value == null) {
        return addNull();
      }
      appender.append(value);
      return this;
    }

    Row add(@Nullable Long value) throws SQLException {
      if (value == null) {
        return addNull();
      }
      appender.append(value.longValue());
      return this;
    }

    Row add(@Nullable LocalDate day) throws SQLException {
      if (day == null) {
        return addNull();
      }
      appender.appendEpochDays(Math.toIntExact(day.toEpochDay()));
      return this;
    }

    Row add(@Nullable Instant moment) throws SQLException {
      if (moment == null) {
        return addNull();
      }
      appender.appendEpochMicros(Sql.micros(moment));
      return this;
    }

    Row add(@Nullable BigDecimal value) throws SQLException {
      if (value == null) {
        return addNull();
      }
      appender.append(value);
      return this;
    }

    Row addNull() throws SQLException {
      appender.appendNull();
      return this;
    }
  }
}
