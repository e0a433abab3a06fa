package daybook.book.postgres;

import daybook.book.SchemaState;
import daybook.book.StoreFailure;
import daybook.book.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * The schema's scripts. They run once, whoever starts first; servers that start together wait for
 * each other. A program works on a schema newer than its own as long as that one says it may.
 */
final class Schema {
  private static final String SCRIPTS = "classpath:daybook/book/postgres";

  /** The newest script that this program knows. */
  static final int NEWEST = 2;

  private final Pools pools;

  Schema(Pools pools) {
    this.pools = pools;
  }

  /**
   * @throws StoreFailure if a script fails, or the store needs a newer program
   */
  void bringUpToDate() {
    int version = version();
    requireThatItCanBeWorkedOn(version);
    if (version < NEWEST) {
      migrate();
    }
  }

  /**
   * Looks and changes nothing.
   *
   * @throws StoreFailure if the store needs a newer program
   */
  SchemaState state() {
    int version = version();
    requireThatItCanBeWorkedOn(version);
    try {
      return new SchemaState(
          version, Arrays.stream(flyway().info().pending()).map(MigrationInfo::getScript).toList());
    } catch (FlywayException e) {
      throw new StoreFailure("The store's scripts cannot be told: " + firstLine(e), e);
    }
  }

  private void requireThatItCanBeWorkedOn(int version) {
    if (version > NEWEST && floor() > NEWEST) {
      throw new StoreFailure(
          "The store was brought up to date by a newer Daybook (script "
              + version
              + "), which this one cannot work beside: start that version or a newer one");
    }
  }

  /** The last script that has run; 0: none. Asked without the library, which takes its time. */
  private int version() {
    return number("SELECT (to_regclass('flyway_schema_history') IS NOT NULL)::integer") == 0
        ? 0
        : number(
            "SELECT coalesce(max(version::integer) FILTER (WHERE success), 0)"
                + " FROM flyway_schema_history");
  }

  private int floor() {
    return number("SELECT max(version) FROM schema_floor");
  }

  private int number(String sql) {
    try (Connection connection = pools.writer()) {
      int number = Sql.one(connection, sql, row -> row.getInt(1));
      connection.rollback();
      return number;
    } catch (SQLException e) {
      throw Sql.failure(e);
    }
  }

  private void migrate() {
    try {
      flyway().migrate();
    } catch (FlywayException e) {
      throw new StoreFailure("The store could not be set up: " + firstLine(e), e);
    }
  }

  private Flyway flyway() {
    return Flyway.configure()
        .dataSource(pools.forScripts())
        .locations(SCRIPTS)
        .failOnMissingLocations(true)
        .load();
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
