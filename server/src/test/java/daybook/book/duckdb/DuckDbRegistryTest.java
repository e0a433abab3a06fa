package daybook.book.duckdb;

import daybook.book.Registry;
import daybook.book.RegistryContract;
import org.junit.jupiter.api.AfterEach;

/** The registry's contract, held by the embedded engine. */
class DuckDbRegistryTest extends RegistryContract {
  private final DuckDbStore store = DuckDbStore.inMemory();

  @Override
  protected Registry registry() {
    return store.registry();
  }

  @AfterEach
  void close() {
    store.close();
  }
}
