package daybook.book.duckdb;

import daybook.book.SchemaState;
import daybook.book.StoreFailure;
import daybook.book.sql.Scripts;
import daybook.book.sql.Sql;
import java.sql.Connection;
import java.util.List;

/** Brings a store to the newest schema, one script after the other, each in a transaction. */
final class Migrations {
  private static final Scripts SCRIPTS =
      new Scripts(
          Migrations.class,
          List.of(
              "V001__books_and_registry.sql",
              "V002__shared_words.sql",
              "V003__corrections.sql",
              "V004__records_without_key.sql"));

  private Migrations() {}

  static void run(Connection connection) {
    List<String> pending = state(connection).pending();
    Scripts.makeTable(connection);
    for (String script : pending) {
      Sql.execute(connection, "BEGIN");
      SCRIPTS.run(connection, script);
      Sql.execute(connection, "COMMIT");
    }
  }

  /**
   * Looks and changes nothing.
   *
   * @throws StoreFailure if the store needs a newer program
   */
  static SchemaState state(Connection connection) {
    List<String> done = SCRIPTS.done(connection);
    for (String script : done) {
      if (!SCRIPTS.names().contains(script)) {
        throw new StoreFailure(
            "The store was written by a newer Daybook (it has "
                + script
                + "): start that version or a newer one");
      }
    }
    return SCRIPTS.state(done);
  }

  /** The state of a store that does not exist yet. */
  static SchemaState ofNone() {
    return SCRIPTS.state(List.of());
  }

  /** The state of a store that this program has open. */
  static SchemaState newest() {
    return SCRIPTS.state(SCRIPTS.names());
  }
}
