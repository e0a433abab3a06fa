package daybook.book.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybook.book.StoreFailure;
import daybook.book.StoreUnavailable;
import daybook.book.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What PostgreSQL alone is asked to do. */
class PostgresStoreTest {
  private final PostgresServer.Database database = TestDatabases.fresh();

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void a_schema_that_a_newer_program_added_to_is_worked_on() throws SQLException {
    execute(later());
    execute("ALTER TABLE cell_row ADD COLUMN later bigint");
    try (PostgresStore store = TestDatabases.open(database)) {
      assertThat(store.facts().recount().storedRecords()).isZero();
    }
  }

  @Test
  void a_schema_that_needs_a_newer_program_is_refused() throws SQLException {
    execute(later());
    execute("INSERT INTO schema_floor VALUES (" + (Schema.NEWEST + 1) + ")");
    assertThatThrownBy(() -> TestDatabases.open(database))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("start that version or a newer one");
  }

  @Test
  void a_reading_statement_that_takes_too_long_is_ended_and_may_be_asked_again() {
    Database limited =
        new Database(
            database.url(),
            database.user(),
            database.password(),
            2,
            Duration.ofSeconds(5),
            Duration.ofSeconds(1));
    try (PostgresStore store = PostgresStore.open(limited, InstantSource.system())) {
      assertThatThrownBy(() ->
              store.read(connection ->
                  Sql.query(connection, "SELECT pg_sleep(20)", row -> row.getString(1))))
          .isInstanceOf(StoreUnavailable.class);
      assertThat(store.latest().batch()).isZero();
    }
  }

  private static String later() {
    return "INSERT INTO flyway_schema_history SELECT installed_rank + 1, '"
        + (Schema.NEWEST + 1)
        + "', 'later', type, 'V002__later.sql', checksum, installed_by, installed_on, 1, true"
        + " FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1";
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
