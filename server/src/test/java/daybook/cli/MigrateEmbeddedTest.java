package daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.App;
import daybook.cli.control.ControlServer;
import daybook.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An embedded book that an older or a newer program wrote. */
class MigrateEmbeddedTest {
  @TempDir Path directory;
  private Shell shell;
  private Path book;

  @BeforeEach
  void make_a_book() {
    shell = new Shell(directory);
    shell.ok("list", "resellers");
    book = directory.resolve("data/book.duckdb");
  }

  @Test
  void only_the_scripts_that_an_older_book_lacks_run() throws Exception {
    execute(
        """
        DROP VIEW identity;
        DROP TABLE redecided;
        DROP TABLE duplicate_line;
        DROP TABLE withdrawal;
        DROP TABLE delivery_part;
        DROP TABLE fetched;
        DROP TABLE sync_run;
        ALTER TABLE kept_line DROP COLUMN number;
        CREATE TABLE unparked (
          delivery_id BIGINT NOT NULL, line BIGINT NOT NULL, outcome VARCHAR NOT NULL,
          PRIMARY KEY (delivery_id, line));
        INSERT INTO unparked VALUES (1, 2, 'STORED');
        ALTER TABLE record ADD PRIMARY KEY (feed, identity, version);
        DELETE FROM schema_version WHERE script >= 'V003';
        """);
    byte[] before = Files.readAllBytes(book);
    assertThat(shell.ok("migrate", "--dry-run"))
        .isEqualTo(
            """
            V003__corrections.sql: pending
            V004__records_without_key.sql: pending
            schema 2, scripts to run: 2
            """);
    assertThat(Files.readAllBytes(book)).isEqualTo(before);
    assertThat(shell.ok("migrate"))
        .isEqualTo(
            """
            V003__corrections.sql: run
            V004__records_without_key.sql: run
            schema 4, up to date
            """);
    assertThat(shell.ok("check")).doesNotContain("FAULT");
    assertThat(
            first(
                """
                SELECT count(*) FROM duckdb_constraints()
                WHERE table_name = 'record' AND constraint_type = 'PRIMARY KEY'
                """))
        .isEqualTo("0");
  }

  @Test
  void records_that_had_a_key_are_the_same_without_it() throws Exception {
    execute(
        """
        ALTER TABLE record ADD PRIMARY KEY (feed, identity, version);
        INSERT INTO record SELECT 'edge', i, i % 2, 3, 4, i, 'card ' || i, 's' || i,
          TIMESTAMP '2024-03-30 22:00:00.000001' + INTERVAL (i) SECOND, TIMESTAMP '2024-03-31 01:00:00',
          i + 5, i + 6, DATE '2024-03-30', i + 7, i + 8, i + 9, i + 10, i % 3 = 0
          FROM range(300000) t(i);
        DELETE FROM schema_version WHERE script = 'V004__records_without_key.sql';
        """);
    String digest =
        "SELECT count(*) || ' ' || bit_xor(hash(t)) || ' ' || min(t.started_at) FROM record t";
    String before = first(digest);
    assertThat(before).startsWith("300000 ").endsWith(" 2024-03-30 22:00:00.000001");
    assertThat(shell.ok("migrate"))
        .isEqualTo("V004__records_without_key.sql: run\nschema 4, up to date\n");
    assertThat(first(digest)).isEqualTo(before);
    assertThat(
            first("SELECT string_agg(version, ' ' ORDER BY identity) FROM identity WHERE sim < 10"))
        .isEqualTo("0 1 0");
  }

  private String first(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + book);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void a_book_of_a_newer_program_is_left_alone() throws SQLException {
    execute("INSERT INTO schema_version VALUES ('V999__later.sql')");
    String newer =
        "The store was written by a newer Daybook (it has V999__later.sql): start that version or"
            + " a newer one";
    assertThat(shell.refused("migrate", "--dry-run")).endsWith(newer);
    assertThat(shell.refused("migrate")).endsWith(newer);
    assertThat(shell.refused("check")).isEqualTo(newer);
  }

  @Test
  void a_server_has_brought_its_book_up_to_date() throws Exception {
    Settings settings = Settings.read(directory.resolve("none"), false, directory);
    Path data = directory.resolve("data");
    try (StoreLock lock = StoreLock.take(data).orElseThrow();
        App app = App.open(settings.withData(data))) {
      assertThat(shell.refused("migrate")).contains("is in use by process ");
      try (ControlServer control =
          ControlServer.start((arguments, where, terminal, out, err) ->
              CommandLineRunner.ofServer(app, new Console(out, err, where, terminal))
                  .run(arguments))) {
        lock.announce(control.socket());
        assertThat(shell.ok("migrate", "--dry-run")).isEqualTo("schema 4, nothing to do\n");
        assertThat(shell.ok("migrate")).isEqualTo("schema 4, nothing to do\n");
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + book);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
