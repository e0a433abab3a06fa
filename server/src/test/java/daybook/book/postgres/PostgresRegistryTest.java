package daybook.book.postgres;

import daybook.book.Registry;
import daybook.book.RegistryContract;
import daybook.book.postgres.PostgresServer.Version;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The registry's contract, held by PostgreSQL, the oldest and the newest that is supported. */
@ParameterizedClass
@EnumSource
class PostgresRegistryTest extends RegistryContract {
  private final PostgresServer.Database database;
  private final PostgresStore store;

  PostgresRegistryTest(Version version) {
    this.database = TestDatabases.fresh(version);
    this.store = TestDatabases.open(database);
  }

  @Override
  protected Registry registry() {
    return store.registry();
  }

  @AfterEach
  void close() {
    store.close();
    database.close();
  }
}
