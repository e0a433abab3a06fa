package daybook.feed.sftp;

import static daybook.feed.RemoteBook.records;
import static daybook.feed.sftp.SshServerOfTest.PASSWORD;
import static daybook.feed.sftp.SshServerOfTest.USER;
import static org.assertj.core.api.Assertions.assertThat;

import daybook.feed.CuttingProxy;
import daybook.feed.RemoteBook;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A feed whose files lie on an SFTP server. */
@Tag("store")
class SftpPlaceTest {
  @TempDir Path directory;
  private Path root;
  private Path out;
  private SshServerOfTest server;
  private CuttingProxy proxy;
  private RemoteBook book;

  @BeforeEach
  void start() throws IOException {
    root = Files.createDirectory(directory.resolve("server"));
    out = Files.createDirectory(root.resolve("out"));
    server = new SshServerOfTest(root);
    proxy = new CuttingProxy(server.port());
    RemoteBook.secret(directory.resolve("password"), PASSWORD);
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
    open(server.fingerprint(), "password_file: password", more);
  }

  private void open(String hostKey, String login, String more) throws IOException {
    book =
        new RemoteBook(
            directory,
            """
            place:
              sftp:
                host: 127.0.0.1
                port: %d
                user: %s
                %s
                host_key: %s
                directory: /out
                timeout_seconds: 20
            files: "*.csv"
            %s
            """
                .formatted(proxy.port(), USER, login, hostKey, more));
  }

  private Path put(String name, int records) throws IOException {
    return Files.writeString(out.resolve(name), records(name, records));
  }

  private static String told(long listed, long taken, long refused) {
    return "%d listed, %d taken, %d refused".formatted(listed, taken, refused);
  }

  @Test
  void what_is_finished_and_the_feeds_is_taken_in_once_after_one_more_look() throws IOException {
    open("");
    put("b.csv", 2);
    put("a.csv", 1);
    put(".hidden.csv", 1);
    put("c.csv.part", 1);
    put("d.csv.tmp", 1);
    put("other.txt", 1);
    Files.createDirectory(out.resolve("directory.csv"));
    Files.createSymbolicLink(out.resolve("link.csv"), out.resolve("a.csv"));

    assertThat(book.sync()).isEqualTo(told(2, 2, 0));
    assertThat(book.waits()).containsExactly(Duration.ofSeconds(2));
    assertThat(book.deliveries()).containsExactly("a.csv: 1", "b.csv: 2");
    assertThat(out.resolve("a.csv")).exists();

    assertThat(book.sync()).isEqualTo(told(2, 0, 0));
    assertThat(book.waits()).isEmpty();
    assertThat(book.book().app().facts().syncRuns()).hasSize(2);
  }

  @Test
  void a_file_that_grows_between_the_looks_is_waited_for() throws IOException {
    open("stable_seconds: 60");
    Path growing = put("a.csv", 1);
    book.meanwhile(wait -> {
      if (book.waits().size() < 3) {
        append(growing, "more-%d,k,2024-06-24 10:00,5\n".formatted(book.waits().size()));
      }
    });

    assertThat(book.sync()).isEqualTo(told(1, 1, 0));

    assertThat(book.waits()).hasSize(3).containsOnly(Duration.ofSeconds(60));
    assertThat(book.deliveries()).containsExactly("a.csv: 3");
  }

  @Test
  void a_file_that_grows_for_ever_keeps_no_other_from_the_books() throws IOException {
    open("stable_seconds: 60");
    Path growing = put("a.csv", 1);
    put("b.csv", 1);
    book.meanwhile(
        wait -> append(growing, "m%d,k,2024-06-24 10:00,5\n".formatted(book.waits().size())));

    assertThat(book.sync()).isEqualTo(told(2, 1, 1));

    assertThat(book.deliveries()).containsExactly("b.csv: 1");
    assertThat(book.waits()).hasSize(15);
    assertThat(book.refusals())
        .containsExactly("a.csv is still being written to; it is taken in with the next run");
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void what_was_taken_in_is_archived_on_the_server_and_nothing_there_is_overwritten()
      throws IOException {
    open("archive: /done");
    put("a.csv", 1);
    assertThat(book.sync()).isEqualTo(told(1, 1, 0));
    assertThat(out).isEmptyDirectory();
    assertThat(root.resolve("done/a.csv")).hasContent(records("a.csv", 1));

    put("a.csv", 2);
    assertThat(book.sync()).isEqualTo(told(1, 1, 1));
    assertThat(book.refusals()).singleElement().asString().contains("another file of its name");
    assertThat(out.resolve("a.csv")).exists();
    assertThat(root.resolve("done/a.csv")).hasContent(records("a.csv", 1));

    Files.delete(root.resolve("done/a.csv"));
    assertThat(book.sync()).isEqualTo(told(1, 0, 0));
    assertThat(root.resolve("done/a.csv")).hasContent(records("a.csv", 2));
  }

  @ParameterizedTest
  @CsvSource({"a\\b.csv, a\\b.csv", "'a\u001b[2J.csv', a\uFFFD[2J.csv"})
  void a_hostile_name_is_named_and_left(String name, String shown) throws IOException {
    open("");
    put("good.csv", 1);
    put(name, 1);

    assertThat(book.sync()).isEqualTo(told(1, 1, 1));

    assertThat(book.refusals())
        .containsExactly("\"" + shown + "\" is no name for a file; it is left where it is");
  }

  @Test
  void a_file_that_cannot_be_believed_keeps_no_other_from_the_books() throws IOException {
    open("");
    Files.writeString(out.resolve("a.csv"), "no,such,columns\n");
    put("b.csv", 1);

    assertThat(book.sync()).isEqualTo(told(2, 1, 1));

    assertThat(book.deliveries()).containsExactly("b.csv: 1");
  }

  @Test
  void a_download_that_is_cut_is_not_booked_and_comes_whole_with_the_next_run() throws IOException {
    open("");
    put("a.csv", 100_000);
    proxy.cut(10, 1_000_000);
    assertThat(book.sync()).isEqualTo(told(1, 0, 1));
    assertThat(book.deliveries()).isEmpty();

    proxy.cut(1, 1_000_000);
    assertThat(book.sync()).isEqualTo(told(1, 1, 0));
    assertThat(proxy.cutsLeft()).isZero();
    assertThat(book.waits()).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(1));
    assertThat(book.deliveries()).containsExactly("a.csv: 100000");
  }

