package daybook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybook.TestBook;
import daybook.book.BookSettings;
import daybook.book.duckdb.DuckDbStore;
import daybook.book.postgres.PostgresServer;
import daybook.book.postgres.TestDatabases;
import daybook.book.sql.BookCopy;
import daybook.book.sql.CopyFailure;
import daybook.book.sql.Engine;
import daybook.book.sql.Sql;
import daybook.book.sql.SqlStore;
import daybook.book.sql.Writing;
import daybook.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A book with everything in it goes from store to store, whatever happens on the way. */
class CopyTest {
  private static final long FEW_ROWS = 40;

  private final PostgresServer.Database database = TestDatabases.fresh();
  private final PostgresServer.Database other = TestDatabases.fresh();

  @TempDir Path directory;

  private Path book;
  private CopyWorld world;
  private Map<String, String> answers;

  @BeforeEach
  void fill() throws Exception {
    book = embedded("book");
    world = new CopyWorld(directory);
    try (TestBook filled = TestBook.openAsConfigured(book, CopyWorld.BEGINNING)) {
      world.fill(filled);
      answers = world.answers(filled);
    }
  }

  @AfterEach
  void drop() {
    database.close();
    other.close();
  }

  @Test
  void a_book_answers_the_same_in_every_store_it_is_copied_to() throws Exception {
    Path postgres = configuration("postgres", database);
    Path second = configuration("second", other);
    Path back = embedded("back");
    // The engines in every order; a directory names an embedded book as well.
    assertThat(ok("copy", "--from", "book", "--to", postgres.toString()))
        .matches("copied \\d+ rows of 29 tables; read back, .*\n");
    ok("copy", "--from", postgres.toString(), "--to", second.toString());
    ok("copy", "--from", second.toString(), "--to", "between");
    ok("copy", "--from", "between", "--to", back.toString());
    for (Path copy : List.of(postgres, second, back)) {
      try (TestBook opened = TestBook.openAsConfigured(copy, world.end())) {
        assertThat(world.answers(opened)).isEqualTo(answers);
        assertThat(opened.app().check().run()).noneMatch(finding -> finding.isFault());
      }
    }
    String expected = goOn(book);
    assertThat(goOn(postgres)).isEqualTo(expected);
    assertThat(goOn(back)).isEqualTo(expected);
  }

