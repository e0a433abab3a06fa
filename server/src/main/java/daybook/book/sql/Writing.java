package daybook.book.sql;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** One writing transaction: committed, or nothing of it remains. */
public interface Writing extends AutoCloseable {
  Connection connection();

  /** Adds rows in bulk; every value of a row is written in the order of the table's columns. */
  <T> void append(Table table, Collection<? extends T> values, RowWriter<T> writer);

  /** Fills a temporary table, which look-ups join with; it is emptied first. */
  <T> void stage(Table table, Collection<? extends T> values, RowWriter<T> writer);

  /**
   * Adds rows to {@link Tables#RECORD}. In an engine that others write to as well, a row whose
   * feed, identity and version are there already fails, whoever wrote it.
   */
  <T> void appendRecords(Collection<? extends T> values, RowWriter<T> writer);

  /**
   * What to select the records {@code r} from whose identities are staged in a table: a join, for
   * engines find an identity in different places.
   */
  String recordsOf(Table staged);

  /**
   * Removes every row of a table and what the engine derives from them. Only for a copy that was
   * not finished: nothing of a book is ever removed.
   */
  void removeAll(Table table);

  void commit();

  /** Ends the transaction; what was not committed is rolled back. */
  @Override
  void close();

  /** Writes one row, value by value. */
  @FunctionalInterface
  interface RowWriter<T> {
    void write(Row row, T value) throws SQLException;
  }

  /** The row that is being added. Each method writes a column of the type that it names. */
  interface Row {
    Row add(long value) throws SQLException;

    Row addInt(int value) throws SQLException;

    Row addShort(int value) throws SQLException;

    Row add(boolean value) throws SQLException;

    Row add(String value) throws SQLException;

    Row add(LocalDate day) throws SQLException;

    /** To the microsecond. */
    Row add(Instant moment) throws SQLException;

    /** With the scale of the column. */
    Row add(BigDecimal value) throws SQLException;

    Row add(byte[] value) throws SQLException;

    Row addNull() throws SQLException;

    default Row addOrNull(@Nullable String value) throws SQLException {
      return value == null ? addNull() : add(value);
    }

    default Row addOrNull(@Nullable Long value) throws SQLException {
      return value == null ? addNull() : add(value.longValue());
    }

    default Row addOrNull(@Nullable BigDecimal value) throws SQLException {
      return value == null ? addNull() : add(value);
    }
  }
}
