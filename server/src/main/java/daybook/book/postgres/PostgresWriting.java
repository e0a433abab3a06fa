package daybook.book.postgres;

import daybook.book.StoreFailure;
import daybook.book.StoreUnconfirmed;
import daybook.book.sql.Sql;
import daybook.book.sql.Table;
import daybook.book.sql.Tables;
import daybook.book.sql.Writing;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
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

  private static final Table NEW_RECORD = new Table("new_record", Tables.RECORD.columns());

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
    copy(table, table, values, writer);
  }

  @Override
  public <T> void stage(Table table, Collection<? extends T> values, RowWriter<T> writer) {
    empty(table);
    copy(table, table, values, writer);
  }

  @Override
  public <T> void appendRecords(Collection<? extends T> values, RowWriter<T> writer) {
    if (values.isEmpty()) {
      return;
    }
    empty(NEW_RECORD);
    copy(NEW_RECORD, Tables.RECORD, values, writer);
    int stored =
        Sql.execute(
            connection,
            "INSERT INTO identity (feed, identity, version, usage_day, sim, sid)"
                + " SELECT feed, identity, version, usage_day, sim, sid FROM new_record"
                + " ON CONFLICT DO NOTHING");
    if (stored != values.size()) {
      throw new StoreFailure(
          "The store failed: %d of %d records have an identity that is stored already"
              .formatted(values.size() - stored, values.size()));
    }
    String columns = Tables.RECORD.columnList();
    Sql.execute(
        connection, "INSERT INTO record (" + columns + ") SELECT " + columns + " FROM new_record");
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

  /**
   * @param destined where the rows end up, which decides on the months they need
   */
  private <T> void copy(
      Table table, Table destined, Collection<? extends T> values, RowWriter<T> writer) {
    if (values.isEmpty()) {
      return;
    }
    BinaryRows rows = new BinaryRows(table, Months.columnOf(destined));
    try {
      for (T value : values) {
        rows.beginRow();
        writer.write(rows, value);
        rows.endRow();
        if (rows.size() >= MOST_BYTES) {
          send(rows, table, destined);
          rows.clear();
        }
      }
      if (rows.rows() > 0) {
        send(rows, table, destined);
      }
    } catch (SQLException e) {
      throw Sql.failure(e);
    }
  }

  /** One COPY each time: a COPY under way does not see a month that is made meanwhile. */
  private void send(BinaryRows rows, Table table, Table destined) throws SQLException {
    months.make(destined, rows.months());
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
