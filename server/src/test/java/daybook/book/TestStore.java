package daybook.book;

import daybook.book.duckdb.DuckDbStore;

/** A real, empty store of the embedded engine for tests; gone when it is closed. */
public final class TestStore implements AutoCloseable {
  private final DuckDbStore store = DuckDbStore.inMemory();

  public Registry registry() {
    return store.registry();
  }

  public Facts facts() {
    return store.facts();
  }

  @Override
  public void close() {
    store.close();
  }
}
