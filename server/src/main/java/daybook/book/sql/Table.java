package daybook.book.sql;

import daybook.book.RegistryTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A table as rows are written to it.
 *
 * @param name the SQL name
 * @param columns in the order in which a row's values are written
 */
public record Table(String name, List<Column> columns) {
  public Table {
    columns = List.copyOf(columns);
  }

  /** What a column holds. */
  public enum Type {
    LONG,
    INT,
    SHORT,
    TEXT,
    DAY,
    /** An instant, to the microsecond. */
    MOMENT,
    DECIMAL,
    BOOLEAN,
    BYTES
  }

  public record Column(String name, Type type) {}

  /**
   * @param columns each a name and a type
   */
  static Table of(String name, String... columns) {
    return new Table(name, Arrays.stream(columns).map(Table::column).toList());
  }

  private static Column column(String declaration) {
    String[] words = declaration.split(" ", 2);
    return new Column(words[0], Type.valueOf(words[1].toUpperCase(Locale.ROOT)));
  }

  /** A table of the registry with what every version of a row has. */
  static Table of(RegistryTable<?> table) {
    List<Column> columns = new ArrayList<>(Table.VERSION);
    for (RegistryTable.Column column : table.columns()) {
      columns.add(
          new Column(
              column.name(),
              switch (column.type()) {
                case LONG -> Type.LONG;
                case TEXT -> Type.TEXT;
                case DAY -> Type.DAY;
                case DECIMAL -> Type.DECIMAL;
                case BOOLEAN -> Type.BOOLEAN;
              }));
    }
    return new Table(table.name(), columns);
  }

  private static final List<Column> VERSION =
      List.of(
          new Column("version", Type.LONG),
          new Column("opened_at", Type.MOMENT),
          new Column("closed_at", Type.MOMENT));

  /** The columns' names as a statement lists them. */
  public String columnList() {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }
}
