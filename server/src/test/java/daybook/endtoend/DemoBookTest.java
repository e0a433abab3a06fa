package daybook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.TestBook;
import daybook.book.Delivery;
import daybook.demo.DemoFiles;
import daybook.demo.FeedFiles;
import daybook.demo.Planted;
import daybook.demo.Written;
import daybook.report.BookCheck;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration's files through the whole program: every line comes out as it was planted. */
@Tag("store")
class DemoBookTest {
  private static final LocalDate TODAY = LocalDate.of(2024, 6, 26);

  @Test
  void every_line_has_the_outcome_that_was_planted(@TempDir Path directory) throws Exception {
    Written files = DemoFiles.write(directory.resolve("files"), TODAY, 1);
    try (TestBook book =
        TestBook.open(
            files.configuration(),
            directory.resolve("book"),
            TODAY.atTime(9, 0).atZone(DemoFiles.ZONE).toInstant())) {
      book.importDirectory(files.inventory());
      for (FeedFiles feed : files.feeds()) {
        Planted came = Planted.NOTHING;
        for (Path file : feed.paths()) {
          Delivery.Counts counts = book.ingest(feed.feed(), file, null).delivery().counts();
          came =
              came.plus(
                  new Planted(
                      Math.toIntExact(counts.stored()),
                      Math.toIntExact(counts.duplicate()),
                      Math.toIntExact(counts.conflict()),
                      Math.toIntExact(counts.rejected()),
                      Math.toIntExact(counts.parked())));
        }
        assertThat(came).as(feed.feed()).isEqualTo(feed.planted());
      }
      book.app().open();
      assertThat(book.app().check().run()).noneMatch(BookCheck.Finding::isFault);
      String user = book.token(files.show().accountUser().value());
      assertThat(book.reportDay(user, "{\"size\":1}").body()).contains("\"sid\":");
      assertThat(book.expenses(user, 1, "date_from=2024-06-01&date_to=2024-06-26").statusCode())
          .isEqualTo(403);
    }
  }
}
