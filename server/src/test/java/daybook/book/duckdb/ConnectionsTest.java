package daybook.book.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybook.book.sql.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that is lost, by the failure that DuckDB's own tests plan for a checkpoint. */
class ConnectionsTest {
  private static final int MEMORY_MB = 200;

  @TempDir Path directory;
  private Connections connections;

  @BeforeEach
  void begin_with_three_rows() throws SQLException {
    connections = new Connections("jdbc:duckdb:" + directory.resolve("book.duckdb"), MEMORY_MB);
    DuckDBConnection connection = connections.take();
    execute(connection, "CREATE TABLE t AS SELECT * FROM range(3) r(i)");
    connections.giveBack(connection);
  }

  @AfterEach
  void close() {
    connections.close();
  }

  @Test
  void an_engine_that_refuses_everything_is_begun_anew_with_what_was_committed() throws Exception {
    DuckDBConnection idle = connections.take();
    DuckDBConnection failing = connections.take();
    connections.giveBack(idle);
    lose(failing);
    connections.discard(failing);
    assertThat(rows()).isEqualTo(3);
  }

  @Test
  void the_engine_takes_no_more_memory_than_it_may_when_it_is_begun_anew_too() throws Exception {
    assertThat(memoryLimit()).isEqualTo("190.7 MiB");
    DuckDBConnection failing = connections.take();
    lose(failing);
    connections.discard(failing);
    assertThat(memoryLimit()).isEqualTo("190.7 MiB");
  }

  @Test
  void without_a_limit_the_engine_takes_half_of_the_machine_where_it_would_take_four_fifths()
      throws Exception {
    connections.close();
    connections = new Connections("jdbc:duckdb:" + directory.resolve("other.duckdb"), 0);
    try (Connection own = Connections.connect("jdbc:duckdb:", new Properties())) {
      assertThat(gibibytes(memoryLimit()) / gibibytes(memoryLimit(own))).isBetween(0.6, 0.65);
    }
  }

  private static double gibibytes(String told) {
    assertThat(told).endsWith(" GiB");
    return Double.parseDouble(told.replace(" GiB", ""));
  }

  @Test
  void it_is_begun_anew_when_the_last_connection_to_the_lost_one_has_come_back() throws Exception {
    DuckDBConnection reading = connections.take();
    DuckDBConnection failing = connections.take();
    lose(failing);
    connections.discard(failing);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> waiting = threads.submit(() -> rows());
      assertThatThrownBy(() -> waiting.get(200, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      assertThatThrownBy(() -> rows(reading)).isInstanceOf(SQLException.class);
      connections.discard(reading);
      assertThat(waiting.get(5, TimeUnit.SECONDS)).isEqualTo(3);
    }
  }

  @Test
  void a_failure_that_is_not_the_engines_leaves_the_engine_as_it_is() throws Exception {
    DuckDBConnection other = connections.take();
    execute(other, "BEGIN");
    DuckDBConnection failing = connections.take();
    assertThatThrownBy(() -> execute(failing, "SELECT * FROM nothing"))
        .isInstanceOf(SQLException.class);
    connections.discard(failing);
    assertThat(rows()).isEqualTo(3);
    assertThat(rows(other)).isEqualTo(3);
  }

  private static void lose(DuckDBConnection connection) throws SQLException {
    execute(connection, "SET debug_checkpoint_abort = 'before_header'");
    assertThatThrownBy(() -> execute(connection, "CHECKPOINT")).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> execute(connection, "SELECT 1")).isInstanceOf(SQLException.class);
  }

  private String memoryLimit() throws SQLException {
    DuckDBConnection connection = connections.take();
    String limit = memoryLimit(connection);
    connections.giveBack(connection);
    return limit;
  }

  private static String memoryLimit(Connection connection) {
    return Sql.one(
        connection, "SELECT current_setting('memory_limit')", setting -> setting.getString(1));
  }

  private int rows() throws SQLException {
    DuckDBConnection connection = connections.take();
    int rows = rows(connection);
    connections.giveBack(connection);
    return rows;
  }

  private static int rows(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet counted = statement.executeQuery("SELECT count(*) FROM t")) {
      counted.next();
      return counted.getInt(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
