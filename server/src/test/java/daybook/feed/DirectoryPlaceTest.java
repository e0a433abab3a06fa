package daybook.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybook.model.FeedPlace;
import daybook.model.FetchedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryPlaceTest {
  private static final Instant WRITTEN = Instant.parse("2024-06-25T10:00:00Z");

  @TempDir private Path directory;
  private final Spool spool = new Spool(() -> directory.resolve("spool"));

  private DirectoryPlace place() {
    return new DirectoryPlace(new FeedPlace.Directory(directory, directory.resolve("done")));
  }

  @Test
  void files_are_listed_as_they_stand_there_and_directories_are_not() throws IOException {
    file("a.csv");
    Files.createDirectory(directory.resolve("directory.csv"));

    assertThat(place().list())
        .containsExactly(new Listed(new FetchedFile("a.csv", 3, WRITTEN.toString()), WRITTEN));
  }

  @Test
  void a_directory_that_is_not_there_is_an_error() {
    DirectoryPlace missing =
        new DirectoryPlace(new FeedPlace.Directory(directory.resolve("missing"), null));

    assertThatThrownBy(missing::list).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void a_file_is_read_where_it_lies_unless_it_is_no_longer_the_one_that_was_listed()
      throws IOException {
    Path file = file("a.csv");
    FetchedFile listed = place().list().getFirst().file();

    try (Spool.Room room = spool.room()) {
      assertThat(place().fetch(listed, Set.of(), room)).isEqualTo(new Fetched.Whole(file, listed));
      Files.writeString(file, "more");
      assertThatThrownBy(() -> place().fetch(listed, Set.of(), room))
          .isInstanceOf(ChangedWhileRead.class);
      Files.delete(file);
      assertThat(place().fetch(listed, Set.of(), room)).isEqualTo(new Fetched.Absent());
    }
    assertThat(directory.resolve("spool")).doesNotExist();
  }

  private Path file(String name) throws IOException {
    Path file = Files.writeString(directory.resolve(name), "abc");
    return Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
  }
}
