package daybook.book.postgres;

import daybook.book.sql.Sql;
import daybook.book.sql.Table;
import daybook.book.sql.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The partitions of the large tables, one a month. A month is made in a transaction of its own that
 * neither waits for readers nor makes them wait, and is never dropped.
 */
final class Months {
  /** How many months after the present one are made before they are needed. */
  private static final int AHEAD = 2;

  /** The tables that are partitioned, and the column that decides. */
  private static final Map<Table, String> COLUMNS =
      Map.of(
          Tables.CELL_ROW, "usage_day",
          Tables.RECORD, "usage_day",
          Tables.ENTRY, "booked_day");

  private final Supplier<Connection> connections;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /**
   * @param connections each for one transaction that writes
   */
  Months(Supplier<Connection> connections) {
    this.connections = connections;
  }

  /** The column that decides on the month; empty for a table that has no months. */
  static String columnOf(Table table) {
    return COLUMNS.getOrDefault(table, "");
  }

  /** Makes this month and the next ones, so that a booking seldom has to. */
  void makeAhead(LocalDate today) {
    List<YearMonth> months =
        IntStream.rangeClosed(0, AHEAD).mapToObj(YearMonth.from(today)::plusMonths).toList();
    COLUMNS.keySet().forEach(table -> make(table, months));
  }

  /** Makes those of the months that are not there. */
  void make(Table table, Collection<YearMonth> months) {
    List<YearMonth> missing =
        months.stream().filter(month -> !known.contains(name(table, month))).sorted().toList();
    if (missing.isEmpty()) {
      return;
    }
    try (Connection connection = connections.get()) {
      Locks.MONTHS.take(connection);
      missing.forEach(month -> make(connection, table, month));
      connection.commit();
    } catch (SQLException e) {
      throw Sql.failure(e);
    }
    missing.forEach(month -> known.add(name(table, month)));
  }

  /**
   * Attaches a finished table instead of creating a partition: that needs no lock that a report or
   * the booking at hand would be in the way of.
   */
  private static void make(Connection connection, Table table, YearMonth month) {
    String name = name(table, month);
    boolean exists =
        Sql.one(connection, "SELECT to_regclass(?) IS NOT NULL", row -> row.getBoolean(1), name);
    if (exists) {
      return;
    }
    Sql.execute(connection, "CREATE TABLE " + name + " (LIKE " + table.name() + " INCLUDING ALL)");
    Sql.execute(
        connection,
        "ALTER TABLE "
            + table.name()
            + " ATTACH PARTITION "
            + name
            + " FOR VALUES FROM ('"
            + month.atDay(1)
            + "') TO ('"
            + month.plusMonths(1).atDay(1)
            + "')");
  }

  private static String name(Table table, YearMonth month) {
    return "%s_%04d_%02d".formatted(table.name(), month.getYear(), month.getMonthValue());
  }
}
