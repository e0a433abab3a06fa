package daybook.benchmarks;

import daybook.benchmarks.world.WideWorld;
import daybook.book.postgres.PostgresServer;
import daybook.config.Settings;
import daybook.config.StoreSettings;
import daybook.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** Where a book is kept, and the way past the program to the same engine. Closing removes it. */
sealed interface Place extends AutoCloseable {
  /** As results name it. */
  String name();

  Settings settings(Settings configured);

  /** A connection of the engine, as any other program would have one. */
  Connection connect() throws SQLException;

  @Override
  void close();

  /** The embedded store, in a folder. */
  record Embedded(Path folder) implements Place {
    @Override
    public String name() {
      return "embedded";
    }

    @Override
    public Settings settings(Settings configured) {
      return configured.withData(folder);
    }

    /** Within one process, all connections to one file share its engine. */
    @Override
    public Connection connect() throws SQLException {
      Connection connection =
          DriverManager.getConnection(
              "jdbc:duckdb:" + folder.resolve("book.duckdb").toAbsolutePath(), new Properties());
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET memory_limit = '" + WideWorld.ENGINE_MEMORY_MB + "MB'");
      }
      return connection;
    }

    @Override
    public void close() {
      try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
        List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        for (Path file : deepestFirst) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A database of a PostgreSQL server. */
  record Postgres(PostgresServer.Database database) implements Place {
    private static final int CONNECTIONS = 10;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration REPORT = Duration.ofMinutes(10);

    @Override
    public String name() {
      return "postgres";
    }

    @Override
    public Settings settings(Settings configured) {
      return configured.withStore(
          new StoreSettings.Postgres(
              database.url(),
              database.user(),
              new Secret(database.password()),
              CONNECTIONS,
              CONNECT,
              REPORT));
    }

    @Override
    public Connection connect() throws SQLException {
      return database.connect();
    }

    @Override
    public void close() {
      database.close();
    }
  }
}
