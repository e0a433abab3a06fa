package daybook.book.sql;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row of any table, for what treats all of them alike.
 *
 * @param values in the order of the table's columns: Long for every whole number and for the
 *     microseconds of a moment, String, LocalDate, BigDecimal, Boolean, byte[]
 */
record PlainRow(List<@Nullable Object> values) {
  /** What to select so that {@link #read} finds it. */
  static String selected(Table table) {
    return table.columns().stream()
        .map(column ->
            column.type() == Table.Type.MOMENT ? "epoch_us(" + column.name() + ")" : column.name())
        .collect(Collectors.joining(", "));
  }

  static PlainRow read(Table table, ResultSet row) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>(table.columns().size());
    for (int i = 0; i < table.columns().size(); i++) {
      values.add(value(table.columns().get(i).type(), row, i + 1));
    }
    return new PlainRow(values);
  }

  private static @Nullable Object value(Table.Type type, ResultSet row, int column)
      throws SQLException {
    return switch (type) {
      case LONG, INT, SHORT, MOMENT -> Sql.longOrNull(row, column);
      case TEXT -> row.getString(column);
      case DAY -> Sql.day(row, column);
      case DECIMAL -> row.getBigDecimal(column);
      case BYTES -> row.getBytes(column);
      case BOOLEAN -> {
        boolean value = row.getBoolean(column);
        yield row.wasNull() ? null : (Boolean) value;
      }
    };
  }

  void write(Table table, Writing.Row row) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (value == null) {
        row.addNull();
      } else {
        write(table.columns().get(i).type(), row, value);
      }
    }
  }

  private static void write(Table.Type type, Writing.Row row, Object value) throws SQLException {
    switch (type) {
      case LONG -> row.add(((Long) value).longValue());
      case INT -> row.addInt(Math.toIntExact((Long) value));
      case SHORT -> row.addShort(Math.toIntExact((Long) value));
      case TEXT -> row.add((String) value);
      case DAY -> row.add((LocalDate) value);
      case MOMENT -> row.add(Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS));
      case DECIMAL -> row.add((BigDecimal) value);
      case BYTES -> row.add((byte[]) value);
      case BOOLEAN -> row.add(((Boolean) value).booleanValue());
    }
  }
}
