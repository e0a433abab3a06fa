package daybook.book.postgres;

import static java.nio.file.StandardOpenOption.APPEND;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL server on 127.0.0.1 for tests. It is stopped and its data are removed when it
 * is closed, and also when this JVM ends without closing it, whichever way it ends.
 */
public final class PostgresServer implements AutoCloseable {
  /** The ends of the range of supported versions; the root pom.xml says which release of each. */
  public enum Version {
    OLDEST(15),
    NEWEST(18);

    private final int major;

    Version(int major) {
      this.major = major;
    }

    int major() {
      return major;
    }

    String file() {
      return name().toLowerCase(Locale.ROOT) + ".jar";
    }
  }

  /** How a server is stopped: orderly, or so that its next start is a recovery from a crash. */
  public enum Mode {
    FAST,
    IMMEDIATE
  }

  /** Made for speed: no test needs what a power failure would lose. A later setting wins. */
  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "max_connections=200",
          "fsync=off",
          "full_page_writes=off");

  private static final int ATTEMPTS = 3;

  private static @Nullable PostgresServer shared;

  private final ServerFolder folder;
  private final int port;
  private final AtomicInteger databases = new AtomicInteger();

  private PostgresServer(ServerFolder folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /**
   * The one server, of the newest version, that all tests of a JVM share. It is never to be stopped
   * or closed: others use it, and a crash would lose what it committed last.
   */
  public static synchronized PostgresServer shared() {
    if (shared == null) {
      PostgresServer started = start(Version.NEWEST, "synchronous_commit=off");
      // The guard would do it too, but just after the JVM's end, perhaps while a build cleans up.
      Runtime.getRuntime().addShutdownHook(new Thread(started::close, "postgres"));
      shared = started;
    }
    return shared;
  }

  /**
   * A server of one's own. What it has committed survives {@link Mode#IMMEDIATE}. The settings are
   * lines like {@code fsync=on}.
   */
  public static PostgresServer start(Version version, String... settings) {
    try {
      ServerFolder folder = ServerHome.find().claim(version);
      try {
        configure(folder, settings);
        return startSomewhere(folder);
      } catch (IOException | RuntimeException e) {
        folder.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void configure(ServerFolder folder, String... settings) throws IOException {
    String lines =
        Stream.concat(SETTINGS.stream(), Stream.of(settings))
            .map(PostgresServer::line)
            .collect(Collectors.joining());
    Files.writeString(folder.data().resolve("postgresql.conf"), lines, APPEND);
  }

  private static String line(String setting) {
    String[] parts = setting.split("=", 2);
    if (parts.length < 2) {
      throw new IllegalArgumentException("Not name=value: " + setting);
    }
    return "%s = '%s'\n".formatted(parts[0], parts[1].replace("'", "''"));
  }

  /** Another may take a free port before the server does; then it tries another one. */
  private static PostgresServer startSomewhere(ServerFolder folder) throws IOException {
    for (int attempt = 1; ; attempt++) {
      PostgresServer server = new PostgresServer(folder, freePort());
      try {
        server.start();
        return server;
      } catch (IllegalStateException e) {
        if (isFree(server.port) || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /**
   * Below the ports that systems give to clients: a client that keeps asking for a stopped server
   * must neither take its port nor, from the same port, find itself.
   */
  private static int freePort() throws IOException {
    int port;
    do {
      port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
    } while (!isFree(port));
    return port;
  }

  private static boolean isFree(int port) throws IOException {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return true;
    } catch (BindException e) {
      return false;
    }
  }

  /** Starts a stopped server again, on its port and with its data. */
  public void start() {
    try {
      control("start", "--log=" + folder.log(), "--options=-p " + port);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(e.getMessage() + "\n" + log(), e);
    }
  }

  public void stop(Mode mode) {
    control("stop", "--mode=" + mode.name().toLowerCase(Locale.ROOT));
  }

  private void control(String action, String... options) {
    folder.run(
        "pg_ctl",
        Stream.concat(
                Stream.of(action, "--silent", "--wait", "--pgdata=" + folder.data()),
                Stream.of(options))
            .toArray(String[]::new));
  }

  private String log() {
    try {
      return Files.exists(folder.log()) ? Files.readString(folder.log()) : "It wrote no log.";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Such as {@code 18.6}. */
  public String version() {
    try (Connection connection = database("postgres").connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW server_version")) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An empty database. */
  public Database newDatabase() {
    return create("TEMPLATE template0");
  }

  /** A database with all that {@code template} holds, to which nobody may be connected. */
  public Database copyOf(Database template) {
    return create("TEMPLATE " + template.name());
  }

  private Database create(String options) {
    Database database = database("test_" + databases.incrementAndGet());
    database("postgres").execute("CREATE DATABASE %s %s".formatted(database.name(), options));
    return database;
  }

  /** Cuts all connections to the database, and returns when they are cut. */
  public void terminateConnections(Database database) {
    try (Connection connection = database("postgres").connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = ?")) {
      statement.setString(1, database.name());
      statement.executeQuery().close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Database database(String name) {
    return new Database(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name),
        ServerHome.ADMIN,
        ServerHome.PASSWORD);
  }

  Path folder() {
    return folder.path();
  }

  /** Stops the server and removes its data. */
  @Override
  public void close() {
    folder.close();
  }

  /**
   * A database and who may do everything in it. Closing it drops it, whoever is connected to it.
   */
  public record Database(String url, String user, String password) implements AutoCloseable {
    public Connection connect() throws SQLException {
      return DriverManager.getConnection(url, user, password);
    }

    @Override
    public void close() {
      int start = url.length() - name().length();
      new Database(url.substring(0, start) + "postgres", user, password)
          .execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(name()));
    }

    String name() {
      return url.substring(url.lastIndexOf('/') + 1);
    }

    private void execute(String sql) {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }
  }
}
