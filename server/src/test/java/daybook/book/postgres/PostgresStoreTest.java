package daybook.book.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybook.book.StoreFailure;
import daybook.book.StoreUnavailable;
import daybook.book.sql.Scripts;
import daybook.book.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
  void a_store_whose_scripts_could_not_be_noted_has_nothing_of_them() throws SQLException {
    PostgresServer.Database empty = PostgresServer.shared().newDatabase();
    try (empty;
        Connection connection = empty.connect();
        Statement statement = connection.createStatement()) {
      Scripts.makeTable(connection);
      // Refuses what is noted only when that is committed, as a program does that is killed then.
      statement.execute(
          """
          CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'not now'; END $$;
          CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON schema_version
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse();
          """);
      assertThatThrownBy(() -> TestDatabases.open(empty)).hasMessageContaining("not now");
      assertThat(Scripts.hasTable(connection, "schema_floor")).isFalse();
      statement.execute("DROP FUNCTION refuse() CASCADE");
      TestDatabases.open(empty).close();
      assertThat(Scripts.hasTable(connection, "schema_floor")).isTrue();
    }
  }

  @Test
  void a_store_made_by_a_snapshot_of_the_first_release_is_known() throws SQLException {
    try (PostgresStore store = TestDatabases.open(database)) {
      assertThat(store.latest().batch()).isZero();
    }
    execute(
        "CREATE TABLE flyway_schema_history AS SELECT script, 1 AS version, true AS success"
            + " FROM schema_version");
    execute("DROP TABLE schema_version");
    try (PostgresStore store = TestDatabases.open(database)) {
      assertThat(store.latest().batch()).isZero();
    }
    execute("DELETE FROM flyway_schema_history WHERE script = 'V002__corrections.sql'");
    assertThat(PostgresStore.schema(TestDatabases.settings(database)).pending())
        .containsExactly("V002__corrections.sql");
  }

  @Test
  void programs_that_open_an_empty_store_at_once_make_it_once() throws Exception {
    try (PostgresServer.Database empty = PostgresServer.shared().newDatabase();
        ExecutorService programs = Executors.newFixedThreadPool(4)) {
      Callable<Long> program =
          () -> {
            try (PostgresStore store = TestDatabases.open(empty)) {
              return store.latest().batch();
            }
          };
      for (Future<Long> opened : programs.invokeAll(Collections.nCopies(4, program))) {
        assertThat(opened.get()).isZero();
      }
    }
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
    return "INSERT INTO schema_version VALUES ('V%03d__later.sql')".formatted(Schema.NEWEST + 1);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
