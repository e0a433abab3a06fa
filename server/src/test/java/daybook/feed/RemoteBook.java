package daybook.feed;

import daybook.TestBook;
import daybook.book.Delivery;
import daybook.book.SyncRun;
import daybook.intake.Sync;
import daybook.model.Feed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A book with a feed, {@code net}, whose files come from another machine. Nobody waits: the clock
 * is set on, and what happens meanwhile is up to the test.
 */
public final class RemoteBook implements AutoCloseable {
  public static final Instant NOON = Instant.parse("2024-06-25T12:00:00Z");

  private static final String CONFIG =
      """
      zone: UTC
      spool: spool
      feeds:
        net:
          operator: net
          # where the files are
          clock: UTC
          csv:
            header: true
            timestamp: "yyyy-MM-dd HH:mm"
            columns: {subscriber: imsi, start: start, bytes_up: up}
          volumes: {unit: B, counting: increments}
          identity: [id]
      """;

  private final Path directory;
  private final TestBook book;
  private final List<Duration> waits = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private Consumer<Duration> meanwhile = wait -> {};

  /**
   * @param directory of the configuration, which files of secrets may lie in
   * @param place the lines that say where the files are, without indentation
   */
  public RemoteBook(Path directory, String place) throws IOException {
    this.directory = directory;
    this.book =
        TestBook.open(
            Files.writeString(
                directory.resolve("daybook.yaml"),
                CONFIG.replace("    # where the files are\n", place.indent(4))),
            directory.resolve("book"),
            NOON);
  }

  /** A file that its owner alone may read, as secrets need. */
  public static void secret(Path file, String secret) throws IOException {
    Files.writeString(file, secret + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  /** A file of the feed with as many records, which differ from those of other names. */
  public static String records(String name, int count) {
    StringBuilder text = new StringBuilder("id,imsi,start,up\n");
    for (int i = 0; i < count; i++) {
      text.append("%s-%d,k,2024-06-24 10:00,5\n".formatted(name, i));
    }
    return text.toString();
  }

  /** What happens while a run waits. */
  public void meanwhile(Consumer<Duration> happening) {
    meanwhile = happening;
  }

  public TestBook book() {
    return book;
  }

  /** Looks into the place once, and says what came of it. */
  public String sync() {
    waits.clear();
    refusals.clear();
    Feed feed = book.app().feed("net");
    SyncRun run =
        new Sync(
                book.app().facts(),
                book.app()::openPlace,
                new Spool(() -> directory.resolve("spool")),
                book.clock(),
                this::wait)
            .run(feed, book.app()::take, (name, why) -> refusals.add(why));
    requireEmptySpool();
    return "%d listed, %d taken, %d refused".formatted(run.listed(), run.taken(), run.refused());
  }

  private void wait(Duration wait) {
    waits.add(wait);
    book.clock().set(book.clock().instant().plus(wait));
    meanwhile.accept(wait);
  }

  private void requireEmptySpool() {
    Path spool = directory.resolve("spool");
    if (Files.exists(spool)) {
      try (Stream<Path> left = Files.list(spool)) {
        List<Path> files = left.filter(file -> !file.endsWith(".lock")).toList();
        if (!files.isEmpty()) {
          throw new AssertionError("The spool still holds " + files);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** How the last run waited. */
  public List<Duration> waits() {
    return List.copyOf(waits);
  }

  /** Why the last run refused something. */
  public List<String> refusals() {
    return List.copyOf(refusals);
  }

  /** Each delivery in the books, with how many lines it has. */
  public List<String> deliveries() {
    return book.app().facts().deliveries().stream().map(RemoteBook::told).toList();
  }

  private static String told(Delivery delivery) {
    return delivery.name() + ": " + delivery.counts().read();
  }

  @Override
  public void close() {
    book.close();
  }
}
