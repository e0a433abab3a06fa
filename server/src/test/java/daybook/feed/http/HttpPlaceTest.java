package daybook.feed.http;

import static daybook.feed.RemoteBook.records;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import daybook.feed.CuttingProxy;
import daybook.feed.RemoteBook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A feed whose files stand behind a web address, one a day. */
@Tag("store")
class HttpPlaceTest {
  private static final String PASSWORD = "hunter2";

  @TempDir Path directory;
  private HttpServer server;
  private CuttingProxy proxy;
  private RemoteBook book;

  /** What the server answers, by path; absent: 404. */
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /** Path, status and the conditions of every request, in order. */
  private final List<String> log = new ArrayList<>();

  private volatile String wantedAuthorization;

  private record Answer(int status, String body, Map<String, String> headers) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    proxy = new CuttingProxy(server.getAddress().getPort());
  }

  @AfterEach
  void stop() throws IOException {
    if (book != null) {
      book.close();
    }
    proxy.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    Answer answer = answers.getOrDefault(path, new Answer(404, "", Map.of()));
    var asked = exchange.getRequestHeaders();
    String condition = asked.getFirst("If-None-Match");
    String since = asked.getFirst("If-Modified-Since");
    Map<String, String> headers = answer.headers();
    int status = answer.status();
    if (wantedAuthorization != null
        && !wantedAuthorization.equals(asked.getFirst("Authorization"))) {
      status = 401;
    } else if (condition != null && List.of(condition.split(", ")).contains(headers.get("ETag"))) {
      status = 304;
    } else if (since != null && since.equals(headers.get("Last-Modified"))) {
      status = 304;
    }
    synchronized (log) {
      log.add(
          path
              + " "
              + status
              + (condition == null ? "" : " unless " + condition)
              + (since == null ? "" : " since " + since)
              + (wantedAuthorization == null && asked.containsKey("Authorization")
                  ? " with a secret"
                  : ""));
    }
    headers.forEach(exchange.getResponseHeaders()::set);
    byte[] body = status == 200 ? answer.body().getBytes(StandardCharsets.UTF_8) : new byte[0];
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private List<String> asked() {
    synchronized (log) {
      List<String> asked = List.copyOf(log);
      log.clear();
      return asked;
    }
  }

  private void open(String more) throws IOException {
    open("net_{day}.csv", "date: yyyyMMdd, days_back: 2" + more);
  }

  private void open(String path, String more) throws IOException {
    book =
        new RemoteBook(
            directory,
            "place: {http: {url: \"http://127.0.0.1:%d/%s\", timeout_seconds: 20, %s}}"
                .formatted(proxy.port(), path, more));
  }

  private void offer(String path, int records) {
    answers.put(path, new Answer(200, records(path, records), Map.of()));
  }

  private void offer(String path, int records, String header, String value) {
    answers.put(path, new Answer(200, records(path, records), Map.of(header, value)));
  }

  private void redirect(String path, int status, String target) {
    answers.put(path, new Answer(status, "", Map.of("Location", target)));
  }

  @Test
  void a_file_of_each_day_is_asked_for_and_what_is_not_there_yet_is_no_trouble()
      throws IOException {
    open("");
    offer("/net_20240623.csv", 1);
    offer("/net_20240624.csv", 2);
    offer("/net_20240626.csv", 2);

    assertThat(book.sync()).isEqualTo("2 listed, 2 taken, 0 refused");

    assertThat(asked())
        .containsExactly("/net_20240623.csv 200", "/net_20240624.csv 200", "/net_20240625.csv 404");
    assertThat(book.deliveries()).containsExactly("net_20240623.csv: 1", "net_20240624.csv: 2");
    assertThat(book.waits()).isEmpty();
  }

  @Test
  void an_unchanged_file_does_not_come_again_and_a_changed_one_does() throws IOException {
    open("");
    offer("/net_20240624.csv", 1, "ETag", "\"one\"");
    offer("/net_20240625.csv", 1, "Last-Modified", "Tue, 25 Jun 2024 10:00:00 GMT");
    book.sync();
    asked();

    assertThat(book.sync()).isEqualTo("2 listed, 0 taken, 0 refused");
    assertThat(asked())
        .containsExactly(
            "/net_20240623.csv 404",
            "/net_20240624.csv 304 unless \"one\"",
            "/net_20240625.csv 304 since Tue, 25 Jun 2024 10:00:00 GMT");

    offer("/net_20240624.csv", 2, "ETag", "\"two\"");
    offer("/net_20240625.csv", 3, "Last-Modified", "Tue, 25 Jun 2024 11:00:00 GMT");
    assertThat(book.sync()).isEqualTo("2 listed, 2 taken, 0 refused");
    asked();

    assertThat(book.sync()).isEqualTo("2 listed, 0 taken, 0 refused");
    assertThat(asked())
        .contains(
            "/net_20240624.csv 304 unless \"one\", \"two\"",
            "/net_20240625.csv 304 since Tue, 25 Jun 2024 11:00:00 GMT");
  }

  @Test
  void a_server_that_states_nothing_sends_a_file_again_which_is_known_by_its_bytes()
      throws IOException {
    open("");
    offer("/net_20240624.csv", 1);

    assertThat(book.sync()).isEqualTo("1 listed, 1 taken, 0 refused");
    assertThat(book.sync()).isEqualTo("1 listed, 0 taken, 0 refused");

    assertThat(book.deliveries()).containsExactly("net_20240624.csv: 1");
  }

  @Test
  void days_off_are_caught_up_as_far_back_as_is_asked_for() throws IOException {
    open("");
    offer("/net_20240625.csv", 1);
    book.sync();
    for (int day = 26; day <= 30; day++) {
      offer("/net_202406" + day + ".csv", 1);
    }
    book.book().clock().set(Instant.parse("2024-06-29T12:00:00Z"));

    assertThat(book.sync()).isEqualTo("3 listed, 3 taken, 0 refused");

    assertThat(book.deliveries())
        .containsExactly(
            "net_20240625.csv: 1",
            "net_20240627.csv: 1",
            "net_20240628.csv: 1",
            "net_20240629.csv: 1");
  }

  @Test
  void a_day_may_be_a_path_and_a_file_may_be_named_otherwise() throws IOException {
    open("{day}/cdr?kind=data", "date: yyyy/MM/dd, days_back: 0, name: \"net_{day}.csv\"");
    offer("/2024/06/25/cdr?kind=data", 1);

    assertThat(book.sync()).isEqualTo("1 listed, 1 taken, 0 refused");

    assertThat(book.deliveries()).containsExactly("net_2024-06-25.csv: 1");
  }

  @Test
  void one_address_is_asked_each_time_and_must_be_there() throws IOException {
    open("all.csv", "");
    assertThat(book.sync()).isEqualTo("1 listed, 0 taken, 1 refused");
    assertThat(book.refusals())
        .containsExactly(
            "http://127.0.0.1:%d/all.csv: there is no such file: check url"
                .formatted(proxy.port()));
    offer("/all.csv", 1, "ETag", "W/\"1\"");
    assertThat(book.sync()).isEqualTo("1 listed, 1 taken, 0 refused");
    assertThat(book.sync()).isEqualTo("1 listed, 0 taken, 0 refused");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | 0 | the server answers 400, where a file or 404 was expected
          401 | 0 | the server wants to know who asks: declare user and password_file, or token_file (401)
          403 | 0 | the server wants to know who asks: declare user and password_file, or token_file (403)
          204 | 0 | the server answers 204, where a file or 404 was expected
          429 | 4 | the server cannot answer now (429)
          500 | 4 | the server cannot answer now (500)
          503 | 4 | the server cannot answer now (503)
          """)
  void another_answer_is_refused_and_what_may_pass_is_tried_again(
      int status, int waits, String reason) throws IOException {
    open("");
    answers.put("/net_20240624.csv", new Answer(status, "", Map.of()));
    offer("/net_20240625.csv", 1);

    assertThat(book.sync()).isEqualTo("2 listed, 1 taken, 1 refused");

    assertThat(book.refusals())
        .containsExactly(
            "http://127.0.0.1:%d/net_20240624.csv: %s".formatted(proxy.port(), reason));
    assertThat(book.waits()).hasSize(waits);
    assertThat(book.book().app().facts().syncRuns().getLast().trouble()).contains(reason);
  }

  @Test
  void trouble_that_passes_is_waited_for() throws IOException {
    open("");
    answers.put("/net_20240624.csv", new Answer(503, "", Map.of()));
    book.meanwhile(wait -> {
      if (wait.equals(Duration.ofSeconds(5))) {
        offer("/net_20240624.csv", 1);
      }
    });

    assertThat(book.sync()).isEqualTo("1 listed, 1 taken, 0 refused");

    assertThat(book.waits()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(5));
  }

  @Test
  void a_server_that_is_not_there_is_recorded() throws IOException {
    open("all.csv", "");
    proxy.close();

    assertThat(book.sync()).isEqualTo("1 listed, 0 taken, 1 refused");

    assertThat(book.refusals())
        .singleElement()
        .asString()
        .startsWith("http://127.0.0.1:" + proxy.port() + "/all.csv: cannot be reached: ");
    assertThat(book.waits()).hasSize(4);
  }

  @Test
  void a_download_that_is_cut_is_not_booked_and_comes_whole_with_the_next_run() throws IOException {
    open("all.csv", "");
    offer("/all.csv", 100_000);
    proxy.cut(5, 1_000_000);

    assertThat(book.sync()).isEqualTo("1 listed, 0 taken, 1 refused");
    assertThat(book.refusals()).singleElement().asString().contains("all.csv broke off");
    assertThat(book.deliveries()).isEmpty();

    proxy.cut(1, 1_000_000);
    assertThat(book.sync()).isEqualTo("1 listed, 1 taken, 0 refused");
    assertThat(proxy.cutsLeft()).isZero();
    assertThat(book.waits()).containsExactly(Duration.ofSeconds(1));
    assertThat(book.deliveries()).containsExactly("all.csv: 100000");
  }

  @Test
  void a_server_that_falls_silent_is_left() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    server.removeContext("/");
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write(new byte[10]);
          exchange.getResponseBody().flush();
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    book =
        new RemoteBook(
            directory,
            "place: {http: {url: \"http://127.0.0.1:%d/all.csv\", timeout_seconds: 1}}"
                .formatted(proxy.port()));

    assertThat(book.sync()).isEqualTo("1 listed, 0 taken, 1 refused");

    end.countDown();
    assertThat(book.refusals())
        .singleElement()
        .asString()
        .contains("all.csv broke off", "nothing came for 1 seconds");
  }

  @Test
  void an_answer_whose_end_is_not_told_is_refused() throws IOException {
    RawServer raw =
        RawServer.answering("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nid,imsi,start,up\n");
    try (raw) {
      book =
          new RemoteBook(
              directory,
              "place: {http: {url: \"http://127.0.0.1:%d/all.csv\"}}".formatted(raw.port()));

      assertThat(book.sync()).isEqualTo("1 listed, 0 taken, 1 refused");
    }
    assertThat(book.refusals()).singleElement().asString().contains("a cut would not be noticed");
  }

  @Test
  void a_password_is_sent_to_its_server_alone() throws IOException {
    wantedAuthorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("me:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    RemoteBook.secret(directory.resolve("password"), PASSWORD);
    open("all.csv", "user: me, password_file: password");
    offer("/elsewhere.csv", 1);
    redirect("/all.csv", 302, "/elsewhere.csv");

    assertThat(book.sync()).isEqualTo("1 listed, 1 taken, 0 refused");

    redirect("/all.csv", 302, "http://localhost:%d/elsewhere.csv".formatted(proxy.port()));
    asked();
    assertThat(book.sync()).isEqualTo("1 listed, 0 taken, 1 refused");
    assertThat(asked()).containsExactly("/all.csv 302");
    assertThat(book.refusals())
        .singleElement()
        .asString()
        .contains("is redirected to another server, http://localhost:", "with a secret")
        .doesNotContain(PASSWORD);
  }

  @Test
  void without_a_secret_another_server_is_followed_but_not_in_circles() throws IOException {
    open("all.csv", "");
    String other = "http://localhost:%d".formatted(proxy.port());
    offer("/elsewhere.csv", 1);
    redirect("/all.csv", 307, other + "/elsewhere.csv");
    assertThat(book.sync()).isEqualTo("1 listed, 1 taken, 0 refused");

    redirect("/all.csv", 307, other + "/all.csv");
    assertThat(book.sync()).isEqualTo("1 listed, 0 taken, 1 refused");
    assertThat(book.refusals()).singleElement().asString().contains("more than 5 times");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          user: me, password_file: secret | does not accept the user or the password: check user and password_file or password_env (401)
          token_file: secret              | does not accept the token: check token_file or token_env (401)
          """)
  void a_wrong_secret_is_refused_without_being_repeated(String login, String reason)
      throws IOException {
    RemoteBook.secret(directory.resolve("secret"), PASSWORD);
    wantedAuthorization = "Bearer right";
    open("all.csv", login);
    offer("/all.csv", 1);

    assertThat(book.sync()).isEqualTo("1 listed, 0 taken, 1 refused");

    assertThat(book.refusals())
        .singleElement()
        .asString()
        .endsWith(reason)
        .doesNotContain(PASSWORD);
  }

  @Test
  void a_token_is_sent() throws IOException {
    RemoteBook.secret(directory.resolve("token"), PASSWORD);
    wantedAuthorization = "Bearer " + PASSWORD;
    open("all.csv", "token_file: token");
    offer("/all.csv", 1);

    assertThat(book.sync()).isEqualTo("1 listed, 1 taken, 0 refused");
  }
}
