package daybook.book.duckdb;

import daybook.book.SchemaState;
import daybook.book.StoreFailure;
import daybook.book.sql.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings a store to the newest schema, one script after the other, each in a transaction. The
 * embedded store has one process and a handful of scripts; a migration library would cost more time
 * at every start than all of Daybook.
 */
final class Migrations {
  /** In order; a script that was released is never changed, another one is added. */
  private static final List<String> SCRIPTS =
      List.of("V001__books_and_registry.sql", "V002__shared_words.sql", "V003__corrections.sql");

  private Migrations() {}

  static void run(Connection connection) {
    List<String> pending = state(connection).pending();
    Sql.execute(
        connection, "CREATE TABLE IF NOT EXISTS schema_version (script VARCHAR PRIMARY KEY)");
    for (String script : pending) {
      apply(connection, script);
    }
  }

  /**
   * Looks and changes nothing.
   *
   * @throws StoreFailure if the store needs a newer program
   */
  static SchemaState state(Connection connection) {
    List<String> done = done(connection);
    for (String script : done) {
      if (!SCRIPTS.contains(script)) {
        throw new StoreFailure(
            "The store was written by a newer Daybook (it has "
                + script
                + "): start that version or a newer one");
      }
    }
    return new SchemaState(
        done.size(), SCRIPTS.stream().filter(script -> !done.contains(script)).toList());
  }

  private static List<String> done(Connection connection) {
    boolean begun =
        Sql.one(
            connection,
            "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'schema_version'",
            row -> row.getInt(1) > 0);
    return begun
        ? Sql.query(connection, "SELECT script FROM schema_version", row -> row.getString(1))
        : List.of();
  }

  /** The state of a store that does not exist yet. */
  static SchemaState ofNone() {
    return new SchemaState(0, SCRIPTS);
  }

  /** The state of a store that this program has open. */
  static SchemaState newest() {
    return new SchemaState(SCRIPTS.size(), List.of());
  }

  private static void apply(Connection connection, String script) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      statement.execute(text(script));
      Sql.execute(connection, "INSERT INTO schema_version VALUES (?)", script);
      statement.execute("COMMIT");
    } catch (SQLException e) {
      throw new StoreFailure("The store could not be set up by " + script, e);
    }
  }

  private static String text(String script) {
    try (InputStream in = Migrations.class.getResourceAsStream(script)) {
      if (in == null) {
        throw new IllegalStateException("The program lacks " + script + ": build it anew");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
