package daybook.book.postgres;

import daybook.book.Facts;
import daybook.book.FactsContract;
import daybook.book.postgres.PostgresServer.Version;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The books' contract, held by PostgreSQL, the oldest and the newest that is supported. */
@ParameterizedClass
@EnumSource
class PostgresFactsTest extends FactsContract {
  private final PostgresServer.Database database;
  private final PostgresStore store;

  PostgresFactsTest(Version version) {
    this.database = TestDatabases.fresh(version);
    this.store = TestDatabases.open(database);
  }

  @Override
  protected Facts facts() {
    return store.facts();
  }

  @AfterEach
  void close() {
    store.close();
    database.close();
  }
}
