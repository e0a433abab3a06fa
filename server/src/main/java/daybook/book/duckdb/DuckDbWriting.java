package daybook.book.duckdb;

import daybook.book.sql.Sql;
import daybook.book.sql.Table;
import daybook.book.sql.Tables;
import daybook.book.sql.Writing;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The one writing transaction; rows go in through the driver's appender. */
final class DuckDbWriting implements Writing {
  private static final String MAIN = "main";

  private final DuckDBConnection connection;
  private final Runnable committing;
  private final Runnable release;
  private boolean open = true;
  private boolean committed;

  /**
   * @param committing runs after the commit, before anybody else may write
   * @param release gives the right to write back
   */
  DuckDbWriting(DuckDBConnection connection, Runnable committing, Runnable release) {
    this.connection = connection;
    this.committing = committing;
    this.release = release;
    // The driver's appender commits by itself unless a statement has begun the transaction.
    execute("BEGIN");
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public <T> void append(Table table, Collection<? extends T> values, RowWriter<T> writer) {
    if (values.isEmpty()) {
      return;
    }
    try (DuckDBAppender appender = connection.createAppender(MAIN, table.name())) {
      fill(appender, values, writer);
    } catch (SQLException e) {
      throw Sql.failure(e);
    }
  }

  @Override
  public <T> void stage(Table table, Collection<? extends T> values, RowWriter<T> writer) {
    String columns =
        table.columns().stream()
            .map(column -> column.name() + " " + typeOf(column.type()))
            .collect(Collectors.joining(", "));
    execute("CREATE OR REPLACE TEMP TABLE " + table.name() + " (" + columns + ")");
    if (values.isEmpty()) {
      return;
    }
    try (DuckDBAppender appender = connection.createAppender("temp", MAIN, table.name())) {
      fill(appender, values, writer);
    } catch (SQLException e) {
      throw Sql.failure(e);
    }
  }

  /** Nobody else writes, so that there is no unique key: the booking knows what is stored. */
  @Override
  public <T> void appendRecords(Collection<? extends T> values, RowWriter<T> writer) {
    append(Tables.RECORD, values, writer);
  }

  @Override
  public String recordsOf(Table staged) {
    return staged.name() + " JOIN record r USING (identity)";
  }

  @Override
  public void removeAll(Table table) {
    execute("DELETE FROM " + table.name());
  }

  private static <T> void fill(
      DuckDBAppender appender, Collection<? extends T> values, RowWriter<T> writer)
      throws SQLException {
    Row row = new AppendedRow(appender);
    for (T value : values) {
      appender.beginRow();
      writer.write(row, value);
      appender.endRow();
    }
  }

  private static String typeOf(Table.Type type) {
    return switch (type) {
      case LONG -> "BIGINT";
      case INT -> "INTEGER";
      case SHORT -> "SMALLINT";
      case TEXT -> "VARCHAR";
      case DAY -> "DATE";
      case MOMENT -> "TIMESTAMP";
      case DECIMAL -> "DECIMAL(38, 18)";
      case BOOLEAN -> "BOOLEAN";
      case BYTES -> "BLOB";
    };
  }

  private void execute(String sql) {
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

  @Override
  public void commit() {
    execute("COMMIT");
    committed = true;
    committing.run();
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
  private record AppendedRow(DuckDBAppender appender) implements Row {
    @Override
    public Row add(long value) throws SQLException {
      appender.append(value);
      return this;
    }

    @Override
    public Row addInt(int value) throws SQLException {
      appender.append(value);
      return this;
    }

    @Override
    public Row addShort(int value) throws SQLException {
      appender.append((short) value);
      return this;
    }

    @Override
    public Row add(boolean value) throws SQLException {
      appender.append(value);
      return this;
    }

    @Override
    public Row add(String value) throws SQLException {
      appender.append(value);
      return this;
    }

    @Override
    public Row add(LocalDate day) throws SQLException {
      appender.appendEpochDays(Math.toIntExact(day.toEpochDay()));
      return this;
    }

    @Override
    public Row add(Instant moment) throws SQLException {
      appender.appendEpochMicros(Sql.micros(moment));
      return this;
    }

    @Override
    public Row add(BigDecimal value) throws SQLException {
      appender.append(value);
      return this;
    }

    @Override
    public Row add(byte[] value) throws SQLException {
      appender.append(value);
      return this;
    }

    @Override
    public Row addNull() throws SQLException {
      appender.appendNull();
      return this;
    }
  }
}
