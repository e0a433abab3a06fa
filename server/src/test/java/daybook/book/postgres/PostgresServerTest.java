package daybook.book.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybook.book.postgres.PostgresServer.Database;
import daybook.book.postgres.PostgresServer.Mode;
import daybook.book.postgres.PostgresServer.Version;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the servers to what the tests that use them rely on. */
class PostgresServerTest {
  @ParameterizedTest
  @EnumSource
  void every_supported_version_starts(Version version) throws SQLException {
    try (PostgresServer server = PostgresServer.start(version);
        Database database = server.newDatabase()) {
      assertThat(server.version()).startsWith(version.major() + ".");
      assertThat(ask(database, "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(
              ask(
                  database,
                  "SELECT datcollate FROM pg_database WHERE datname = current_database()"))
          .isEqualTo("C");
    }
  }

  @Test
  void the_shared_server_is_one_and_the_newest() {
    assertThat(PostgresServer.shared()).isSameAs(PostgresServer.shared());
    assertThat(PostgresServer.shared().version()).startsWith(Version.NEWEST.major() + ".");
  }

  @ParameterizedTest
  @EnumSource
  void a_stopped_server_starts_again_with_its_data(Mode mode) throws SQLException {
    try (PostgresServer server = PostgresServer.start(Version.NEWEST)) {
      Database database = server.newDatabase();
      execute(database, "CREATE TABLE t AS SELECT 7 AS n");
      server.stop(mode);
      assertNobodyListens(database);
      server.start();
      assertThat(ask(database, "SELECT n FROM t")).isEqualTo("7");
    }
  }

  @Test
  void terminating_cuts_the_connections_of_that_database_alone() throws SQLException {
    PostgresServer server = PostgresServer.shared();
    try (Database one = server.newDatabase();
        Database other = server.newDatabase();
        Connection cut = one.connect();
        Connection alsoCut = one.connect();
        Connection kept = other.connect()) {
      server.terminateConnections(one);
      assertThatThrownBy(() -> ask(cut, "SELECT 1")).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> ask(alsoCut, "SELECT 1")).isInstanceOf(SQLException.class);
      assertThat(ask(kept, "SELECT 1")).isEqualTo("1");
      assertThat(ask(one, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void a_copy_of_a_database_has_its_rows_and_is_a_database_of_its_own() throws SQLException {
    PostgresServer server = PostgresServer.shared();
    try (Database template = server.newDatabase()) {
      execute(template, "CREATE TABLE t AS SELECT 7 AS n");
      try (Database copy = server.copyOf(template)) {
        assertThat(ask(copy, "SELECT n FROM t")).isEqualTo("7");
        execute(copy, "UPDATE t SET n = 8");
        assertThat(ask(template, "SELECT n FROM t")).isEqualTo("7");
      }
    }
  }

  @Test
  void databases_are_empty_and_independent() throws SQLException {
    PostgresServer server = PostgresServer.shared();
    try (Database one = server.newDatabase();
        Database other = server.newDatabase()) {
      execute(one, "CREATE TABLE t AS SELECT 1 AS n");
      assertThat(ask(other, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
          .isEqualTo("0");
      execute(other, "CREATE TABLE t AS SELECT 2 AS n");
      assertThat(ask(one, "SELECT n FROM t")).isEqualTo("1");
    }
  }

  @Test
  void a_closed_database_is_gone_whoever_is_connected() throws SQLException {
    Database database = PostgresServer.shared().newDatabase();
    try (Connection connected = database.connect()) {
      database.close();
      assertThatThrownBy(() -> ask(connected, "SELECT 1")).isInstanceOf(SQLException.class);
    }
    assertRefused(database::connect, "3D000");
    database.close();
  }

  @Test
  void a_wrong_password_is_refused() {
    try (Database database = PostgresServer.shared().newDatabase()) {
      assertRefused(
          () -> DriverManager.getConnection(database.url(), database.user(), "wrong"), "28P01");
    }
  }

  @Test
  void settings_of_the_caller_win() throws SQLException {
    try (PostgresServer server =
            PostgresServer.start(Version.NEWEST, "fsync=on", "log_line_prefix=it's %p ");
        Database database = server.newDatabase()) {
      assertThat(ask(database, "SHOW fsync")).isEqualTo("on");
      assertThat(ask(database, "SHOW full_page_writes")).isEqualTo("off");
      assertThat(ask(database, "SHOW log_line_prefix")).isEqualTo("it's %p ");
    }
  }

  @Test
  void a_server_that_cannot_start_says_why() {
    assertThatThrownBy(() -> PostgresServer.start(Version.NEWEST, "no_such_setting=1"))
        .hasMessageContaining("no_such_setting");
  }

  @Test
  void closing_stops_the_server_and_removes_its_data() throws SQLException {
    PostgresServer server = PostgresServer.start(Version.NEWEST);
    Database database = server.newDatabase();
    assertThat(server.folder().resolve("data")).isDirectory();
    server.close();
    assertThat(server.folder()).doesNotExist();
    assertNobodyListens(database);
  }

  @Test
  void a_server_ends_with_its_jvm_even_if_that_is_killed() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Held.class.getName())
            .redirectError(Redirect.INHERIT)
            .start();
    try (BufferedReader printed = jvm.inputReader(UTF_8)) {
      Path folder = Path.of(printed.readLine());
      Database database = new Database(printed.readLine(), printed.readLine(), printed.readLine());
      // Another JVM's start leaves alone what is held.
      PostgresServer.start(Version.NEWEST).close();
      assertThat(ask(database, "SELECT 1")).isEqualTo("1");
      jvm.destroyForcibly().onExit().join();
      // The folder is what is removed last.
      for (int tenths = 0; Files.exists(folder) && tenths < 600; tenths++) {
        Thread.sleep(Duration.ofMillis(100));
      }
      assertThat(folder).doesNotExist();
      assertNobodyListens(database);
    } finally {
      jvm.destroyForcibly();
    }
  }

  /** The program that is killed. */
  static final class Held {
    private Held() {}

    public static void main(String[] arguments) throws InterruptedException {
      PostgresServer server = PostgresServer.start(Version.NEWEST);
      Database database = server.newDatabase();
      System.out.println(server.folder());
      System.out.println(database.url());
      System.out.println(database.user());
      System.out.println(database.password());
      Thread.sleep(Duration.ofMinutes(5));
    }
  }

  @Test
  void what_nobody_holds_any_more_is_removed_at_the_next_start() throws IOException {
    try (PostgresServer server = PostgresServer.start(Version.NEWEST)) {
      Path left = Files.createTempDirectory(server.folder().getParent(), "left");
      Files.createFile(left.resolve("lock"));
      Files.createDirectory(left.resolve("data"));
      PostgresServer.start(Version.NEWEST).close();
      assertThat(left).doesNotExist();
      assertThat(server.folder()).isDirectory();
    }
  }

  private static void assertNobodyListens(Database database) {
    assertRefused(database::connect, "08001");
  }

  private static void assertRefused(ThrowingCallable connecting, String sqlState) {
    assertThatThrownBy(connecting)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState));
  }

  private static void execute(Database database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(Database database, String sql) throws SQLException {
    try (Connection connection = database.connect()) {
      return ask(connection, sql);
    }
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
