package daybook.book.postgres;

import daybook.book.StoreUnconfirmed;
import daybook.book.sql.Sql;
import daybook.book.sql.Table;
import daybook.book.sql.Tables;
import daybook.book.sql.Writing;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One writing transaction under its lock; rows go in through binary COPY. */
final class PostgresWriting implements Writing {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresWriting.class);

  /** How much is gathered before it is sent. */
  private static final int MOST_BYTES = 8 << 20;

  /** Every identity there ever was, with where its record is. */
  private static final Table IDENTITY =
      identity("feed", "identity", "version", "usage_day", "sim", "sid");

  private static Table identity(String... columns) {
    List<String> names = List.of(columns);
    return new Table(
        "identity",
        Tables.RECORD.columns().stream().filter(column -> names.contains(column.name())).toList());
  }

  private final Connection connection;
  private final Months months;
  private final Runnable release;
  private boolean open = true;
  private boolean committed;

  /**
   * @param connection to be closed at the end
   * @param release lets the next writer of this process begin
   */
  PostgresWriting(Connection connection, Months months, Runnable release) {
    this.connection = connection;
    this.months = months;
    this.release = release;
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public <T> void append(Table table, Collection<? extends T> values, RowWriter<T> writer) {
    copy(table, values, writer);
  }

  @Override
  public <T> void stage(Table table, Collection<? extends T> values, RowWriter<T> writer) {
    empty(table);
    copy(table, values, writer);
  }

  private <T> void copy(Table table, Collection<? extends T> values, RowWriter<T> writer) {
    String month = Months.columnOf(table);
    BinaryRows rows = new BinaryRows(table, month, month);
    copy(rows, values, writer, () -> send(rows, table));
  }

  /** The unique key of the identities refuses what is there already. */
  @Override
  public <T> void appendRecords(Collection<? extends T> values, RowWriter<T> writer) {
    BinaryRows identities = new BinaryRows(IDENTITY, "", "identity");
    String month = Months.columnOf(Tables.RECORD);
    BinaryRows records =
        new BinaryRows(Tables.RECORD, month, month, identities, IDENTITY.columns());
    copy(
        records,
        values,
        writer,
        () -> {
          send(identities, IDENTITY);
          send(records, Tables.RECORD);
        });
  }

  /** By the unique key, which says on which day the record is. */
  @Override
  public String recordsOf(Table staged) {
    return staged.name()
        + " JOIN identity i USING (identity)"
        + " JOIN record r ON r.feed = i.feed AND r.usage_day = i.usage_day AND r.sim = i.sim"
        + " AND r.sid = i.sid AND r.identity = i.identity AND r.version = i.version";
  }

  @Override
  public void removeAll(Table table) {
    String derived = table.equals(Tables.RECORD) ? ", identity" : "";
    Sql.execute(connection, "TRUNCATE " + table.name() + derived);
  }

  /** A temporary table belongs to the connection, which may have one from an earlier writing. */
  private void empty(Table table) {
    String columns =
        table.columns().stream()
            .map(column -> column.name() + " " + typeOf(column.type()))
            .collect(Collectors.joining(", "));
    Sql.execute(
        connection,
        "CREATE TEMPORARY TABLE IF NOT EXISTS "
            + table.name()
            + " ("
            + columns
            + ") ON COMMIT DELETE ROWS");
    Sql.execute(connection, "TRUNCATE " + table.name());
  }

  private static <T> void copy(
      BinaryRows rows, Collection<? extends T> values, RowWriter<T> writer, Sending sending) {
    try {
      for (T value : values) {
        rows.beginRow();
        writer.write(rows, value);
        rows.endRow();
        if (rows.size() >= MOST_BYTES) {
          sending.send();
          rows.clear();
        }
      }
      if (rows.rows() > 0) {
        sending.send();
      }
    } catch (SQLException e) {
      throw Sql.failure(e);
    }
  }

  @FunctionalInterface
  private interface Sending {
    void send() throws SQLException;
  }

  /** One COPY each time: a COPY under way does not see a month that is made meanwhile. */
  private void send(BinaryRows rows, Table table) throws SQLException {
    months.make(table, rows.months());
    CopyManager manager = connection.unwrap(PGConnection.class).getCopyAPI();
    rows.copyTo(
        manager,
        "COPY " + table.name() + " (" + table.columnList() + ") FROM STDIN (FORMAT binary)");
  }

  private static String typeOf(Table.Type type) {
    return switch (type) {
      case LONG -> "bigint";
      case INT -> "integer";
      case SHORT -> "smallint";
      case TEXT -> "text COLLATE \"C\"";
      case DAY -> "date";
      case MOMENT -> "timestamptz";
      case DECIMAL -> "numeric";
      case BOOLEAN -> "boolean";
      case BYTES -> "bytea";
    };
  }

  @Override
  public void commit() {
    try {
      connection.commit();
      committed = true;
    } catch (SQLException e) {
      // Whether it arrived is unknown here. It need not be known: all that is written finds out
      // whether it is there.
      throw new StoreUnconfirmed(
          "The store did not confirm what was written; repeat it, which is always safe", e);
    }
  }

  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    try (Connection ending = connection) {
      if (!committed) {
        ending.rollback();
      }
    } catch (SQLException e) {
      // The connection is gone, and with it the transaction: there is nothing to take back.
      LOG.debug("A transaction ended with its connection", e);
    } finally {
      release.run();
    }
  }
}
