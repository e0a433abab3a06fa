package daybook.crash;

import daybook.TestBook;
import daybook.book.postgres.PostgresServer;
import daybook.book.postgres.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL loses nothing when a process that works on it is killed. */
class PostgresKillTest extends KillContract {
  @TempDir private Path secrets;

  private final List<Connection> observers = new ArrayList<>();

  @Override
  World world(int lane) throws IOException, SQLException {
    PostgresServer.Database database = TestDatabases.fresh();
    Path password =
        Files.writeString(secrets.resolve("password" + lane), database.password() + "\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    Connection observer = database.connect();
    observers.add(observer);
    return new InDatabase(database, password, observer, new HashMap<>(), new HashSet<>());
  }

  @AfterEach
  void closeObservers() throws SQLException {
    for (Connection observer : observers) {
      observer.close();
    }
  }

  /**
   * @param observer one connection for all looks at a lane's processes, of which there is one each
   *     millisecond: the server would have more work with new ones than with Daybook
   * @param starts when a process began; what it connected with began later
   * @param held the processes that had their book
   */
  private record InDatabase(
      PostgresServer.Database database,
      Path password,
      Connection observer,
      Map<Long, Instant> starts,
      Set<Long> held)
      implements World {
    /** What a busy machine takes to connect is no fault of the program's. */
    @Override
    public String configuration() {
      return """
      store: postgres
      postgres:
        url: %s
        user: %s
        password_file: %s
        connect_timeout_seconds: 120
      """
          .formatted(database.url(), database.user(), password);
    }

    @Override
    public void reset() throws SQLException {
      try (Statement statement = observer.createStatement()) {
        statement.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
      }
    }

    @Override
    public List<String> place(Path data) {
      return List.of();
    }

    @Override
    public TestBook open(Path config, Path data) throws IOException {
      return TestBook.openAsConfigured(config, InstantSource.system().instant());
    }

    @Override
    public boolean isHeld(long pid, Path data) {
      Optional<Instant> start = ProcessHandle.of(pid).flatMap(child -> child.info().startInstant());
      start.ifPresent(instant -> starts.putIfAbsent(pid, instant));
      if (held.contains(pid) || !starts.containsKey(pid)) {
        return held.contains(pid);
      }
      if (isConnectedSince(starts.get(pid))) {
        held.add(pid);
      }
      return held.contains(pid);
    }

    private boolean isConnectedSince(Instant moment) {
      try (PreparedStatement statement =
          observer.prepareStatement(
              "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                  + " AND application_name = 'daybook-write' AND backend_start > ?")) {
        statement.setTimestamp(1, Timestamp.from(moment));
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          return row.getInt(1) > 0;
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
