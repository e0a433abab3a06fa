package daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.TestBook;
import daybook.feed.Spool;
import daybook.intake.Sync;
import daybook.model.Feed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a server syncs, and what a look into a feed's place does. */
@Tag("store")
class DailySyncTest {
  private static final LocalTime HALF_PAST_SIX = LocalTime.of(6, 30);
  private static final Instant NOON = Instant.parse("2024-06-10T10:00:00Z");
  private static final String CONFIG =
      """
      zone: Europe/Berlin
      feeds:
        net:
          operator: net
          place: incoming
          files: "*.csv"
          stable_seconds: 10
          archive: done
          clock: UTC
          csv:
            header: true
            timestamp: "yyyy-MM-dd HH:mm"
            columns: {subscriber: imsi, start: start, bytes_up: up}
          volumes: {unit: B, counting: increments}
          identity: [id]
        other:
          operator: other
          clock: UTC
          csv: {header: true, timestamp: "yyyy-MM-dd HH:mm", columns: {subscriber: a, start: b, bytes_up: c}}
          volumes: {unit: B, counting: increments}
          identity: [a]
      """;

  @TempDir Path directory;
  private TestBook book;
  private Feed feed;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectory(directory.resolve("incoming"));
    book =
        TestBook.open(
            Files.writeString(directory.resolve("daybook.yaml"), CONFIG),
            directory.resolve("book"),
            NOON);
    feed = book.app().feed("net");
  }

  @AfterEach
  void close() {
    book.close();
  }

  @Test
  void a_feed_is_due_once_after_each_half_past_six_however_late() {
    assertThat(due(NOON)).containsExactly("net");
    sync();
    assertThat(due(NOON)).isEmpty();
    // Half past six in Berlin is half past four in summer.
    assertThat(due(Instant.parse("2024-06-11T04:29:59Z"))).isEmpty();
    assertThat(due(Instant.parse("2024-06-11T04:30:00Z"))).containsExactly("net");
    assertThat(due(Instant.parse("2024-06-20T12:00:00Z"))).containsExactly("net");
    book.clock().set(Instant.parse("2024-06-20T12:00:00Z"));
    sync();
    assertThat(due(Instant.parse("2024-06-20T12:00:01Z"))).isEmpty();
  }

  @Test
  void what_was_taken_in_is_archived_and_not_looked_at_again() throws IOException {
    file("a.csv", NOON.minusSeconds(60));
    assertThat(sync()).isEqualTo("1 listed, 1 taken, 0 refused");
    assertThat(directory.resolve("incoming/a.csv")).doesNotExist();
    assertThat(directory.resolve("done/a.csv")).exists();
    assertThat(sync()).isEqualTo("0 listed, 0 taken, 0 refused");
    assertThat(book.app().facts().deliveries()).hasSize(1);
    assertThat(book.app().facts().syncRuns()).hasSize(2);
  }

  @Test
  void a_file_that_still_grows_is_waited_for() throws IOException {
    Path growing = file("a.csv", NOON.minusSeconds(3));
    List<Duration> waits = new ArrayList<>();
    Sync patient =
        new Sync(
            book.app().facts(),
            book.app()::openPlace,
            new Spool(() -> directory.resolve("spool")),
            book.clock(),
            wait -> {
              waits.add(wait);
              try {
                if (waits.size() == 1) {
                  Files.writeString(
                      growing, Files.readString(growing) + "2,k,2024-06-09 10:00,5\n");
                  Files.setLastModifiedTime(growing, FileTime.from(NOON));
                }
              } catch (IOException e) {
                throw new AssertionError(e);
              }
              book.clock().set(book.clock().instant().plus(wait));
            });
    patient.run(feed, book.app()::take, (name, why) -> {});
    assertThat(waits).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(3));
    assertThat(book.app().facts().deliveries())
        .singleElement()
        .satisfies(delivery -> assertThat(delivery.counts().read()).isEqualTo(2));
  }

  @Test
  void a_place_that_is_not_there_is_recorded_as_trouble() throws IOException {
    Files.delete(directory.resolve("incoming"));
    assertThat(sync()).isEqualTo("0 listed, 0 taken, 1 refused");
    assertThat(book.app().facts().syncRuns().getFirst().trouble()).contains("cannot be read");
  }

  private List<String> due(Instant now) {
    return DailySync.due(book.app(), HALF_PAST_SIX, now).stream().map(Feed::name).toList();
  }

  private String sync() {
    var run = book.app().sync(feed, book.app()::take, (name, why) -> {});
    return "%d listed, %d taken, %d refused".formatted(run.listed(), run.taken(), run.refused());
  }

  private Path file(String name, Instant written) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("incoming").resolve(name),
            "id,imsi,start,up\n1,k,2024-06-09 10:00,5\n");
    Files.setLastModifiedTime(file, FileTime.from(written));
    return file;
  }
}
