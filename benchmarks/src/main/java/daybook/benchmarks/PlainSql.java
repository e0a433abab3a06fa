package daybook.benchmarks;

import daybook.benchmarks.world.World;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A report's rows by the query that one would write by hand, on the program's own tables. It is
 * right for a world only in which each session day has one row, nothing is corrected and no SIM
 * moves, so it has less to do than the program. It returns price and rate, and leaves the sum to
 * others.
 */
record PlainSql(String text) {
  static PlainSql usage(String condition, int size, long offset) {
    return new PlainSql(
        """
        SELECT c.sid, c.usage_day, c.bytes_up + c.bytes_down, s.id, s.original_number, s.iccid,
          s.name, p.profile, r.increment_bytes, r.unit, r.price, l.currency, f.rate
        FROM cell_row c
        JOIN sim s ON s.id = c.sim AND s.closed_at IS NULL
        JOIN sim_span p ON p.sim_id = c.sim AND p.closed_at IS NULL
        JOIN rating_tier t ON t.rating_id = c.rating AND t.buyer = %d
        JOIN price r ON r.version = t.price_version
        JOIN price_list l ON l.version = t.list_version
        LEFT JOIN fx_rate f ON f.version = t.charge
        WHERE %s
        ORDER BY c.usage_day, c.sim, c.sid
        LIMIT %d OFFSET %d
        """
            .formatted(World.PROVIDER, condition, size, offset));
  }

  static PlainSql expenses(String condition) {
    return new PlainSql(
        """
        SELECT sum(e.charge), substr(CAST(e.usage_day AS varchar), 1, 7) AS period, s.account_id,
          e.subscription
        FROM entry e
        JOIN subscription s ON s.id = e.subscription AND s.closed_at IS NULL
        JOIN account a ON a.id = s.account_id AND a.closed_at IS NULL
        WHERE e.buyer = %d AND e.booked_day BETWEEN DATE '%s' AND DATE '%s' AND %s
        GROUP BY period, s.account_id, e.subscription
        ORDER BY e.subscription, period
        """
            .formatted(World.PROVIDER, World.FIRST_DAY, World.LAST_DAY.plusDays(1), condition));
  }

  PreparedStatement prepare(Connection connection) throws SQLException {
    return connection.prepareStatement(text);
  }

  /** All fields of all rows as text; what is absent is empty. */
  static List<List<String>> read(PreparedStatement statement) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    each(statement, rows::add);
    return rows;
  }

  /** The same, one row after the other. Returns how many there are. */
  static long each(PreparedStatement statement, Consumer<List<String>> reading)
      throws SQLException {
    long rows = 0;
    try (ResultSet row = statement.executeQuery()) {
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        List<String> fields = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          String field = row.getString(column);
          fields.add(field == null ? "" : field);
        }
        reading.accept(fields);
        rows++;
      }
    }
    return rows;
  }
}
