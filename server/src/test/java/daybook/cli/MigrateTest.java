package daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.book.TestEngine;
import daybook.book.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of an empty store, looked at and run. */
@Tag("store")
class MigrateTest {
  @TempDir Path directory;
  private Shell shell;
  private PostgresServer.@Nullable Database database;

  @BeforeEach
  void configure() throws IOException {
    shell = new Shell(directory);
    if (TestEngine.OF_THIS_RUN == TestEngine.POSTGRES) {
      database = PostgresServer.shared().newDatabase();
      Path password = Files.writeString(directory.resolve("password"), database.password());
      Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
      Files.writeString(
          directory.resolve("daybook.yaml"),
          "store: postgres\npostgres: {url: '%s', user: %s, password_file: password}\n"
              .formatted(database.url(), database.user()));
    }
  }

  @AfterEach
  void drop() {
    if (database != null) {
      database.close();
    }
  }

  private static String scripts(String said) {
    return scripts().stream()
        .map(script -> script + ": " + said + "\n")
        .collect(Collectors.joining());
  }

  private static List<String> scripts() {
    return switch (TestEngine.OF_THIS_RUN) {
      case DUCKDB ->
          List.of(
              "V001__books_and_registry.sql",
              "V002__shared_words.sql",
              "V003__corrections.sql",
              "V004__records_without_key.sql");
      case POSTGRES -> List.of("V001__books_and_registry.sql", "V002__corrections.sql");
    };
  }

  private static int newest() {
    return scripts().size();
  }

  @Test
  void a_dry_run_names_the_scripts_and_leaves_the_store_as_it_is() {
    String pending = scripts("pending") + "schema 0, scripts to run: " + newest() + "\n";
    assertThat(shell.ok("migrate", "--dry-run")).isEqualTo(pending);
    assertThat(shell.ok("migrate", "--dry-run")).isEqualTo(pending);
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void the_scripts_run_once() {
    assertThat(shell.ok("migrate"))
        .isEqualTo(scripts("run") + "schema " + newest() + ", up to date\n");
    String nothing = "schema " + newest() + ", nothing to do\n";
    assertThat(shell.ok("migrate")).isEqualTo(nothing);
    assertThat(shell.ok("migrate", "--dry-run")).isEqualTo(nothing);
    assertThat(shell.ok("check")).doesNotContain("FAULT");
  }

  @Test
  void a_store_that_a_command_has_opened_has_nothing_pending() {
    shell.ok("list", "resellers");
    assertThat(shell.ok("migrate", "--dry-run")).contains("nothing to do");
  }
}
