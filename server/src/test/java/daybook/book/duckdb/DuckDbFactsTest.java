package daybook.book.duckdb;

import daybook.book.Facts;
import daybook.book.FactsContract;
import org.junit.jupiter.api.AfterEach;

/** The books' contract, held by the embedded engine. */
class DuckDbFactsTest extends FactsContract {
  private final DuckDbStore store = DuckDbStore.inMemory();

  @Override
  protected Facts facts() {
    return store.facts();
  }

  @AfterEach
  void close() {
    store.close();
  }
}
