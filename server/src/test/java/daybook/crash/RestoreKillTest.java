package daybook.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restore that is killed at any moment leaves the old book or the new one, whole. */
class RestoreKillTest {
  private static final int KILLS = 6;
  private static final long SEED = 20_241_125;

  @TempDir Path directory;
  private Program program;

  @Test
  void a_restore_that_is_killed_leaves_the_old_book_or_the_new_one() throws Exception {
    program = Program.layOut();
    List<Story.Command> commands = Story.write(directory, 1, "store: duckdb\n", "UTC").commands();
    String[] old = {"restore", "old", "--replace"};
    String[] next = {"restore", "new", "--replace"};
    ok(commands.getFirst().words().toArray(String[]::new));
    ok("backup", "old");
    String oldBook = check();
    for (Story.Command command : commands) {
      ok(command.words().toArray(String[]::new));
    }
    ok("backup", "new");
    String newBook = check();
    assertThat(newBook).isNotEqualTo(oldBook).doesNotContain("FAULT");
    long length = ok(old).nanosSinceStart();
    Random random = new Random(SEED);
    int killed = 0;
    for (int i = 0; i < KILLS; i++) {
      // In the first half of its time the program only starts.
      if (program.start(directory, next).kill(length / 2 + random.nextLong(length / 2))) {
        killed++;
      } else {
        // It was quicker than the one that was measured: the machine had other work then.
        length = length * 3 / 4;
      }
      assertThat(directory.resolve("data/book.duckdb.wal")).doesNotExist();
      assertThat(check()).isIn(oldBook, newBook);
      ok(old);
      assertThat(check()).isEqualTo(oldBook);
      removeWhatIsLeft();
    }
    assertThat(killed).isPositive();
  }

  private String check() throws Exception {
    return ok("check").out();
  }

  private Child ok(String... words) throws Exception {
    Child child = program.start(directory, words);
    child.succeed();
    return child;
  }

  private void removeWhatIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("data"))) {
      for (Path kept :
          files.filter(file -> file.getFileName().toString().startsWith("book-")).toList()) {
        Files.delete(kept);
      }
    }
  }
}
