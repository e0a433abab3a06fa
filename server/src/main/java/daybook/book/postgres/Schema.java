package daybook.book.postgres;

import daybook.book.SchemaState;
import daybook.book.StoreFailure;
import daybook.book.sql.Scripts;
import daybook.book.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The schema's scripts. All that are missing run in one transaction, whoever starts first; servers
 * that start together wait for each other. A program works on a schema newer than its own as long
 * as that one says it may.
 */
final class Schema {
  private static final Scripts SCRIPTS =
      new Scripts(Schema.class, List.of("V001__books_and_registry.sql", "V002__corrections.sql"));

  /** The newest script that this program knows. */
  static final int NEWEST = SCRIPTS.newest();

  /** Where snapshots of the first release noted their scripts. */
  private static final String FORMER_TABLE = "flyway_schema_history";

  private final Pools pools;

  Schema(Pools pools) {
    this.pools = pools;
  }

  /**
   * @throws StoreFailure if a script fails, or the store needs a newer program
   */
  void bringUpToDate() {
    try (Connection connection = pools.writer()) {
      if (!state(connection).pending().isEmpty()) {
        Locks.SCHEMA.take(connection);
        // Looked at again: whoever held the lock may have run them.
        runAll(connection, state(connection).pending());
      }
      connection.commit();
    } catch (SQLException e) {
      throw Sql.failure(e);
    }
  }

  /**
   * Looks and changes nothing.
   *
   * @throws StoreFailure if the store needs a newer program
   */
  SchemaState state() {
    try (Connection connection = pools.writer()) {
      SchemaState state = state(connection);
      connection.rollback();
      return state;
    } catch (SQLException e) {
      throw Sql.failure(e);
    }
  }

  private static void runAll(Connection connection, List<String> pending) {
    if (SCRIPTS.done(connection).isEmpty()) {
      List<String> former = former(connection);
      Scripts.makeTable(connection);
      former.forEach(script -> Scripts.note(connection, script));
    }
    for (String script : pending) {
      SCRIPTS.run(connection, script);
    }
  }

  private static SchemaState state(Connection connection) {
    List<String> done = SCRIPTS.done(connection);
    SchemaState state = SCRIPTS.state(done.isEmpty() ? former(connection) : done);
    if (state.version() > NEWEST && floor(connection) > NEWEST) {
      throw new StoreFailure(
          "The store was brought up to date by a newer Daybook (script "
              + state.version()
              + "), which this one cannot work beside: start that version or a newer one");
    }
    return state;
  }

  private static List<String> former(Connection connection) {
    return Scripts.hasTable(connection, FORMER_TABLE)
        ? Sql.query(
            connection,
            "SELECT script FROM " + FORMER_TABLE + " WHERE success AND version IS NOT NULL",
            row -> row.getString(1))
        : List.of();
  }

  private static int floor(Connection connection) {
    return Sql.one(connection, "SELECT max(version) FROM schema_floor", row -> row.getInt(1));
  }
}
