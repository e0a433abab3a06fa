package daybook.inventory;

import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.model.Versioned;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A table of the registry and the rows that a file states of it: a row that differs becomes a new
 * version, one that is not named stays as it is.
 */
final class Upsert<K, T> {
  private final RegistryTable<T> table;
  private final Function<T, K> key;
  private final Map<K, Versioned<T>> before = new LinkedHashMap<>();
  private final Map<K, Stated<T>> stated = new LinkedHashMap<>();

  private record Stated<T>(long line, T row) {}

  Upsert(RegistryTable<T> table, Function<T, K> key, Registry.Reader now) {
    this.table = table;
    this.key = key;
    now.rows(table).forEach(row -> before.put(key.apply(row.row()), row));
  }

  /** The rows of a table by their keys, for files that only refer to them. */
  static <K, T> Map<K, T> rows(RegistryTable<T> table, Function<T, K> key, Registry.Reader now) {
    Map<K, T> rows = new LinkedHashMap<>();
    now.rows(table).forEach(row -> rows.put(key.apply(row.row()), row.row()));
    return rows;
  }

  /**
   * Takes a stated row, unless an earlier line has the same key.
   *
   * @param column which a second statement of the key is blamed on
   * @param what the key in words
   */
  boolean put(Line line, String column, String what, T row) {
    Stated<T> earlier = stated.putIfAbsent(key.apply(row), new Stated<>(line.number(), row));
    if (earlier != null) {
      line.refuse(column, what + " stands on line " + earlier.line() + " already");
    }
    return earlier == null;
  }

  /** The row as it stood before the import. */
  @Nullable T before(K key) {
    Versioned<T> row = before.get(key);
    return row == null ? null : row.row();
  }

  /** The row as it will stand after the import. */
  @Nullable T after(K key) {
    Stated<T> row = stated.get(key);
    return row == null ? before(key) : row.row();
  }

  /** All rows as they will stand: first those that the file leaves alone, then its own in order. */
  List<T> after() {
    List<T> rows = new ArrayList<>();
    eachLeft(row -> rows.add(row.row()));
    stated.values().forEach(row -> rows.add(row.row()));
    return rows;
  }

  /** The line that states the row with this key; absent: the file leaves it alone. */
  @Nullable Long lineOf(K key) {
    Stated<T> row = stated.get(key);
    return row == null ? null : row.line();
  }

  /** Every stated row with its line, in the order of the file. */
  void eachStated(BiConsumer<Long, T> taker) {
    stated.values().forEach(row -> taker.accept(row.line(), row.row()));
  }

  /** Every row of the registry that the file leaves alone. */
  void eachLeft(Consumer<Versioned<T>> taker) {
    before.forEach((k, row) -> {
      if (!stated.containsKey(k)) {
        taker.accept(row);
      }
    });
  }

  /** Writes the differences and counts them. */
  FileResult write(String file, Registry.Change change) {
    int opened = 0;
    int changed = 0;
    for (Map.Entry<K, Stated<T>> entry : stated.entrySet()) {
      Versioned<T> old = before.get(entry.getKey());
      T row = entry.getValue().row();
      if (old != null && old.row().equals(row)) {
        continue;
      }
      if (old == null) {
        opened++;
      } else {
        changed++;
        change.close(table, old);
      }
      change.open(table, row);
    }
    return new FileResult(file, opened, changed, 0, stated.size() - opened - changed, Set.of());
  }
}
