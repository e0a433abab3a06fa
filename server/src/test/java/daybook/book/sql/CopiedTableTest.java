package daybook.book.sql;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.book.duckdb.DuckDbStore;
import daybook.book.postgres.PostgresServer;
import daybook.book.postgres.PostgresStore;
import daybook.book.postgres.TestDatabases;
import daybook.book.sql.CopiedTable.Run;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CopiedTableTest {
  private static final CopiedTable DUPLICATES =
      CopiedTable.ALL.stream()
          .filter(t -> t.name().equals("duplicate_line"))
          .findFirst()
          .orElseThrow();

  /** A column that a script adds and no copy takes along would be lost in silence. */
  @Test
  void every_table_of_both_engines_is_copied_with_all_its_columns() {
    Map<String, Set<String>> copied = new TreeMap<>();
    for (CopiedTable table : CopiedTable.ALL) {
      copied.put(
          table.name(),
          new TreeSet<>(table.table().columns().stream().map(Table.Column::name).toList()));
    }
    // These two go last, and by themselves.
    copied.put("counter", Set.of("name", "value"));
    copied.put("setting", Set.of("name", "value"));
    try (DuckDbStore store = DuckDbStore.inMemory()) {
      Map<String, Set<String>> there = columns(store, "main");
      there.remove("schema_version");
      // A view of the records.
      there.remove("identity");
      assertThat(there).isEqualTo(copied);
    }
    try (PostgresServer.Database database = TestDatabases.fresh();
        PostgresStore store = TestDatabases.open(database)) {
      Map<String, Set<String>> there = columns(store, "public");
      there.keySet().removeIf(name -> name.matches(".*_\\d{4}_\\d{2}"));
      there.keySet().removeAll(Set.of("schema_floor", "schema_version"));
      // Filled with the records.
      there.remove("identity");
      assertThat(there).isEqualTo(copied);
    }
  }

  private static Map<String, Set<String>> columns(Engine engine, String schema) {
    return engine.read(connection -> {
      Map<String, Set<String>> columns = new TreeMap<>();
      Sql.each(
          connection,
          "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = ?",
          row -> List.of(row.getString(1), row.getString(2)),
          column ->
              columns
                  .computeIfAbsent(column.getFirst(), name -> new TreeSet<>())
                  .add(column.getLast()),
          schema);
      return columns;
    });
  }

  @Test
  void a_run_never_parts_rows_of_one_key_and_ends_where_a_copy_was_cut_off() {
    try (DuckDbStore store = DuckDbStore.inMemory()) {
      assertThat(runs(store, 3, OptionalLong.empty())).isEmpty();
      try (Writing writing = store.write(Engine.Purpose.BOOKING)) {
        for (int key : List.of(5, 1, 1, 9, 9, 9, 9, 2, 12, 13)) {
          int line =
              Sql.one(
                  writing.connection(),
                  "SELECT count(*) FROM duplicate_line",
                  row -> row.getInt(1));
          Sql.execute(
              writing.connection(),
              "INSERT INTO duplicate_line VALUES (?, ?, 'f', 'i', 0)",
              key,
              line);
        }
        writing.commit();
      }
      assertThat(runs(store, 3, OptionalLong.empty()))
          .containsExactly(
              new Run(1, 2, 3), new Run(5, 5, 1), new Run(9, 9, 4), new Run(12, 13, 2));
      assertThat(runs(store, 100, OptionalLong.of(5)))
          .containsExactly(new Run(1, 5, 4), new Run(9, 13, 6));
      assertThat(store.read(DUPLICATES::last)).isEqualTo(OptionalLong.of(13));
    }
  }

  private static List<Run> runs(Engine engine, long most, OptionalLong end) {
    return engine.read(connection -> DUPLICATES.runs(connection, most, end));
  }
}
