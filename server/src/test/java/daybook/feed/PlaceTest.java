package daybook.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceTest {
  @TempDir private Path place;

  @Test
  void files_come_in_the_order_of_their_names_and_unfinished_ones_do_not() throws IOException {
    for (String name :
        List.of(
            "b.csv",
            "a.csv.gz",
            "a.csv",
            "B.csv",
            ".hidden.csv",
            "c.csv.part",
            "d.csv.TMP",
            "e.tmp",
            "part")) {
      Files.createFile(place.resolve(name));
    }
    Files.createDirectory(place.resolve("directory.csv"));

    assertThat(names("*")).containsExactly("B.csv", "a.csv", "a.csv.gz", "b.csv", "part");
    assertThat(names("*.csv")).containsExactly("B.csv", "a.csv", "b.csv");
    assertThat(names("*.csv{,.gz}")).containsExactly("B.csv", "a.csv", "a.csv.gz", "b.csv");
    assertThat(names("nothing")).isEmpty();
  }

  @Test
  void a_feed_without_a_place_has_no_files() throws IOException {
    assertThat(Place.files(TestFeed.with(null, "*"))).isEmpty();
  }

  @Test
  void a_place_that_is_not_there_is_an_error() {
    assertThatThrownBy(() -> Place.files(TestFeed.with(place.resolve("missing"), "*")))
        .isInstanceOf(NoSuchFileException.class);
  }

  private List<String> names(String glob) throws IOException {
    return Place.files(TestFeed.with(place, glob)).stream()
        .peek(path -> assertThat(path).hasParent(place))
        .map(path -> path.getFileName().toString())
        .toList();
  }
}
