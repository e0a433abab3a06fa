package daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import daybook.App;
import daybook.cli.control.ControlClient;
import daybook.cli.control.ControlServer;
import daybook.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands as a user types them, on a real book of the rules set. */
class CommandsTest {
  private static final Path RULES = Path.of("server/src/test/resources/rules").toAbsolutePath();
  private static final String CONFIG =
      """
      zone: UTC
      feeds:
        north:
          operator: north
          clock: UTC
          place: inbox
          files: "*.csv"
          csv:
            header: true
            timestamp: "yyyy-MM-dd HH:mm:ss"
            columns:
              {subscriber: sim_key, start: start, end: end, bytes_up: bytes_up, bytes_down: bytes_down}
          volumes: {unit: B, counting: increments}
          identity: [id]
      """;

  @TempDir Path directory;

  private record Result(int status, String out, String err) {}

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(directory.resolve("daybook.yaml"), CONFIG);
    Files.createDirectory(directory.resolve("inbox"));
  }

  @Test
  void a_book_is_made_filled_and_read_by_commands_alone() throws IOException {
    assertThat(ok("import", RULES.toString())).contains("sims.csv: ", " new, 0 changed");
    assertThat(ok("import", RULES.toString())).contains("sims.csv: unchanged");
    String sessions = RULES.resolve("sessions.csv").toString();
    String summary = ok("ingest", "--feed", "north", "--delivered-on", "2026-04-01", sessions);
    assertThat(summary)
        .matches(
            "sessions\\.csv: (\\d+) read = \\1 stored \\+ 0 duplicate \\+ 0 conflict \\+ 0 rejected"
                + " \\+ 0 parked; booked on 2026-04-01 as delivery 1\n");
    assertThat(ok("ingest", "--feed", "north", sessions))
        .isEqualTo(
            "sessions.csv: taken in before, as delivery 1 of 2026-04-01; nothing was changed\n");
    assertThat(ok("list", "deliveries", "--format", "csv")).contains("1,north,1,sessions.csv,");
    assertThat(ok("list", "unrated")).contains("no_price");
    assertThat(ok("feeds", "--format", "csv").lines().toList())
        .satisfiesExactly(
            head -> assertThat(head).startsWith("feed,operator,deliveries,last_delivery,"),
            north ->
                assertThat(north)
                    .matches("north,north,1,sessions\\.csv,[^,]+,unknown,,0,0,0,,[1-9][0-9]*"));
    assertThat(ok("report", "day", "--size", "2", "--format", "csv").lines()).hasSize(3);
    assertThat(
            ok(
                "report",
                "expenses",
                "--reseller",
                "1",
                "--from",
                "2026-04-01",
                "--to",
                "2026-04-01"))
        .contains("2026-03");
    assertThat(
            ok(
                "report",
                "expenses",
                "--reseller",
                "1",
                "--from",
                "2026-04-02",
                "--to",
                "2026-12-31",
                "--format",
                "json"))
        .isEqualTo("[]\n");
    assertThat(ok("check")).contains("the entries are exactly the sums").doesNotContain("FAULT");
    assertThat(ok("open")).startsWith("The book is open from ");
    assertThat(ok("open")).startsWith("The book is open since ");
    Path late =
        Files.writeString(
            directory.resolve("late.csv"), Files.readString(RULES.resolve("sessions.csv")) + "\n");
    assertThat(run("ingest", "--feed", "north", "--delivered-on", "2026-04-01", late.toString()))
        .satisfies(result -> {
          assertThat(result.status()).isEqualTo(1);
          assertThat(result.err()).contains("the book is open since").hasLineCount(1);
        });
  }

  @Test
  void sync_takes_each_file_of_a_place_in_once() throws IOException {
    ok("import", RULES.toString());
    Files.copy(RULES.resolve("sessions.csv"), directory.resolve("inbox/a.csv"));
    Files.writeString(directory.resolve("inbox/b.csv.part"), "unfinished");
    assertThat(ok("sync"))
        .startsWith("a.csv: ")
        .endsWith("feed north: 1 files, 1 taken in, 0 refused\n");
    assertThat(ok("sync", "--feed", "north"))
        .isEqualTo("feed north: 1 files, 0 taken in, 0 refused\n");
  }

  @Test
  void a_delivery_is_withdrawn_once_and_keeps_the_reason() throws IOException {
    ok("import", RULES.toString());
    Files.copy(RULES.resolve("sessions.csv"), directory.resolve("inbox/a.csv"));
    ok("sync");
    assertThat(run("withdraw", "7", "--why", "x").err()).contains("no delivery 7");
    assertThat(run("withdraw", "1", "--why", " ").err()).contains("--why is empty");
    assertThat(ok("withdraw", "1", "--why", "sent by mistake"))
        .matches(
            "delivery 1 \\(a.csv\\) is withdrawn: \\d+ records left the books, booked on .*\n");
    assertThat(ok("withdraw", "1", "--why", "again"))
        .contains("was withdrawn before")
        .endsWith(": sent by mistake\n");
    assertThat(ok("list", "deliveries")).contains("sent by mistake");
    assertThat(ok("report", "day")).hasLineCount(1);
    assertThat(ok("check")).doesNotContain("FAULT");
  }

  @Test
  void a_dry_run_of_rerating_prints_what_the_run_then_books() throws IOException {
    Path inventory = Files.createDirectory(directory.resolve("inventory"));
    for (String name : List.of("resellers", "accounts", "subscriptions", "sims", "price_lists")) {
      Files.copy(RULES.resolve(name + ".csv"), inventory.resolve(name + ".csv"));
    }
    Files.copy(RULES.resolve("fx_rates.csv"), inventory.resolve("fx_rates.csv"));
    String prices = Files.readString(RULES.resolve("prices.csv"));
    Files.writeString(inventory.resolve("prices.csv"), prices);
    ok("import", inventory.toString());
    Files.copy(RULES.resolve("sessions.csv"), directory.resolve("inbox/a.csv"));
    ok("sync");
    String[] rerate = {"rerate", "--from", "2000-01-01", "--to", "2099-12-31"};
    assertThat(ok(rerate)).hasLineCount(1);
    String dearer = prices.replaceAll("(?m)^(1,.*),([0-9.]+)$", "$1,9$2");
    assertThat(dearer).isNotEqualTo(prices);
    Files.writeString(inventory.resolve("prices.csv"), dearer);
    ok("import", inventory.toString());
    String dry = ok("rerate", "--from", "2000-01-01", "--to", "2099-12-31", "--dry-run");
    assertThat(dry).contains("operator  reseller:1  2026-03");
    assertThat(ok("check")).doesNotContain(" 0 stale");
    assertThat(ok(rerate)).isEqualTo(dry);
    assertThat(ok("check")).contains(" 0 stale").doesNotContain("FAULT");
    assertThat(run("rerate", "--from", "2024-02-01", "--to", "2024-01-01").err())
        .contains("--from 2024-02-01 is after --to 2024-01-01");
  }

  @Test
  void a_file_that_cannot_be_taken_in_does_not_keep_the_others_from_it() throws IOException {
    ok("import", RULES.toString());
    Files.write(directory.resolve("inbox/a.csv"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3});
    Files.copy(RULES.resolve("sessions.csv"), directory.resolve("inbox/b.csv"));
    assertThat(run("sync"))
        .satisfies(result -> {
          assertThat(result.status()).isEqualTo(1);
          assertThat(result.err()).startsWith("daybook: feed north: ").hasLineCount(1);
          assertThat(result.out())
              .startsWith("b.csv: ")
              .endsWith("feed north: 2 files, 1 taken in, 1 refused\n");
        });
    Files.delete(directory.resolve("inbox/a.csv"));
    assertThat(ok("sync")).isEqualTo("feed north: 1 files, 0 taken in, 0 refused\n");
    assertThat(ok("list", "runs", "--format", "csv"))
        .hasLineCount(3)
        .contains(",2,1,1,", ",1,0,0,");
  }

  @Test
  void every_kind_of_list_has_a_header_and_its_rows() {
    ok("import", RULES.toString());
    for (ListCommand.Kind kind : ListCommand.Kind.values()) {
      String csv = ok("list", kind.name(), "--format", "csv");
      assertThat(csv.lines().findFirst()).as(kind.name()).isPresent();
      assertThat(ok("list", kind.name(), "--format", "json")).startsWith("[").endsWith("]\n");
    }
    assertThat(ok("list", "resellers", "--format", "csv"))
        .startsWith("id,parent_id,name,currency\r\n1,,");
    assertThat(ok("list", "accounts", "--reseller", "2").lines().count())
        .isLessThan(ok("list", "accounts").lines().count());
    assertThat(ok("list", "accounts", "--match", "nothing has this").lines()).hasSize(1);
  }

  @Test
  void a_token_is_printed_alone_and_once() {
    ok("import", RULES.toString());
    Result created = run("token", "create", "--reseller", "1", "--role", "admin");
    assertThat(created.status()).as(created.err()).isZero();
    assertThat(created.out()).matches("[A-Za-z0-9_-]{43}\n");
    assertThat(created.err()).contains("token 1 of manager 1");
    assertThat(ok("list", "tokens", "--format", "csv")).doesNotContain(created.out().strip());
    assertThat(ok("token", "revoke", "1")).isEqualTo("token 1 is revoked\n");
    Result again = run("token", "revoke", "1");
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err()).isEqualTo("daybook: no token 1 is in force: see 'list tokens'\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ingest --feed none x.csv | no feed \"none\" is declared; the configuration has north",
        "ingest --feed north missing.csv | missing.csv is no file; nothing was taken in",
        "import missing | /missing is no directory",
        "report expenses --reseller 99 --from 2026-01-01 --to 2026-02-01 | 99",
        "report day --from 2026-02-01 --to 2026-01-01 | --from 2026-02-01 lies after --to 2026-01-01",
        "report day --select x_1 | x_1",
        "token create --manager 7 | no manager 7: see 'list managers'",
        "token create --reseller 1 --role king | no role \"king\"",
        "token revoke 5 | no token 5 is in force",
        "config check --config none.yaml | none.yaml",
        "import missing --config none.yaml | none.yaml",
      })
  void what_cannot_be_done_is_said_in_one_line(String words, String message) {
    ok("import", RULES.toString());
    Result result = run(words.split(" "));
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("daybook: ").contains(message).hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frobnicate | frobnicate",
        "list sim | KIND",
        "report day --size x | --size",
        "report day --from 31.01.2026 | --from",
        "ingest x.csv | --feed",
      })
  void what_cannot_be_understood_points_to_the_help(String words, String message) {
    Result result = run(words.split(" "));
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).startsWith("daybook: ").contains(message, "--help");
  }

  @Test
  void another_zone_than_the_books_is_refused() throws IOException {
    ok("import", RULES.toString());
    ok("ingest", "--feed", "north", RULES.resolve("sessions.csv").toString());
    Files.writeString(
        directory.resolve("daybook.yaml"), CONFIG.replace("zone: UTC", "zone: Asia/Almaty"));
    Result result = run("check");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("write zone: UTC");
    Files.delete(directory.resolve("daybook.yaml"));
    assertThat(ok("check")).contains("zone UTC");
  }

  @Test
  void a_data_directory_for_a_book_in_a_database_is_refused() throws IOException {
    Files.writeString(
        directory.resolve("daybook.yaml"),
        "store: postgres\npostgres: {url: 'jdbc:postgresql:daybook', user: daybook}\n");
    Result result = run("config", "check");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            "daybook: --data: has no meaning with store: postgres (daybook.yaml:1); leave the"
                + " option out\n");
  }

  @Test
  void a_command_works_through_the_server_that_holds_the_book() throws Exception {
    ok("import", RULES.toString());
    Settings settings =
        Settings.read(directory.resolve("daybook.yaml"), true, directory)
            .withData(directory.resolve("book"));
    try (StoreLock lock = StoreLock.take(settings.data()).orElseThrow();
        App app = App.open(settings)) {
      Result early = run("list", "resellers");
      assertThat(early.status()).isEqualTo(1);
      assertThat(early.err()).contains("in use by process " + ProcessHandle.current().pid());
      try (ControlServer control =
          ControlServer.start((arguments, where, terminal, out, err) ->
              CommandLineRunner.ofServer(app, new Console(out, err, where, terminal))
                  .run(arguments))) {
        lock.announce(control.socket());
        assertThat(Files.getPosixFilePermissions(control.socket().getParent())).hasSize(3);
        Result direct = run("list", "resellers");
        assertThat(direct.status()).as(direct.err()).isZero();
        assertThat(direct.out()).contains("currency");
        Files.copy(RULES.resolve("sessions.csv"), directory.resolve("relative.csv"));
        assertThat(ok("ingest", "--feed", "north", "relative.csv")).startsWith("relative.csv: ");
        Result wrong = run("token", "revoke", "9");
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.err()).contains("no token 9 is in force");
      }
    }
  }

  @Test
  void a_server_that_is_gone_is_named() throws IOException {
    Path socket = Files.createTempDirectory(directory, "gone").resolve("control");
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text);
    assertThat(
            catchThrowable(() ->
                ControlClient.run(socket, List.of("check"), directory, false, writer, writer)))
        .isInstanceOf(IOException.class);
  }

  private String ok(String... words) {
    Result result = run(words);
    assertThat(result.status()).as(result.err()).isZero();
    return result.out();
  }

  /** Runs a command in the test's directory, on the book in it. */
  private Result run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--data", "book"));
    int status =
        CommandLineRunner.ofProcess(
                new PrintWriter(out), new PrintWriter(err, true), directory, false)
            .run(arguments);
    return new Result(status, out.toString(), err.toString());
  }
}
