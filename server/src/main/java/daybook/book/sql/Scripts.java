package daybook.book.sql;

import daybook.book.SchemaState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The scripts that make an engine's schema. That a script has run is written in the script's own
 * transaction, so whenever a program ends, either both are there or neither is.
 *
 * @param home the class beside which the scripts are among the program's resources
 * @param names in order, {@code V001__what_it_is.sql}; a script that was released is never changed,
 *     another one is added
 */
public record Scripts(Class<?> home, List<String> names) {
  public Scripts {
    names = List.copyOf(names);
  }

  /** The scripts of this store that have run, those of newer programs among them. */
  public List<String> done(Connection connection) {
    return hasTable(connection, "schema_version")
        ? Sql.query(
            connection,
            "SELECT script FROM schema_version ORDER BY script",
            row -> row.getString(1))
        : List.of();
  }

  /** How far a store is in which these have run. */
  public SchemaState state(List<String> done) {
    return new SchemaState(
        done.stream().mapToInt(Scripts::number).max().orElse(0),
        names.stream().filter(name -> !done.contains(name)).toList());
  }

  /** The number of the newest script. */
  public int newest() {
    return number(names.getLast());
  }

  /** Makes the table in which scripts are noted, where there is none. */
  public static void makeTable(Connection connection) {
    Sql.execute(
        connection, "CREATE TABLE IF NOT EXISTS schema_version (script VARCHAR PRIMARY KEY)");
  }

  /** Notes that a script has run. */
  public static void note(Connection connection, String script) {
    Sql.execute(connection, "INSERT INTO schema_version VALUES (?)", script);
  }

  /**
   * Runs a script and notes it, both in the transaction that the caller has begun.
   *
   * @throws daybook.book.StoreUnavailable if the store went away meanwhile
   * @throws daybook.book.StoreFailure if the script fails
   */
  public void run(Connection connection, String script) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text(script));
    } catch (SQLException e) {
      throw Sql.failure("The store could not be set up by " + script, e);
    }
    note(connection, script);
  }

  /** Whether the store has such a table. */
  public static boolean hasTable(Connection connection, String name) {
    return Sql.one(
        connection,
        "SELECT count(*) FROM pg_catalog.pg_tables"
            + " WHERE schemaname = current_schema() AND tablename = ?",
        row -> row.getInt(1) > 0,
        name);
  }

  /** {@code V012__what_it_is.sql} is 12. */
  private static int number(String script) {
    return Integer.parseInt(script.substring(1, script.indexOf('_')));
  }

  private String text(String script) {
    try (InputStream in = home.getResourceAsStream(script)) {
      if (in == null) {
        throw new IllegalStateException("The program lacks " + script + ": build it anew");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
