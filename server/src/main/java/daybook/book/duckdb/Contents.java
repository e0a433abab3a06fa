package daybook.book.duckdb;

import daybook.book.sql.Engine.Latest;
import daybook.book.sql.Sql;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a book holds, counted: by this a copy is compared with its original.
 *
 * @param rows how many each table has
 * @param latest the numbers of its last changes
 * @param lastBookedDay empty: nothing is booked
 */
public record Contents(
    SortedMap<String, Long> rows, Latest latest, Optional<LocalDate> lastBookedDay) {
  public Contents {
    rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
  }

  /** As the connection's transaction sees it. */
  static Contents of(Connection connection) {
    SortedMap<String, Long> rows = new TreeMap<>();
    Sql.each(
        connection,
        "SELECT table_name FROM duckdb_tables() WHERE NOT internal AND NOT temporary",
        row -> row.getString(1),
        table ->
            rows.put(
                table,
                Sql.one(
                    connection,
                    "SELECT count(*) FROM \"" + table.replace("\"", "\"\"") + "\"",
                    row -> row.getLong(1))));
    return new Contents(rows, Latest.of(connection), lastBookedDay(connection));
  }

  private static Optional<LocalDate> lastBookedDay(Connection connection) {
    return Sql.one(
        connection,
        "SELECT max(booked_day) FROM batch",
        row -> Optional.ofNullable(row.getObject(1, LocalDate.class)));
  }

  public long deliveries() {
    return rows.getOrDefault("delivery", 0L);
  }
}
