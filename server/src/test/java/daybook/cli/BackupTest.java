package daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.App;
import daybook.PlainFiles;
import daybook.TestData;
import daybook.book.Cut;
import daybook.book.DaySlice;
import daybook.book.sql.Sql;
import daybook.cli.control.ControlServer;
import daybook.config.Settings;
import daybook.feed.Offered;
import daybook.report.BookCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of the embedded book, made while it is worked on, and put in its place again. */
class BackupTest {
  private static final int SIMS = 20;
  private static final int DELIVERIES = 40;
  private static final int LINES = 1500;

  @TempDir Path directory;
  private Shell shell;

  @BeforeEach
  void make_a_book() throws IOException {
    shell = new Shell(directory);
    Files.writeString(directory.resolve("daybook.yaml"), PlainFiles.FEEDS);
    PlainFiles.writeInventory(directory, SIMS);
    shell.ok("import", "inventory");
  }

  @Test
  void copies_made_while_deliveries_come_in_are_whole_books_and_beginnings_of_the_history()
      throws Exception {
    List<String> deliveries = new ArrayList<>();
    for (int i = 0; i < DELIVERIES; i++) {
      // Large ones bring a checkpoint, small ones stay in the log for a while.
      deliveries.add(delivery(i, i % 4 == 0 ? LINES : 5));
    }
    List<String> copies = new ArrayList<>();
    Settings settings = settings("data");
    List<List<String>> beginnings = new ArrayList<>();
    try (StoreLock lock = StoreLock.take(settings.data()).orElseThrow();
        App app = App.open(settings);
        ControlServer control = serving(app, lock);
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      checkpointOften(app);
      Future<?> taking =
          threads.submit(
              () -> deliveries.forEach(file -> shell.ok("ingest", "--feed", "net", file)));
      while (!taking.isDone()) {
        String copy = "copy" + copies.size() + ".duckdb";
        shell.ok("backup", copy);
        copies.add(copy);
      }
      taking.get();
      assertThat(control.socket()).exists();
      for (String copy : copies) {
        beginnings.add(restored(copy));
        List<String> beginning = beginnings.getLast();
        assertThat(beginning).isEqualTo(history(app, new Cut(batches(beginning))));
      }
    }
    assertThat(copies).hasSizeGreaterThan(5);
    assertThat(beginnings.stream().map(BackupTest::batches).distinct().count()).isGreaterThan(5);
    assertThat(beginnings.stream().map(BackupTest::batches).toList()).isSorted();
  }

  /** The history of a restored copy, which must be right by itself. */
  private List<String> restored(String copy) throws IOException {
    String data = "of-" + copy;
    shell.ok("restore", copy, "--data", data);
    try (App app = App.open(settings(data))) {
      assertThat(app.check().run()).as(copy).noneMatch(BookCheck.Finding::isFault);
      return history(app, app.facts().cut(null));
    }
  }

  private static long batches(List<String> history) {
    return history.stream().filter(line -> line.startsWith("Batch[")).count();
  }

  /** Everything that is booked through a batch, when each delivery is one. */
  private static List<String> history(App app, Cut cut) {
    List<String> lines = new ArrayList<>();
    app.facts().deliveries().stream()
        .filter(delivery -> delivery.id().value() <= cut.throughBatch())
        .forEach(delivery -> lines.add(delivery.toString()));
    app.facts().batches().stream()
        .filter(batch -> batch.id().value() <= cut.throughBatch())
        .forEach(batch -> lines.add(batch.toString()));
    app.facts()
        .usageDays(cut)
        .forEach((day, version) -> {
          DaySlice slice = app.facts().slice(day, version);
          for (int row = 0; row < slice.size(); row++) {
            lines.add(
                "%s %d %d %d %d %d %d %d"
                    .formatted(
                        day,
                        slice.sim(row),
                        slice.sid(row),
                        slice.records(row),
                        slice.bytesUp(row),
                        slice.bytesDown(row),
                        slice.subscription(row),
                        slice.rating(row)));
          }
        });
    List<String> entries = new ArrayList<>();
    app.facts().allEntries(cut, entry -> entries.add(entry.toString()));
    entries.stream().sorted().forEach(lines::add);
    return lines;
  }

  /** POSIX forgets a process's locks on a file when it closes any descriptor of it. */
  @Test
  void the_engine_keeps_its_lock_on_the_book_after_a_copy() throws Exception {
    Path locks = Path.of("/proc/locks");
    if (!Files.exists(locks)) {
      throw TestData.notRun("only Linux tells who holds which lock");
    }
    Settings settings = settings("data");
    try (App app = App.open(settings)) {
      String file = ":" + Files.getAttribute(App.embeddedFile(settings.data()), "unix:ino") + " ";
      assertThat(Files.readString(locks)).contains(file);
      app.embedded().backup(directory.resolve("copy.duckdb"), false);
      app.embedded().backup(directory.resolve("other.duckdb"), false);
      assertThat(Files.readString(locks)).contains(file);
    }
  }

