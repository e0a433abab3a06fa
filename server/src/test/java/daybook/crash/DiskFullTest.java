package daybook.crash;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.PlainFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The embedded store on a disk that runs full: of a small delivery the engine cannot write its log,
 * of a large one it cannot make its file grow, which is fatal to the engine.
 */
class DiskFullTest {
  private static final int DISK_MEGABYTES = 250;
  private static final int FIRST = 1500;
  private static final int SMALL = 2000;
  private static final int LARGE = 20_000;
  private static final int SIMS = 50;

  private static final String CONFIGURATION = "store: duckdb\n" + PlainFiles.FEEDS;

  private static Program program;

  @TempDir Path directory;
  private SmallDisk disk;
  private Path data;

  private record Ended(int status, String out, String err) {}

  @BeforeAll
  static void lay_out_the_program() throws Exception {
    // So that the larger delivery makes the engine bring its file up to date, which then fails.
    program = Program.layOut().with("-Ddaybook.duckdb.largest_log=4MB");
  }

  @BeforeEach
  void mount_a_disk() throws IOException {
    disk = SmallDisk.mount(Files.createDirectory(directory.resolve("disk")), DISK_MEGABYTES);
    data = disk.directory().resolve("book");
    Files.writeString(directory.resolve("daybook.yaml"), CONFIGURATION);
  }

  @AfterEach
  void unmount_it() throws Exception {
    if (disk != null) {
      disk.close();
    }
  }

  @ParameterizedTest
  @CsvSource({SMALL + ",0", SMALL + ",64", LARGE + ",500"})
  void a_delivery_that_the_disk_has_no_room_for_is_refused_whole_and_can_be_repeated(
      int lines, int kilobytesLeft) throws Exception {
    ok("import", inventory());
    ok("ingest", "--feed", "net", delivery("first", FIRST));
    String delivery = delivery("second", lines);
    disk.fill(kilobytesLeft);
    assertThat(run("ingest", "--feed", "net", delivery)).satisfies(this::saysThatTheDiskIsFull);
    disk.makeRoom();
    assertThat(ok("check")).contains("1 deliveries, 1500 lines:").doesNotContain("FAULT");
    assertThat(ok("ingest", "--feed", "net", delivery)).contains("= " + lines + " stored");
    assertThat(ok("check"))
        .contains("2 deliveries, " + (FIRST + lines) + " lines:")
        .doesNotContain("FAULT");
  }

  @ParameterizedTest
  @CsvSource({SMALL + ",false", LARGE + ",true"})
  void a_server_answers_on_a_full_disk_and_books_again_once_there_is_room(
      int lines, boolean isFatalToTheEngine) throws Exception {
    ok("import", inventory());
    ok("ingest", "--feed", "net", delivery("first", FIRST));
    String delivery = delivery("second", lines);
    Child server = start("serve", "--port", "0");
    try (HttpClient client = HttpClient.newHttpClient()) {
      Reader reader = new Reader(client, addressOf(server), newToken());
      List<String> before = reader.answers();
      assertThat(before.getFirst()).startsWith("200 1500 ");
      disk.fill(0);
      for (int i = 0; i < 2; i++) {
        assertThat(run("ingest", "--feed", "net", delivery)).satisfies(this::saysThatTheDiskIsFull);
        assertThat(reader.answers()).isEqualTo(before);
      }
      disk.makeRoom();
      assertThat(ok("ingest", "--feed", "net", delivery)).contains("= " + lines + " stored");
      assertThat(reader.answers().getFirst()).startsWith("200 " + (FIRST + lines) + " ");
      assertThat(ok("check")).contains("2 deliveries,").doesNotContain("FAULT");
      assertThat(server.err().contains("begun anew")).isEqualTo(isFatalToTheEngine);
    } finally {
      server.stop();
    }
  }

  @Test
  void a_copy_that_the_disk_has_no_room_for_leaves_no_half_file() throws Exception {
    ok("import", inventory());
    ok("ingest", "--feed", "net", delivery("first", FIRST));
    Path copies = disk.directory().resolve("copies");
    disk.run("mkdir copies");
    String copy = copies.resolve("copy").toString();
    disk.fill(500);
    assertThat(run("backup", copy)).satisfies(ended -> saysThatThereIsNoRoom(copy, ended));
    disk.makeRoom();
    disk.run("test -z \"$(ls -A copies)\"");
    ok("backup", copy);
    disk.run("test \"$(ls -A copies)\" = copy");
    assertThat(ok("check")).contains("1 deliveries,").doesNotContain("FAULT");
  }

  private static void saysThatThereIsNoRoom(String copy, Ended ended) {
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .matches(
            "daybook: no copy was made in "
                + Pattern.quote(copy)
                + ": it needs \\d+ MB, and the disk that holds \\S+ has \\d+ MB left\\n");
  }

  private void saysThatTheDiskIsFull(Ended ended) {
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .matches(
            "daybook: the store failed: the disk that holds "
                + Pattern.quote(data.toString())
                + " is full, it has \\d+ MB left; nothing of what was under way was booked:"
                + " make room and repeat\\n");
  }

  /** Both reports as a client reads them. */
  private record Reader(HttpClient client, URI address, String token) {
    List<String> answers() throws Exception {
      return List.of(
          answer(
              HttpRequest.newBuilder(address.resolve("/api/report/day"))
                  .POST(HttpRequest.BodyPublishers.ofString("{}"))),
          answer(
              HttpRequest.newBuilder(
                  address.resolve(
                      "/api/v3/resellers/1/reseller_analytics"
                          + "?date_from=2024-01-01&date_to=2099-12-31"))));
    }

    private String answer(HttpRequest.Builder request) throws Exception {
      HttpResponse<String> response =
          client.send(
              request.header("X-Api-Token", token).build(), HttpResponse.BodyHandlers.ofString());
      String total = response.headers().firstValue("X-Total-Count").orElse("-");
      return response.statusCode() + " " + total + " " + response.body();
    }
  }

  private String newToken() throws Exception {
    return ok("token", "create", "--reseller", "1", "--role", "admin").strip();
  }

  private static URI addressOf(Child server) throws Exception {
    Pattern said = Pattern.compile("answers on (http://\\S+)");
    assertThat(server.await(() -> said.matcher(server.out()).find())).isTrue();
    Matcher matcher = said.matcher(server.out());
    assertThat(matcher.find()).isTrue();
    return URI.create(matcher.group(1));
  }

  private String inventory() throws IOException {
    return PlainFiles.writeInventory(directory, SIMS).toString();
  }

  private String delivery(String name, int lines) throws IOException {
    Path file = directory.resolve(name + ".csv");
    return PlainFiles.writeDelivery(file, name, lines, SIMS, new Random(lines)).toString();
  }

  private String ok(String... words) throws Exception {
    Child child = start(words);
    child.succeed();
    return child.out();
  }

  private Ended run(String... words) throws Exception {
    Child child = start(words);
    return new Ended(child.status(), child.out(), child.err());
  }

  private Child start(String... words) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(
        List.of(
            "--config", directory.resolve("daybook.yaml").toString(), "--data", data.toString()));
    return program.start(disk.within(), directory, arguments.toArray(String[]::new));
  }
}
