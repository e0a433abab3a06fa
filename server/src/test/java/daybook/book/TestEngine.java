package daybook.book;

import daybook.book.postgres.PostgresServer;
import daybook.book.postgres.TestDatabases;
import daybook.config.Settings;
import daybook.config.StoreSettings;
import daybook.model.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The engine that a run of the suite is for: the build runs what asks for a store once for each.
 */
public enum TestEngine {
  DUCKDB,
  POSTGRES;

  public static final TestEngine OF_THIS_RUN =
      valueOf(System.getProperty("daybook.test.store", "duckdb").toUpperCase(Locale.ROOT));

  /** So that a test which opens a book again finds it again. */
  private static final Map<Path, PostgresServer.Database> DATABASES = new ConcurrentHashMap<>();

  /**
   * Settings with a store of this engine.
   *
   * @param data names the book, and is where an embedded one is
   */
  public Settings settings(Settings settings, Path data) {
    return switch (this) {
      case DUCKDB -> settings.withData(data);
      case POSTGRES ->
          settings.withStore(
              of(DATABASES.computeIfAbsent(data.toAbsolutePath(), path -> TestDatabases.fresh())));
    };
  }

  private static StoreSettings of(PostgresServer.Database database) {
    return new StoreSettings.Postgres(
        database.url(),
        database.user(),
        new Secret(database.password()),
        4,
        Duration.ofSeconds(5),
        Duration.ofSeconds(60));
  }
}
