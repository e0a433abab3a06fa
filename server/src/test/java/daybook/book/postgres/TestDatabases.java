package daybook.book.postgres;

import daybook.book.postgres.PostgresServer.Version;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/** Databases with the schema for tests: copies of one, because copying is quicker than scripts. */
public final class TestDatabases {
  private static final Map<Version, Supply> SUPPLIES = new EnumMap<>(Version.class);

  private record Supply(PostgresServer server, PostgresServer.Database template) {}

  private TestDatabases() {}

  /** A database of the newest version with an empty book. */
  public static PostgresServer.Database fresh() {
    return fresh(Version.NEWEST);
  }

  static synchronized PostgresServer.Database fresh(Version version) {
    Supply supply = SUPPLIES.computeIfAbsent(version, TestDatabases::supply);
    return supply.server().copyOf(supply.template());
  }

  private static Supply supply(Version version) {
    PostgresServer server =
        switch (version) {
          case NEWEST -> PostgresServer.shared();
          case OLDEST -> stoppedAtTheEnd(PostgresServer.start(Version.OLDEST));
        };
    PostgresServer.Database template = server.newDatabase();
    open(template).close();
    return new Supply(server, template);
  }

  private static PostgresServer stoppedAtTheEnd(PostgresServer server) {
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "postgres"));
    return server;
  }

  public static PostgresStore open(PostgresServer.Database database) {
    return PostgresStore.open(settings(database), InstantSource.system());
  }

  static Database settings(PostgresServer.Database database) {
    return new Database(
        database.url(),
        database.user(),
        database.password(),
        4,
        Duration.ofSeconds(5),
        Duration.ofSeconds(60));
  }
}