  @Test
  void a_copy_is_one_file_that_only_its_user_reads_and_says_what_is_in_it() throws IOException {
    shell.ok("ingest", "--feed", "net", "--delivered-on", "2024-04-01", delivery(1, 3));
    assertThat(shell.ok("backup", "copy.duckdb"))
        .isEqualTo("copy.duckdb: 1 deliveries, last booked day 2024-04-01\n");
    Path copy = directory.resolve("copy.duckdb");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
    assertThat(names(directory))
        .containsExactly("copy.duckdb", "data", "daybook.yaml", "delivery1.csv", "inventory");
    assertThat(shell.ok("restore", "copy.duckdb", "--data", "other"))
        .isEqualTo(
            directory.resolve("other/book.duckdb")
                + ": 1 deliveries, last booked day 2024-04-01\n");
    assertThat(names(directory.resolve("other"))).containsExactly("book.duckdb", "daybook.lock");
  }

  @Test
  void what_stands_in_the_log_only_is_in_the_copy_too() throws IOException {
    Settings settings = settings("data");
    try (App app = App.open(settings)) {
      Path delivery = Path.of(delivery(1, 3));
      app.take(app.feed("net"), Offered.of(delivery), null, (lines, bytes) -> {});
      assertThat(settings.data().resolve("book.duckdb.wal")).isNotEmptyFile();
      app.embedded().backup(directory.resolve("copy.duckdb"), false);
    }
    assertThat(shell.ok("restore", "copy.duckdb", "--data", "other")).contains("1 deliveries");
  }

  @Test
  void a_file_that_is_there_is_replaced_only_when_told_so() throws IOException {
    Path there = Files.writeString(directory.resolve("there"), "precious");
    assertThat(shell.refused("backup", "there"))
        .isEqualTo("there is there already: name another, or say --overwrite");
    assertThat(there).hasContent("precious");
    shell.ok("backup", "there", "--overwrite");
    shell.ok("restore", "there", "--data", "other");
  }

  @Test
  void a_place_where_no_copy_can_be_made_is_said_in_one_line() throws IOException {
    assertThat(shell.refused("backup", "nowhere/copy"))
        .isEqualTo("no copy was made in nowhere/copy: its directory is not there");
    assertThat(shell.refused("backup", "inventory"))
        .isEqualTo("inventory is a directory: name a file");
    assertThat(shell.refused("backup", "data/book.duckdb", "--overwrite"))
        .isEqualTo("a copy in the book's own directory would go with it: name another");
    assertThat(shell.refused("backup", "copy", "--data", "none"))
        .isEqualTo("there is no book in " + directory.resolve("none"));
    assertThat(directory.resolve("none")).doesNotExist();
    assertThat(directory.resolve("copy")).doesNotExist();
  }

  @Test
  void a_book_that_is_there_is_replaced_only_when_told_so_and_kept_beside() throws Exception {
    shell.ok("backup", "empty.duckdb");
    shell.ok("ingest", "--feed", "net", delivery(1, 3));
    Path book = directory.resolve("data/book.duckdb");
    assertThat(shell.refused("restore", "empty.duckdb"))
        .isEqualTo("there is a book already, " + book + ": say --replace to replace it");
    assertThat(shell.ok("list", "deliveries", "--format", "csv")).hasLineCount(2);
    String said = shell.ok("restore", "empty.duckdb", "--replace");
    assertThat(shell.ok("list", "deliveries", "--format", "csv")).hasLineCount(1);
    String kept =
        names(directory.resolve("data")).stream()
            .filter(name -> name.matches("book-\\d{8}T\\d{6}\\.\\d{3}Z\\.duckdb"))
            .findFirst()
            .orElseThrow();
    assertThat(said)
        .isEqualTo(
            "%s: 0 deliveries, last booked day none\nthe book that was there is %s now\n"
                .formatted(book, book.resolveSibling(kept)));
    shell.ok("restore", "data/" + kept, "--data", "old");
    assertThat(shell.ok("list", "deliveries", "--format", "csv", "--data", "old")).hasLineCount(2);
  }

  @Test
  void a_book_whose_process_was_killed_is_kept_with_all_that_it_had_booked() throws IOException {
    shell.ok("backup", "empty.duckdb");
    leaveLog();
    shell.ok("restore", "empty.duckdb", "--replace");
    assertThat(names(directory.resolve("data")))
        .noneMatch(name -> name.endsWith(".wal"))
        .filteredOn(name -> name.startsWith("book-"))
        .singleElement()
        .satisfies(kept -> shell.ok("restore", "data/" + kept, "--data", "old"));
    assertThat(shell.ok("list", "deliveries", "--format", "csv")).hasLineCount(1);
    assertThat(shell.ok("list", "deliveries", "--format", "csv", "--data", "old")).hasLineCount(2);
  }

  @Test
  void a_copy_of_a_data_directory_whose_process_was_killed_is_restored_with_its_log()
      throws IOException {
    leaveLog();
    assertThat(shell.ok("restore", "data/book.duckdb", "--data", "other")).contains("1 deliveries");
    assertThat(names(directory.resolve("other"))).containsExactly("book.duckdb", "daybook.lock");
  }