  @Test
  void days_off_are_caught_up() throws IOException {
    open("");
    put("1.csv", 1);
    book.sync();
    for (int day = 2; day <= 8; day++) {
      put(day + ".csv", 1);
    }
    book.book().clock().set(Instant.parse("2024-07-05T12:00:00Z"));

    assertThat(book.sync()).isEqualTo(told(8, 7, 0));
  }

  @Test
  void a_server_with_another_key_is_told_nothing() throws IOException {
    String declared = server.fingerprint();
    open("");
    put("a.csv", 1);
    server.newHostKey();

    assertThat(book.sync()).isEqualTo(told(0, 0, 1));

    assertThat(book.refusals())
        .containsExactly(
            "sftp://daybook@127.0.0.1:%d /out: the server shows the key %s of the type"
                    .formatted(proxy.port(), server.fingerprint())
                + " ecdsa-sha2-nistp256, which is not the declared host_key ("
                + declared
                + "): nothing was sent to it; ask the operator, and declare the new key only if it"
                + " is theirs");
    assertThat(book.waits()).isEmpty();
  }

  @Test
  void one_of_several_declared_keys_is_enough() throws IOException {
    open(
        "\"SHA256:%s %s\"".formatted("A".repeat(43), server.fingerprint()),
        "password_file: password",
        "");
    put("a.csv", 1);

    assertThat(book.sync()).isEqualTo(told(1, 1, 0));
  }

  @Test
  void a_wrong_password_is_refused_without_being_repeated() throws IOException {
    RemoteBook.secret(directory.resolve("password"), "hunter3");
    open("");

    assertThat(book.sync()).isEqualTo(told(0, 0, 1));

    assertThat(book.refusals())
        .containsExactly(
            "sftp://daybook@127.0.0.1:%d /out: the server does not let daybook in with this"
                    .formatted(proxy.port())
                + " password: check user, and password_file or password_env");
    assertThat(book.waits()).isEmpty();
  }

  @Test
  void a_server_that_is_not_there_is_tried_again_and_recorded() throws IOException {
    open("");
    proxy.close();

    assertThat(book.sync()).isEqualTo(told(0, 0, 1));

    assertThat(book.waits()).hasSize(4);
    assertThat(book.book().app().facts().syncRuns().getLast().trouble())
        .startsWith("sftp://daybook@127.0.0.1:" + proxy.port() + " /out: cannot be reached: ");
  }

  @Test
  void a_directory_that_is_not_there_is_named() throws IOException {
    open("");
    Files.delete(out);

    assertThat(book.sync()).isEqualTo(told(0, 0, 1));

    assertThat(book.refusals())
        .singleElement()
        .asString()
        .endsWith("/out: is not there: check directory");
    assertThat(book.waits()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"EC, 384, ''", "RSA, 3072, ''", "Ed25519, 0, ''", "EC, 256, open sesame"})
  void a_key_logs_in(String algorithm, int bits, String opening)
      throws IOException, GeneralSecurityException {
    KeyPair key = SshServerOfTest.newKey(algorithm, bits);
    writeKey(key, opening);
    String login = "key_file: key";
    if (!opening.isEmpty()) {
      RemoteBook.secret(directory.resolve("opening"), opening);
      login += "\n    key_password_file: opening";
    }
    open(server.fingerprint(), login, "");
    put("a.csv", 1);

    assertThat(book.sync()).isEqualTo(told(0, 0, 1));
    assertThat(book.refusals()).singleElement().asString().endsWith("check user and key_file");

    server.admit(key.getPublic());
    assertThat(book.sync()).isEqualTo(told(1, 1, 0));
  }

  @Test
  void a_key_that_cannot_be_opened_is_named() throws IOException, GeneralSecurityException {
    writeKey(SshServerOfTest.newKey("EC", 256), "open sesame");
    open(server.fingerprint(), "key_file: key", "");

    assertThat(book.sync()).isEqualTo(told(0, 0, 1));

    assertThat(book.refusals())
        .containsExactly(
            directory.resolve("key")
                + " cannot be read as a private key: check key_file, or name its password with"
                + " key_password_file");
  }

  private void writeKey(KeyPair key, String opening) throws IOException, GeneralSecurityException {
    OpenSSHKeyEncryptionContext context = null;
    if (!opening.isEmpty()) {
      context = new OpenSSHKeyEncryptionContext();
      context.setPassword(opening);
      context.setCipherName("AES");
      context.setCipherType("256");
      context.setCipherMode("CTR");
    }
    Path file = directory.resolve("key");
    try (OutputStream to = Files.newOutputStream(file)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", context, to);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
