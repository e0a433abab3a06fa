package daybook.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daybook.config.StoreSettings.Embedded;
import daybook.config.StoreSettings.Postgres;
import daybook.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the book is kept, and the password that is nowhere to be seen. */
class StoreSettingsTest {
  private static final String PASSWORD = "hunter2 and more";

  private static final String POSTGRES =
      """
      store: postgres
      postgres:
        url: jdbc:postgresql://db.example:5432/daybook?sslmode=verify-full
        user: daybook
      """;

  @TempDir Path directory;

  private Settings read(String text) throws IOException {
    Path file = directory.resolve("daybook.yaml");
    Files.writeString(file, text);
    return Settings.read(file, true, directory, Map.of("DB_PASSWORD", PASSWORD));
  }

  private Path passwordFile(byte[] content, String permissions) throws IOException {
    Path file = directory.resolve("password");
    Files.write(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static Secret password(Settings settings) {
    return ((Postgres) settings.store()).password();
  }

  @Test
  void a_section_that_says_everything_is_read_exactly() throws IOException {
    Settings settings =
        read(
            POSTGRES
                + """
                  password_env: DB_PASSWORD
                  connections: 2
                  connect_timeout_seconds: 600
                  report_timeout_seconds: 1
                """);

    assertThat(settings.store())
        .isEqualTo(
            new Postgres(
                "jdbc:postgresql://db.example:5432/daybook?sslmode=verify-full",
                "daybook",
                new Secret(PASSWORD),
                2,
                Duration.ofSeconds(600),
                Duration.ofSeconds(1)));
    assertThat(settings.effective().subList(1, 9))
        .containsExactly(
            "store: postgres  # daybook.yaml:1",
            "postgres.url: 'jdbc:postgresql://db.example:5432/daybook?sslmode=verify-full'"
                + "  # daybook.yaml:3",
            "postgres.user: daybook  # daybook.yaml:4",
            "postgres.password_file:  # not set",
            "postgres.password_env: DB_PASSWORD  # daybook.yaml:5",
            "postgres.connections: 2  # daybook.yaml:6",
            "postgres.connect_timeout_seconds: 600  # daybook.yaml:7",
            "postgres.report_timeout_seconds: 1  # daybook.yaml:8");
  }

  @Test
  void an_address_and_a_user_are_enough() throws IOException {
    Settings settings = read(POSTGRES);

    assertThat(settings.store())
        .isEqualTo(
            new Postgres(
                "jdbc:postgresql://db.example:5432/daybook?sslmode=verify-full",
                "daybook",
                null,
                10,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60)));
    assertThat(settings.effective())
        .contains("postgres.connections: 10  # default")
        .noneMatch(line -> line.startsWith("data:"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql:daybook",
        "jdbc:postgresql://one.example,two.example:5433/daybook?targetServerType=primary",
        "jdbc:postgresql://[::1]/daybook?ApplicationName=user%40site&password_encoding=x"
      })
  void an_address_is_taken_as_it_stands(String url) throws IOException {
    Settings settings = read("store: postgres\npostgres: {url: '%s', user: x}\n".formatted(url));

    assertThat(((Postgres) settings.store()).url()).isEqualTo(url);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          secret       | secret
          secret\\n    | secret
          secret\\r\\n | secret
          " two words "| " two words "
          пароль\\n    | пароль
          """)
  void a_file_holds_the_password_and_perhaps_a_line_end(String content, String password)
      throws IOException {
    String text = content.replace("\\n", "\n").replace("\\r", "\r");
    passwordFile(text.getBytes(StandardCharsets.UTF_8), "rw-r-----");

    Settings settings = read(POSTGRES + "  password_file: password\n");

    assertThat(password(settings)).isEqualTo(new Secret(password));
    assertThat(settings.effective())
        .contains(
            "postgres.password_file: " + directory.resolve("password") + "  # daybook.yaml:5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''           | {} is empty; the password is expected in it
          \\n          | {} is empty; the password is expected in it
          hunter2\\n\\n| {} has several lines; the password is expected alone in it
          hunter2\\rx  | {} has several lines; the password is expected alone in it
          hunter2\\xFF | {} is not UTF-8
          """)
  void a_file_that_holds_no_password_is_refused(String content, String reason) throws IOException {
    String text = content.replace("\\n", "\n").replace("\\r", "\r").replace("\\xFF", "\u00FF");
    Path file = passwordFile(text.getBytes(StandardCharsets.ISO_8859_1), "rw-------");

    assertRefused(POSTGRES + "  password_file: password\n", reason.replace("{}", file.toString()));
  }

  @Test
  void a_file_that_is_far_too_large_is_not_read() throws IOException {
    Path file = passwordFile(new byte[4097], "rw-------");

    assertRefused(
        POSTGRES + "  password_file: password\n",
        file + " is larger than 4096 bytes; the password is expected alone in it");
  }

  @Test
  void a_file_that_everyone_may_read_is_refused_with_the_remedy() throws IOException {
    Path file = passwordFile(PASSWORD.getBytes(StandardCharsets.UTF_8), "rw----r--");

    assertRefused(
        POSTGRES + "  password_file: password\n",
        "every user of this machine may read %s; say chmod 600 %s".formatted(file, file));
  }

  @Test
  void a_file_that_is_not_there_and_one_that_is_none_are_refused() throws IOException {
    assertRefused(
        POSTGRES + "  password_file: password\n",
        "there is no file " + directory.resolve("password"));
    Path folder = Files.createDirectory(directory.resolve("folder"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    assertRefused(
        POSTGRES + "  password_file: folder\n",
        folder + " cannot be read: java.io.IOException: Is a directory");
  }

  private void assertRefused(String text, String reason) {
    SettingsException refusal = catchThrowableOfType(SettingsException.class, () -> read(text));
    assertThat(refusal)
        .hasMessage("daybook.yaml:5: postgres.password_file: " + reason)
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void no_text_of_the_settings_shows_the_password() throws IOException {
    Settings settings = read(POSTGRES + "  password_env: DB_PASSWORD\n");

    assertThat(password(settings).value()).isEqualTo(PASSWORD);
    assertThat(List.of(settings.toString(), settings.store().toString()))
        .allSatisfy(text -> assertThat(text).contains("(secret)").doesNotContain(PASSWORD));
    assertThat(String.join("\n", settings.effective())).doesNotContain(PASSWORD);
    assertThat(String.join("\n", settings.withStore(settings.store()).effective()))
        .doesNotContain(PASSWORD);
  }

  @Test
  void a_data_directory_of_the_command_line_does_not_go_with_postgres() throws IOException {
    Settings settings = read(POSTGRES);

    assertThatThrownBy(() -> settings.withData(directory))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "--data: has no meaning with store: postgres (daybook.yaml:1); leave the option out");
    assertThatThrownBy(settings::data).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void another_store_takes_the_place_of_the_configured_one() throws IOException {
    Settings embedded = read("data: books\nengine_memory_mb: 500\nport: 1\n");
    Settings postgres = read(POSTGRES + "port: 1\n");

    Settings moved = embedded.withStore(postgres.store());
    Settings back = postgres.withStore(embedded.store());

    assertThat(moved.store()).isEqualTo(postgres.store());
    assertThat(moved.effective())
        .contains(
            "store: postgres  # the command",
            "postgres.user: daybook  # the command",
            "port: 1  # daybook.yaml:3")
        .noneMatch(line -> line.startsWith("data:") || line.startsWith("engine_memory_mb"));
    assertThat(back.store()).isEqualTo(new Embedded(directory.resolve("books"), 500));
    assertThat(back.data()).isEqualTo(directory.resolve("books"));
    assertThat(back.effective())
        .contains(
            "store: duckdb  # the command",
            "data: " + directory.resolve("books") + "  # the command",
            "engine_memory_mb: 500  # the command")
        .noneMatch(line -> line.startsWith("postgres"));
  }

  @Test
  void the_books_zone_does_not_move_the_book() throws IOException {
    Settings settings = read(POSTGRES);

    assertThat(settings.withZoneOfBook(settings.zone()).store()).isEqualTo(settings.store());
  }
}
