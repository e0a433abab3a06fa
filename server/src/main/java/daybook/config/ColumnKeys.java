package daybook.config;

import daybook.model.CsvLayout.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns that a section names, each under one key only. */
final class ColumnKeys {
  private final Section section;
  private final Map<String, Column> columns = new LinkedHashMap<>();

  ColumnKeys(Section section) {
    this.section = section;
  }

  void require(String key) {
    put(key, section.requireColumn(key));
  }

  void read(String key) {
    put(key, section.column(key));
  }

  private void put(String key, @Nullable Column column) {
    if (column == null) {
      return;
    }
    columns.forEach((other, taken) -> {
      if (taken.equals(column)) {
        section.refuse(key, "is the same column as " + other);
      }
    });
    columns.put(key, column);
  }

  void refuseNamesWithoutHeader(FormKeys form) {
    columns.forEach((key, column) -> form.refuseNamesWithoutHeader(key, List.of(column), section));
  }

  /** Those that were found, by their keys. */
  Map<String, Column> named() {
    return columns;
  }
}
