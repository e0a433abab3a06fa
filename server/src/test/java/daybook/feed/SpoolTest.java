package daybook.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  @TempDir private Path directory;

  private Spool spool() {
    return new Spool(() -> directory);
  }

  @Test
  void a_file_has_its_name_once_all_of_it_is_there_and_is_gone_with_its_room() throws IOException {
    Path file;
    try (Spool.Room room = spool().room()) {
      file = room.receive("a.csv", 3, bytes("abc"), "there");
      assertThat(file).hasFileName("a.csv").hasContent("abc");
      room.clear();
      assertThat(file).doesNotExist();
      assertThat(room.receive("b.csv", -1, bytes("abcd"), "there")).hasContent("abcd");
    }
    assertThat(names()).containsExactly(".lock");
  }

  @Test
  void half_a_file_never_has_its_name() throws IOException {
    InputStream closed = InputStream.nullInputStream();
    closed.close();
    InputStream broken = new SequenceInputStream(bytes("ab"), closed);

    try (Spool.Room room = spool().room()) {
      assertThatExceptionOfType(PassingTrouble.class)
          .isThrownBy(() -> room.receive("a.csv", 3, broken, "there"))
          .withMessage("there: a.csv broke off: Stream closed");
      assertThatExceptionOfType(PassingTrouble.class)
          .isThrownBy(() -> room.receive("a.csv", 3, bytes("ab"), "there"))
          .withMessage("there: a.csv broke off: 2 of 3 bytes came");
      assertThatExceptionOfType(ChangedWhileRead.class)
          .isThrownBy(() -> room.receive("a.csv", 3, bytes("abcd"), "there"));
      assertThat(filesBelow()).noneMatch(name -> name.equals("a.csv"));
      assertThat(room.receive("a.csv", 3, bytes("abc"), "there")).hasContent("abc");
    }
  }

  @Test
  void what_a_killed_process_left_is_removed_and_what_another_room_holds_is_not()
      throws IOException {
    Path left = Files.createDirectory(directory.resolve("room-left"));
    Files.writeString(left.resolve(".part"), "half");
    Files.createFile(left.resolve(".lock"));
    Files.createFile(directory.resolve("someone-elses"));

    try (Spool.Room first = spool().room();
        Spool.Room second = spool().room()) {
      Path file = first.receive("a.csv", 3, bytes("abc"), "there");
      assertThat(left).doesNotExist();
      second.receive("a.csv", 3, bytes("xyz"), "there");
      assertThat(file).hasContent("abc");
      assertThat(directory.resolve("someone-elses")).exists();
    }
  }

  @Test
  void a_room_that_nothing_comes_into_leaves_no_trace() {
    spool().room().close();

    assertThat(directory).isEmptyDirectory();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }

  private List<String> filesBelow() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
