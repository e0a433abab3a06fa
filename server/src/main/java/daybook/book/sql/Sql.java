package daybook.book.sql;

import daybook.book.StoreFailure;
import daybook.book.StoreUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Statements with their parameters and rows; nothing else calls JDBC for these. */
public final class Sql {
  /**
   * SQLSTATEs, or how they begin, of what passes by itself and has changed nothing (PostgreSQL
   * documentation, "PostgreSQL Error Codes"): no connection, shutting down or starting, cancelled
   * for its time, too many connections, deadlock, a server that became a standby.
   */
  private static final List<String> PASSING =
      List.of("08", "57P", "57014", "53300", "40001", "40P01", "25006");

  private Sql() {}

  /** Reads one row of a result; columns count from 1. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  public static <T> List<T> query(
      Connection connection, String sql, RowReader<T> reader, @Nullable Object... parameters) {
    List<T> rows = new ArrayList<>();
    each(connection, sql, reader, rows::add, parameters);
    return rows;
  }

  public static <T> void each(
      Connection connection,
      String sql,
      RowReader<T> reader,
      Consumer<? super T> sink,
      @Nullable Object... parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          sink.accept(reader.read(rows));
        }
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** The one row of a query that always has one. */
  public static <T> T one(
      Connection connection, String sql, RowReader<T> reader, @Nullable Object... parameters) {
    return query(connection, sql, reader, parameters).getFirst();
  }

  public static int execute(Connection connection, String sql, @Nullable Object... parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** What a failed statement means to whoever asked for it, by its SQLSTATE and type. */
  public static StoreFailure failure(SQLException e) {
    return failure("The store failed", e);
  }

  /**
   * The same.
   *
   * @param what came to pass, unless the store only is not available now
   */
  static StoreFailure failure(String what, SQLException e) {
    String firstLine = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    return passes(e)
        ? new StoreUnavailable("The store is not available now: " + firstLine, e)
        : new StoreFailure(what + ": " + firstLine, e);
  }

  private static boolean passes(SQLException e) {
    String state = e.getSQLState();
    return e instanceof SQLTransientConnectionException
        || (state != null && PASSING.stream().anyMatch(state::startsWith));
  }

  static LocalDate day(ResultSet row, int column) throws SQLException {
    return row.getObject(column, LocalDate.class);
  }

  /**
   * What to select of a column of days that are never absent, where many rows are read: an engine's
   * driver may go through the default zone's calendar for a date.
   */
  static String epochDay(String column) {
    return "(" + column + " - DATE '1970-01-01')";
  }

  /** A day from a column that is read as {@link #epochDay(String)} says. */
  static LocalDate epochDay(ResultSet row, int column) throws SQLException {
    return LocalDate.ofEpochDay(row.getLong(column));
  }

  /** A moment from a column that is read as {@code epoch_us(…)}. */
  static Instant moment(ResultSet row, int column) throws SQLException {
    return Instant.EPOCH.plus(row.getLong(column), ChronoUnit.MICROS);
  }

  static @Nullable Instant momentOrNull(ResultSet row, int column) throws SQLException {
    Instant moment = moment(row, column);
    return row.wasNull() ? null : moment;
  }

  static @Nullable Long longOrNull(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  public static long micros(Instant moment) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
  }

  /** Moments are bound as microseconds; the SQL says {@code from_epoch_us(?)} around them. */
  private static void bind(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object parameter = parameters[i];
      statement.setObject(
          i + 1, parameter instanceof Instant moment ? (Object) micros(moment) : parameter);
    }
  }
}