  @Test
  void a_log_without_its_book_is_moved_out_of_the_way() throws IOException {
    shell.ok("backup", "copy.duckdb");
    leaveLog();
    Files.delete(directory.resolve("data/book.duckdb"));
    shell.ok("restore", "copy.duckdb");
    assertThat(names(directory.resolve("data")))
        .contains("book.duckdb")
        .doesNotContain("book.duckdb.wal");
    assertThat(shell.ok("check")).doesNotContain("FAULT");
  }

  @Test
  void a_book_that_the_engine_cannot_read_is_replaced_too_and_kept_as_it_is() throws IOException {
    shell.ok("backup", "copy.duckdb");
    leaveLog();
    Files.writeString(directory.resolve("data/book.duckdb"), "ruined");
    shell.ok("restore", "copy.duckdb", "--replace");
    assertThat(shell.ok("check")).doesNotContain("FAULT");
    List<String> names = names(directory.resolve("data"));
    assertThat(names).doesNotContain("book.duckdb.wal");
    assertThat(names).anyMatch(name -> name.matches("book-.*\\.duckdb\\.wal"));
    String kept =
        names.stream().filter(name -> name.matches("book-.*\\.duckdb")).findFirst().orElseThrow();
    assertThat(directory.resolve("data").resolve(kept)).hasContent("ruined");
  }

  @Test
  void what_is_no_book_or_one_of_a_newer_program_is_refused_before_anything_is_touched()
      throws Exception {
    Files.writeString(directory.resolve("garbage"), "no database".repeat(5000));
    shell.ok("backup", "newer");
    execute("newer", "INSERT INTO schema_version VALUES ('V999__later.sql')");
    execute("foreign", "CREATE TABLE t (i INTEGER)");
    assertThat(shell.refused("restore", "newer", "--data", "other"))
        .isEqualTo(
            "newer cannot be restored: The store was written by a newer Daybook (it has"
                + " V999__later.sql): start that version or a newer one");
    assertThat(shell.refused("restore", "foreign", "--data", "other"))
        .isEqualTo("foreign cannot be restored: it is a database, but no book of Daybook");
    assertThat(shell.refused("restore", "garbage", "--data", "other"))
        .startsWith("garbage cannot be restored: ");
    assertThat(shell.refused("restore", "missing", "--data", "other"))
        .isEqualTo("missing is no file; nothing was restored");
    assertThat(directory.resolve("other")).doesNotExist();
  }

  @Test
  void a_book_that_is_held_is_not_replaced() throws Exception {
    shell.ok("backup", "copy.duckdb");
    try (StoreLock lock = StoreLock.take(directory.resolve("data")).orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThat(shell.refused("restore", "copy.duckdb", "--replace"))
          .contains("is in use by process ");
    }
    assertThat(names(directory.resolve("data"))).containsExactly("book.duckdb", "daybook.lock");
  }

  @Test
  void a_book_in_a_database_is_left_to_the_databases_own_tools() throws IOException {
    Files.writeString(
        directory.resolve("daybook.yaml"),
        "store: postgres\npostgres: {url: 'jdbc:postgresql:daybook', user: daybook}\n");
    assertThat(shell.refused("backup", "copy")).contains("pg_dump");
    assertThat(shell.refused("restore", "copy")).contains("pg_restore");
  }

  private void execute(String file, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + directory.resolve(file));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Makes the book one of a process that was killed: a delivery stands in its log only. */
  private void leaveLog() throws IOException {
    Path data = directory.resolve("data");
    Path aside = Files.createDirectory(directory.resolve("aside"));
    try (App app = App.open(settings("data"))) {
      app.take(app.feed("net"), Offered.of(Path.of(delivery(9, 3))), null, (lines, bytes) -> {});
      for (String name : List.of("book.duckdb", "book.duckdb.wal")) {
        Files.copy(data.resolve(name), aside.resolve(name));
      }
    }
    for (String name : names(aside)) {
      Files.move(aside.resolve(name), data.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.delete(aside);
  }

  private String delivery(int number, int lines) throws IOException {
    Path file = directory.resolve("delivery" + number + ".csv");
    return PlainFiles.writeDelivery(file, number + "", lines, SIMS, new Random(number)).toString();
  }

  private Settings settings(String data) {
    return Settings.read(directory.resolve("daybook.yaml"), true, directory)
        .withData(directory.resolve(data));
  }

  private static ControlServer serving(App app, StoreLock lock) throws IOException {
    ControlServer control =
        ControlServer.start((arguments, where, terminal, out, err) ->
            CommandLineRunner.ofServer(app, new Console(out, err, where, terminal)).run(arguments));
    lock.announce(control.socket());
    return control;
  }

  /** A small book has to checkpoint as often as a large one does. */
  private static void checkpointOften(App app) {
    app.embedded()
        .read(connection -> Sql.execute(connection, "SET GLOBAL checkpoint_threshold = '64KB'"));
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
