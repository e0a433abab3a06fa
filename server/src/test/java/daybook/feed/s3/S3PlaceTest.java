package daybook.feed.s3;

import static daybook.feed.RemoteBook.records;
import static daybook.feed.s3.S3ServerOfTest.ACCESS_KEY;
import static daybook.feed.s3.S3ServerOfTest.BUCKET;
import static daybook.feed.s3.S3ServerOfTest.SECRET_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import daybook.feed.CuttingProxy;
import daybook.feed.RemoteBook;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feed whose files are objects of an S3-compatible storage. */
@Tag("store")
class S3PlaceTest {
  @TempDir Path directory;
  private S3ServerOfTest server;
  private CuttingProxy proxy;
  private RemoteBook book;

  @BeforeEach
  void start() throws IOException {
    server = new S3ServerOfTest(directory.resolve("storage"));
    proxy = new CuttingProxy(server.port());
    RemoteBook.secret(directory.resolve("access"), ACCESS_KEY);
    RemoteBook.secret(directory.resolve("secret"), SECRET_KEY);
  }

  @AfterEach
  void stop() throws IOException {
    if (book != null) {
      book.close();
    }
    proxy.close();
    server.close();
  }

  private void open(String more) throws IOException {
    open(BUCKET, more);
  }

  private void open(String bucket, String more) throws IOException {
    book =
        new RemoteBook(
            directory,
            """
            place:
              s3:
                endpoint: http://127.0.0.1:%d
                region: us-east-1
                bucket: %s
                prefix: out/
                access_key_file: access
                secret_key_file: secret
                timeout_seconds: 20
            files: "*.csv"
            %s
            """
                .formatted(proxy.port(), bucket, more));
  }

  private void put(String key, int records) {
    server.put(key, records(key, records));
  }

  private static String told(long listed, long taken, long refused) {
    return "%d listed, %d taken, %d refused".formatted(listed, taken, refused);
  }

  private String place() {
    return "s3://%s/out/ at http://127.0.0.1:%d".formatted(BUCKET, proxy.port());
  }

  @Test
  void objects_right_below_the_prefix_are_taken_in_once() throws IOException {
    open("");
    put("out/b.csv", 2);
    put("out/a.csv", 1000);
    put("out/.hidden.csv", 1);
    put("out/c.csv.part", 1);
    put("out/d.txt", 1);
    put("out/below/e.csv", 1);
    put("other/f.csv", 1);
    put("g.csv", 1);

    assertThat(book.sync()).isEqualTo(told(2, 2, 0));
    assertThat(book.waits()).isEmpty();
    assertThat(book.deliveries()).containsExactly("a.csv: 1000", "b.csv: 2");
    assertThat(server.keys()).contains("out/a.csv", "out/b.csv");

    long answered = proxy.answered();
    assertThat(answered).isGreaterThan(30_000);
    assertThat(book.sync()).isEqualTo(told(2, 0, 0));
    assertThat(proxy.answered() - answered).isLessThan(10_000);

    put("out/a.csv", 3);
    assertThat(book.sync()).isEqualTo(told(2, 1, 0));
    assertThat(book.deliveries()).containsExactly("a.csv: 1000", "b.csv: 2", "a.csv: 3");
  }

  @Test
  void more_objects_than_a_listing_holds_are_all_seen() throws IOException {
    open("");
    for (int i = 1; i <= 1000; i++) {
      server.put("out/%04d.txt".formatted(i), "x");
    }
    put("out/9999.csv", 1);

    assertThat(book.sync()).isEqualTo(told(1, 1, 0));
  }

  @Test
  void what_was_taken_in_is_moved_and_nothing_there_is_overwritten() throws IOException {
    open("archive: done/");
    put("out/a.csv", 1);
    assertThat(book.sync()).isEqualTo(told(1, 1, 0));
    assertThat(server.keys()).containsExactly("done/a.csv");

    put("out/a.csv", 2);
    assertThat(book.sync()).isEqualTo(told(1, 1, 1));
    assertThat(book.refusals())
        .containsExactly(
            place()
                + ": a.csv was taken in, but cannot be moved to done/, for another object of its name"
                + " is there");
    assertThat(server.keys()).containsExactly("done/a.csv", "out/a.csv");

    // Copied, and cut off before it was deleted.
    put("done/a.csv", 0);
    server.put("done/a.csv", records("out/a.csv", 2));
    assertThat(book.sync()).isEqualTo(told(1, 0, 0));
    assertThat(server.keys()).containsExactly("done/a.csv");
  }

  @Test
  void a_hostile_name_is_named_and_left() throws IOException {
    open("");
    put("out/good.csv", 1);
    put("out/a\\b.csv", 1);

    assertThat(book.sync()).isEqualTo(told(1, 1, 1));

    assertThat(book.refusals())
        .containsExactly("\"a\\b.csv\" is no name for a file; it is left where it is");
  }

  @Test
  void a_download_that_is_cut_is_not_booked_and_comes_whole_with_the_next_run() throws IOException {
    open("");
    put("out/a.csv", 100_000);
    proxy.cut(10, 1_000_000);
    assertThat(book.sync()).isEqualTo(told(1, 0, 1));
    assertThat(book.refusals()).singleElement().asString().contains("a.csv broke off");
    assertThat(book.deliveries()).isEmpty();

    proxy.cut(1, 1_000_000);
    assertThat(book.sync()).isEqualTo(told(1, 1, 0));
    assertThat(proxy.cutsLeft()).isZero();
    assertThat(book.waits()).containsExactly(Duration.ofSeconds(1));
    assertThat(book.deliveries()).containsExactly("a.csv: 100000");
  }

  @Test
  void days_off_are_caught_up() throws IOException {
    open("");
    put("out/1.csv", 1);
    book.sync();
    for (int day = 2; day <= 8; day++) {
      put("out/" + day + ".csv", 1);
    }
    book.book().clock().set(Instant.parse("2024-07-05T12:00:00Z"));

    assertThat(book.sync()).isEqualTo(told(8, 7, 0));
  }

  @Test
  void wrong_keys_are_refused_without_being_repeated() throws IOException {
    RemoteBook.secret(directory.resolve("secret"), "hunter3");
    open("");

    assertThat(book.sync()).isEqualTo(told(0, 0, 1));

    assertThat(book.refusals())
        .containsExactly(
            place()
                + ": the storage does not accept the keys, or they may not do this: check access_key"
                + " and secret_key, and what they are allowed (403 SignatureDoesNotMatch)");
    assertThat(book.waits()).isEmpty();
  }

  @Test
  void a_bucket_that_is_not_there_is_named() throws IOException {
    open("missing", "");

    assertThat(book.sync()).isEqualTo(told(0, 0, 1));

    assertThat(book.refusals())
        .singleElement()
        .asString()
        .endsWith(
            ": the storage has no such bucket: check bucket, region and endpoint (404 NoSuchBucket)");
  }

  @Test
  void a_storage_that_is_not_there_is_tried_again_and_recorded() throws IOException {
    open("");
    proxy.close();

    assertThat(book.sync()).isEqualTo(told(0, 0, 1));

    assertThat(book.waits()).hasSize(4);
    assertThat(book.book().app().facts().syncRuns().getLast().trouble())
        .startsWith(place() + ": cannot be reached: ");
  }
}
