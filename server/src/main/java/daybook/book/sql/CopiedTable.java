package daybook.book.sql;

import daybook.book.RegistryTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A table as a copy goes through it: in the order of one column, and never parting the rows that
 * have the same in it. So its greatest value tells how far a copy has come.
 *
 * @param key holds a number or a day in every row
 */
record CopiedTable(Table table, Table.Column key) {
  /** Every table of a book but settings and counters. Days come first in large tables' indexes. */
  static final List<CopiedTable> ALL =
      Stream.concat(
              RegistryTable.ALL.stream().map(table -> of(Table.of(table), "version")),
              Stream.of(
                  of(Tables.TOKEN, "id"),
                  of(Tables.DELIVERY, "id"),
                  of(Tables.KEPT_LINE, "delivery_id"),
                  of(Tables.REDECIDED, "delivery_id"),
                  of(Tables.DUPLICATE_LINE, "delivery_id"),
                  of(Tables.WITHDRAWAL, "delivery_id"),
                  of(Tables.DELIVERY_PART, "delivery_id"),
                  of(Tables.FETCHED, "size"),
                  of(Tables.SYNC_RUN, "id"),
                  of(Tables.BATCH, "id"),
                  of(Tables.BATCH_ACCOUNT, "batch_id"),
                  of(Tables.CELL, "usage_day"),
                  of(Tables.RATING, "id"),
                  of(Tables.RATING_TIER, "rating_id"),
                  of(Tables.SESSION, "sid"),
                  of(Tables.ENTRY, "booked_day"),
                  of(Tables.CELL_ROW, "usage_day"),
                  of(Tables.RECORD, "usage_day")))
          .toList();

  /**
   * Rows whose keys lie in a range.
   *
   * @param from inclusive; a day as its number since the epoch
   * @param through inclusive
   */
  record Run(long from, long through, long rows) {}

  private static CopiedTable of(Table table, String key) {
    return new CopiedTable(
        table,
        table.columns().stream()
            .filter(column -> column.name().equals(key))
            .findFirst()
            .orElseThrow());
  }

  String name() {
    return table.name();
  }

  boolean isEmpty(Connection connection) {
    return !Sql.one(
        connection, "SELECT EXISTS (SELECT 1 FROM " + name() + ")", row -> row.getBoolean(1));
  }

  /** The greatest key; empty in an empty table. */
  OptionalLong last(Connection connection) {
    return isEmpty(connection)
        ? OptionalLong.empty()
        : OptionalLong.of(
            Sql.one(
                connection,
                "SELECT max(" + key.name() + ") FROM " + name(),
                row -> number(row, 1)));
  }

  /**
   * All rows in runs.
   *
   * @param most how many rows a run has, unless more have the same key
   * @param end a key with which a run ends
   */
  List<Run> runs(Connection connection, long most, OptionalLong end) {
    List<Run> runs = new ArrayList<>();
    Sql.each(
        connection,
        "SELECT %s, count(*) FROM %s GROUP BY 1 ORDER BY 1".formatted(key.name(), name()),
        row -> new Run(number(row, 1), number(row, 1), row.getLong(2)),
        next -> {
          if (!runs.isEmpty() && joins(runs.getLast(), next, most, end)) {
            Run last = runs.removeLast();
            runs.add(new Run(last.from(), next.through(), last.rows() + next.rows()));
          } else {
            runs.add(next);
          }
        });
    return runs;
  }

  private static boolean joins(Run last, Run next, long most, OptionalLong end) {
    boolean ends = end.isPresent() && last.through() == end.getAsLong();
    return !ends && last.rows() + next.rows() <= most;
  }

  void each(Connection connection, Run run, Consumer<PlainRow> sink) {
    Sql.each(
        connection,
        "SELECT %s FROM %s WHERE %s BETWEEN ? AND ?"
            .formatted(PlainRow.selected(table), name(), key.name()),
        row -> PlainRow.read(table, row),
        sink,
        parameter(run.from()),
        parameter(run.through()));
  }

  private long number(ResultSet row, int column) throws SQLException {
    return isDay() ? Sql.day(row, column).toEpochDay() : row.getLong(column);
  }

  private Object parameter(long number) {
    return isDay() ? LocalDate.ofEpochDay(number) : (Object) number;
  }

  private boolean isDay() {
    return key.type() == Table.Type.DAY;
  }
}
