package daybook.config;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.feed.RemoteBook;
import daybook.model.Feed;
import daybook.model.FeedPlace;
import daybook.model.FeedPlace.Credentials;
import daybook.model.FeedPlace.Login;
import daybook.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where feeds' files are, and the secrets that are nowhere to be seen. */
class PlaceSettingsTest {
  private static final String KEY = "SHA256:" + "A".repeat(43);
  private static final String OTHER_KEY = "SHA256:" + "B".repeat(43);
  private static final Secret SECRET = new Secret("hunter2");

  @TempDir Path directory;

  private Settings read(String place) throws IOException {
    RemoteBook.secret(directory.resolve("secret"), SECRET.value());
    Path file = directory.resolve("daybook.yaml");
    Files.writeString(
        file,
        """
        feeds:
          net:
            operator: net
        %s
            clock: UTC
            csv: {header: true, timestamp: epoch_seconds, columns: {subscriber: a, start: b, bytes_up: c}}
            volumes: {unit: B, counting: increments}
            identity: [d]
        """
            .formatted(place.indent(4).stripTrailing()));
    return Settings.read(file, true, directory, Map.of("SECRET", SECRET.value()));
  }

  private FeedPlace place(String place) throws IOException {
    Settings settings = read(place);
    assertThat(settings.toString()).doesNotContain(SECRET.value());
    assertThat(String.join("\n", settings.effective())).doesNotContain(SECRET.value());
    FeedPlace found = settings.feeds().get("net").place();
    assertThat(found.shown()).doesNotContain(SECRET.value());
    return found;
  }

  @Test
  void an_sftp_server_is_read_with_its_defaults_and_with_everything() throws IOException {
    assertThat(
            place(
                "place: {sftp: {host: a, user: me, password_env: SECRET, host_key: '%s'}}"
                    .formatted(KEY)))
        .isEqualTo(
            new FeedPlace.Sftp(
                "a",
                22,
                "me",
                new Login.Password(SECRET),
                Set.of(KEY),
                ".",
                null,
                Duration.ofSeconds(30)));
    assertThat(
            place(
                """
                archive: /done
                place:
                  sftp:
                    host: a
                    port: 2222
                    user: me
                    key_file: secret
                    key_password_file: secret
                    host_key: "%s %s"
                    directory: /out
                    timeout_seconds: 5
                """
                    .formatted(KEY, OTHER_KEY)))
        .isEqualTo(
            new FeedPlace.Sftp(
                "a",
                2222,
                "me",
                new Login.Key(directory.resolve("secret"), SECRET),
                Set.of(KEY, OTHER_KEY),
                "/out",
                "/done",
                Duration.ofSeconds(5)));
  }

  @Test
  void a_web_address_is_read_with_its_defaults_and_with_everything() throws IOException {
    assertThat(place("place: {http: {url: 'http://a/b.csv?kind=all'}}"))
        .isEqualTo(
            new FeedPlace.Http(
                "http://a/b.csv?kind=all", "b.csv", null, null, Duration.ofSeconds(30)));
    assertThat(place("place: {http: {url: 'http://a/b.csv?kind=all'}}").shown())
        .isEqualTo("http://a/b.csv");
    FeedPlace.Http daily =
        (FeedPlace.Http)
            place(
                "place: {http: {url: 'https://a/{day}', date: yyyy/MM/dd, name: 'b_{day}.csv',"
                    + " days_back: 0, user: me, password_file: secret, timeout_seconds: 5}}");
    assertThat(daily.days().back()).isZero();
    assertThat(daily.days().date().format(LocalDate.of(2024, 6, 25))).isEqualTo("2024/06/25");
    assertThat(daily.credentials()).isEqualTo(new Credentials.Basic("me", SECRET));
    assertThat(
            ((FeedPlace.Http) place("place: {http: {url: 'https://a/b', token_env: SECRET}}"))
                .credentials())
        .isEqualTo(new Credentials.Bearer(SECRET));
  }

  @Test
  void a_bucket_is_read_with_its_defaults_and_with_everything() throws IOException {
    assertThat(
            place(
                "place: {s3: {region: eu-central-1, bucket: cdr, access_key_env: SECRET,"
                    + " secret_key_env: SECRET}}"))
        .isEqualTo(
            new FeedPlace.S3(
                null,
                "eu-central-1",
                false,
                "cdr",
                "",
                null,
                SECRET,
                SECRET,
                Duration.ofSeconds(30)));
    assertThat(
            place(
                """
                archive: done/
                place:
                  s3:
                    endpoint: https://s3.example
                    region: x
                    bucket: cdr
                    prefix: net/
                    access_key_file: secret
                    secret_key_file: secret
                    timeout_seconds: 5
                """))
        .isEqualTo(
            new FeedPlace.S3(
                URI.create("https://s3.example"),
                "x",
                true,
                "cdr",
                "net/",
                "done/",
                SECRET,
                SECRET,
                Duration.ofSeconds(5)));
  }

  @Test
  void what_appears_whole_need_not_stand_still() throws IOException {
    Feed web = read("place: {http: {url: 'http://a/b.csv'}}").feeds().get("net");

    assertThat(web.stableFor()).isZero();
    assertThat(web.files()).isEqualTo("*");
  }

  @Test
  void the_spool_is_in_the_data_directory_unless_another_is_named() throws IOException {
    assertThat(read("").spoolDirectory()).isEqualTo(directory.resolve("data/spool"));
    assertThat(read("").withData(directory.resolve("other")).spoolDirectory())
        .isEqualTo(directory.resolve("other/spool"));
    Path file = Files.writeString(directory.resolve("daybook.yaml"), "spool: fetched\n");
    assertThat(Settings.read(file, true, directory, Map.of()).spoolDirectory())
        .isEqualTo(directory.resolve("fetched"));
  }

  @Test
  void the_settings_say_where_each_key_of_a_place_stands() throws IOException {
    assertThat(
            read("place:\n  s3:\n    region: x\n    bucket: cdr\n    access_key_env: SECRET\n"
                    + "    secret_key_env: SECRET")
                .effective())
        .containsSequence(
            List.of(
                "feeds.net.place.s3.endpoint:  # not set",
                "feeds.net.place.s3.region: x  # daybook.yaml:6",
                "feeds.net.place.s3.path_style: false  # default",
                "feeds.net.place.s3.bucket: cdr  # daybook.yaml:7",
                "feeds.net.place.s3.prefix:  # not set",
                "feeds.net.place.s3.access_key_file:  # not set",
                "feeds.net.place.s3.access_key_env: SECRET  # daybook.yaml:8",
                "feeds.net.place.s3.secret_key_file:  # not set",
                "feeds.net.place.s3.secret_key_env: SECRET  # daybook.yaml:9",
                "feeds.net.place.s3.timeout_seconds: 30  # default",
                "feeds.net.files: '*'  # default"));
  }
}
