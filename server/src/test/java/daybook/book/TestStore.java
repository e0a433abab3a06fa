package daybook.book;

import daybook.book.duckdb.DuckDbStore;
import daybook.book.postgres.PostgresServer;
import daybook.book.postgres.TestDatabases;

/**
 * A real, empty store for tests, of the engine that this run of the suite is for; gone when it is
 * closed.
 */
public final class TestStore implements AutoCloseable {
  private final Store store;
  private final Runnable remove;

  public TestStore() {
    if (TestEngine.OF_THIS_RUN == TestEngine.DUCKDB) {
      store = DuckDbStore.inMemory();
      remove = () -> {};
    } else {
      PostgresServer.Database database = TestDatabases.fresh();
      store = TestDatabases.open(database);
      remove = database::close;
    }
  }

  public Registry registry() {
    return store.registry();
  }

  public Facts facts() {
    return store.facts();
  }

  @Override
  public void close() {
    store.close();
    remove.run();
  }
}
