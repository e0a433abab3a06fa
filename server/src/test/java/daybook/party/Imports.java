package daybook.party;

import daybook.book.Registry;
import daybook.book.Registry.When;
import daybook.book.RegistryTable;
import daybook.model.Versioned;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Puts rows into a registry as an import does: what they replace is closed. */
public final class Imports {
  private Imports() {}

  public static <T> void put(Registry registry, Instant at, RegistryTable<T> table, List<T> rows) {
    List<Versioned<T>> before = registry.read(new When.Now(), reader -> reader.rows(table));
    try (Registry.Change change = registry.begin(InstantSource.fixed(at))) {
      for (T row : rows) {
        for (Versioned<T> old : before) {
          if (table.keyOf(old.row()).equals(table.keyOf(row))) {
            change.close(table, old);
          }
        }
        change.open(table, row);
      }
      change.commit();
    }
  }

  /** Closes a row without another in its place. */
  public static <T> void remove(Registry registry, Instant at, RegistryTable<T> table, T row) {
    List<Versioned<T>> before = registry.read(new When.Now(), reader -> reader.rows(table));
    try (Registry.Change change = registry.begin(InstantSource.fixed(at))) {
      before.stream().filter(old -> old.row().equals(row)).forEach(old -> change.close(table, old));
      change.commit();
    }
  }
}