  /** What the next delivery and import make of a book: numbers that are given out go on. */
  private String goOn(Path config) throws Exception {
    try (TestBook opened = TestBook.openAsConfigured(config, world.end())) {
      String taken = world.goOn(opened).toString();
      assertThat(opened.app().check().run()).noneMatch(finding -> finding.isFault());
      return taken + opened.app().facts().batches() + world.answers(opened);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void a_copy_that_is_cut_off_again_and_again_ends_like_one_that_was_not(int step)
      throws Exception {
    Path postgres = configuration("postgres", database);
    Path back = embedded("back");
    try (SqlStore from = embeddedStore("book");
        SqlStore to = TestDatabases.open(database)) {
      assertThat(copyWithFailures(from, to, step)).isGreaterThan(5);
    }
    assertSame(postgres);
    try (SqlStore from = TestDatabases.open(database);
        SqlStore to = embeddedStore("back")) {
      assertThat(copyWithFailures(from, to, step)).isGreaterThan(5);
    }
    assertSame(back);
  }

  private void assertSame(Path config) throws Exception {
    try (TestBook opened = TestBook.openAsConfigured(config, world.end())) {
      assertThat(world.answers(opened)).isEqualTo(answers);
      assertThat(opened.app().check().run()).noneMatch(finding -> finding.isFault());
    }
  }

  /** Lets each attempt get a little further; returns how many were cut off. */
  private static int copyWithFailures(SqlStore from, SqlStore to, int step) {
    for (int attempt = 1; ; attempt++) {
      AtomicInteger left = new AtomicInteger(attempt * step);
      try {
        BookCopy.Copied copied =
            copy(
                from,
                to,
                false,
                (stage, rows, of) -> {
                  if (left.decrementAndGet() == 0) {
                    throw new Cut();
                  }
                });
        assertThat(copied.before()).isEqualTo(copied.rows());
        return attempt - 1;
      } catch (Cut e) {
        assertThat(new BookSettings(to.registry()).isUnfinishedCopy()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cell_row | UPDATE cell_row SET bytes_up = bytes_up + 1 WHERE batch_id = 3",
        "entry | UPDATE entry SET charge = charge + 0.000000001 WHERE batch_id > 3",
        "kept_line | UPDATE kept_line SET raw = '' WHERE kind = 'PARKED'",
        "sim | UPDATE sim SET name = NULL WHERE id = 1",
        "token | UPDATE token SET revoked_at = NULL",
        "record | DELETE FROM record WHERE line = 2",
        "cell | INSERT INTO cell VALUES ('2031-01-01', 9, 1)",
      })
  void a_value_that_differs_in_the_copy_is_found(String table, String sql) {
    try (SqlStore from = embeddedStore("book");
        SqlStore to = TestDatabases.open(database)) {
      breakOff(from, to, BookCopy.Stage.CHECKING, 1);
      execute(to, sql);
      assertThatThrownBy(() -> copy(from, to, false, (stage, rows, of) -> {}))
          .isInstanceOf(CopyFailure.class)
          .hasMessageMatching("the copy is wrong: " + table + " has .* rows of content .*");
      assertThat(copy(from, to, true, (stage, rows, of) -> {}).before()).isZero();
      assertThat(new BookSettings(to.registry()).isUnfinishedCopy()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"embedded", "postgres"})
  void a_copy_of_a_book_that_went_on_meanwhile_is_begun_anew(String engine) throws Exception {
    Path target = engine.equals("embedded") ? embedded("new") : configuration("new", database);
    try (SqlStore from = embeddedStore("book");
        SqlStore to =
            engine.equals("embedded") ? embeddedStore("new") : TestDatabases.open(database)) {
      breakOff(from, to, BookCopy.Stage.COPYING, 30);
    }
    try (TestBook opened = TestBook.openAsConfigured(book, world.end())) {
      // A server's start books nothing here, and is no change.
      opened.app().settle();
    }
    try (TestBook opened = TestBook.openAsConfigured(book, world.end())) {
      world.goOn(opened);
      answers = world.answers(opened);
    }
    assertThat(fails("copy", "--from", "book", "--to", target.toString()))
        .contains("the source was changed since", "--restart empties it");
    ok("copy", "--from", "book", "--to", target.toString(), "--restart");
    assertSame(target);
  }

  @Test
  void an_unfinished_copy_is_no_book() throws Exception {
    Path postgres = configuration("postgres", database);
    try (SqlStore from = embeddedStore("book");
        SqlStore to = TestDatabases.open(database)) {
      breakOff(from, to, BookCopy.Stage.COPYING, 20);
    }
    for (String command : List.of("check", "serve", "open", "list sims", "import .")) {
      assertThat(fails((command + " --config " + postgres).split(" ")))
          .contains("this book is an unfinished copy of another one: repeat");
    }
    assertThat(fails("copy", "--from", postgres.toString(), "--to", "elsewhere"))
        .contains("the source is an unfinished copy itself");
    ok("import", "inventory", "--data", "small");
    assertThat(fails("copy", "--from", "small", "--to", postgres.toString()))
        .contains("an unfinished copy of another book: --restart empties it");
    assertThat(ok("copy", "--from", "book", "--to", postgres.toString()))
        .matches("went on with a copy that was cut off after [1-9]\\d* rows\ncopied .*\n");
    assertSame(postgres);
  }

  @Test
  void only_an_empty_store_is_copied_into_and_no_book_is_ever_removed() throws Exception {
    Path postgres = configuration("postgres", database);
    // A command that found nothing has been there.
    ok("check", "--config", postgres.toString());
    ok("copy", "--from", "book", "--to", postgres.toString());
    ok("import", "inventory", "--data", "small");
    for (String restart : List.of("", " --restart")) {
      assertThat(fails(("copy --from book --to " + postgres + restart).split(" ")))
          .contains("the target holds this book already; nothing was changed");
      assertThat(fails(("copy --from small --to " + postgres + restart).split(" ")))
          .contains("the target holds a book already, and only an empty one is copied into");
    }
    assertSame(postgres);
  }

  @Test
  void what_cannot_be_copied_is_said_in_one_line() throws Exception {
    Path empty = configuration("empty", database);
    Files.createDirectory(directory.resolve("hollow"));
    assertThat(fails("copy", "--from", "missing", "--to", "x")).contains("there is no book in ");
    assertThat(fails("copy", "--from", "hollow", "--to", "x")).contains("there is no book in ");
    assertThat(directory.resolve("missing")).doesNotExist();
    assertThat(fails("copy", "--from", "book", "--to", "./book")).contains("are the same book");
    assertThat(fails("copy", "--from", "book", "--to", "none.yaml"))
        .contains("none.yaml: there is no such file");
    assertThat(fails("copy", "--from", empty.toString(), "--to", "x"))
        .contains("the source holds nothing that could be copied");
    assertThat(fails("copy", "--from", "book", "--to", "x", "--data", "y"))
        .contains("--from and --to name books");
    assertThat(new Shell(directory).run("copy", "--from", "book").status()).isEqualTo(2);
  }

  @Test
  void a_copy_that_another_command_took_over_ends() {
    try (SqlStore from = embeddedStore("book");
        SqlStore to = TestDatabases.open(database)) {
      AtomicInteger left = new AtomicInteger(10);
      assertThatThrownBy(() ->
              copy(
                  from,
                  to,
                  false,
                  (stage, rows, of) -> {
                    if (left.decrementAndGet() == 0) {
                      execute(to, "UPDATE setting SET value = value || 'x' WHERE name = 'copying'");
                    }
                  }))
          .isInstanceOf(CopyFailure.class)
          .hasMessageContaining("another command copies into the target now");
      assertThat(left.get()).isZero();
    }
  }

  private static final class Cut extends RuntimeException {}

  /** Copies until the given run of a stage. */
  private static void breakOff(SqlStore from, SqlStore to, BookCopy.Stage last, int runs) {
    AtomicInteger left = new AtomicInteger(runs);
    assertThatThrownBy(() ->
            copy(
                from,
                to,
                false,
                (stage, rows, of) -> {
                  if (stage == last && left.decrementAndGet() == 0) {
                    throw new Cut();
                  }
                }))
        .isInstanceOf(Cut.class);
  }

  private static BookCopy.Copied copy(
      SqlStore from, SqlStore to, boolean restart, BookCopy.Progress progress) {
    return new BookCopy(from, to, FEW_ROWS, "run-" + System.nanoTime(), progress).run(restart);
  }

  private static void execute(SqlStore store, String sql) {
    try (Writing writing = store.write(Engine.Purpose.ALL)) {
      assertThat(Sql.execute(writing.connection(), sql)).as(sql).isPositive();
      writing.commit();
    }
  }

  private SqlStore embeddedStore(String name) {
    try {
      Files.createDirectories(directory.resolve(name));
      return DuckDbStore.open(directory.resolve(name + "/book.duckdb"), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path embedded(String name) throws IOException {
    return Files.writeString(
        directory.resolve(name + ".yaml"), "data: " + name + "\n" + SmallWorld.CONFIG);
  }

  private Path configuration(String name, PostgresServer.Database where) throws IOException {
    Path password =
        Files.writeString(directory.resolve(name + ".password"), where.password() + "\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    return Files.writeString(
        directory.resolve(name + ".yaml"),
        """
        store: postgres
        postgres: {url: '%s', user: %s, password_file: %s, connections: 4}
        """
                .formatted(where.url(), where.user(), password)
            + SmallWorld.CONFIG);
  }

  private String ok(String... words) {
    return new Shell(directory).ok(words);
  }

  private String fails(String... words) {
    return new Shell(directory).refused(words);
  }
}
