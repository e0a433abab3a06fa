package daybook.web.vertx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybook.memo.AtOnce;
import daybook.web.Answer;
import daybook.web.Body;
import daybook.web.Endpoint;
import daybook.web.FixedServer;
import daybook.web.PathTemplate;
import daybook.web.RawHttp;
import daybook.web.Request;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only the sockets show: limits, patience, order and stopping. */
class HttpServerTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final int LARGE = 40_000_000;
  private static final int PIECE = 100_000;

  @Test
  void a_port_that_is_taken_is_named() throws IOException {
    try (FixedServer server = FixedServer.start()) {
      HttpSettings taken =
          new HttpSettings(
              "127.0.0.1", server.uri().getPort(), 1, 1, LONG, LONG, LONG, Duration.ZERO);
      assertThatThrownBy(() -> FixedServer.start(taken))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("Cannot listen on 127.0.0.1:" + server.uri().getPort() + ": ");
    }
  }

  @Test
  void every_call_that_may_wait_has_a_virtual_thread_of_its_own_and_none_waits_for_another()
      throws Exception {
    int calls = 60;
    CountDownLatch allThere = new CountDownLatch(calls);
    FixedEndpoint meeting =
        FixedEndpoint.get(
            "/meeting",
            request -> {
              allThere.countDown();
              return Body.ofUtf8(Thread.currentThread().isVirtual() + " " + awaited(allThere));
            });
    try (FixedServer server = FixedServer.start(settings(LONG, LONG, LONG), meeting);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<String> call = () -> get(server.uri(), "/meeting").text();
      List<Future<String>> answers = new ArrayList<>();
      for (int client = 0; client < calls; client++) {
        answers.add(clients.submit(call));
      }
      for (Future<String> answer : answers) {
        assertThat(answer.get()).isEqualTo("true true");
      }
    }
  }

  @Test
  void what_is_known_is_answered_at_once_while_other_calls_wait() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    Endpoint knowing = new Knowing(go);
    try (FixedServer server = FixedServer.start(settings(LONG, LONG, LONG), knowing);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> waiting = new ArrayList<>();
      for (int client = 0; client < 20; client++) {
        waiting.add(clients.submit(() -> get(server.uri(), "/knowing?what=unknown").text()));
      }
      for (int client = 0; client < 20; client++) {
        assertThat(get(server.uri(), "/knowing?what=known").text()).isEqualTo("virtual: false");
      }
      assertThat(waiting).noneMatch(Future::isDone);
      go.countDown();
      for (Future<String> answer : waiting) {
        assertThat(answer.get()).isEqualTo("virtual: true");
      }
    }
  }

  @Test
  void one_call_more_than_there_may_be_is_refused_at_once_and_may_come_again() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(3);
    FixedEndpoint slow =
        FixedEndpoint.get(
            "/slow",
            request -> {
              begun.countDown();
              return Body.ofUtf8("done: " + awaited(go));
            });
    HttpSettings settings = new HttpSettings("127.0.0.1", 0, 1_000, 3, LONG, LONG, LONG, SHORT);
    try (FixedServer server = FixedServer.start(settings, slow);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = new ArrayList<>();
      for (int client = 0; client < 3; client++) {
        answers.add(clients.submit(() -> get(server.uri(), "/slow").text()));
      }
      begun.await();

      RawHttp.Reply refused = get(server.uri(), "/slow");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).contains("1");
      assertThat(refused.text()).startsWith("{\"code\":503,");

      go.countDown();
      for (Future<String> answer : answers) {
        assertThat(answer.get()).isEqualTo("done: true");
      }
      assertThat(get(server.uri(), "/slow").text()).isEqualTo("done: true");
    }
  }

  /** Says on which kind of thread it answers: at once, or once it may. */
  private record Knowing(CountDownLatch go) implements Endpoint.Open {
    @Override
    public String method() {
      return "GET";
    }

    @Override
    public PathTemplate path() {
      return PathTemplate.of("/knowing");
    }

    @Override
    public boolean isOftenAtOnce() {
      return true;
    }

    @Override
    public Answer answer(Request request) {
      if (request.query().first("what").equals(Optional.of("unknown"))) {
        AtOnce.mayTakeLong();
        awaited(go);
      }
      return Answer.ok("text/plain", Body.ofUtf8("virtual: " + Thread.currentThread().isVirtual()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', idle",
    "'GET /health HTTP/1.1\r\nHost: x\r\nX-Drip: ', idle",
    "'POST /api/report/day HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n', read",
    "'POST /api/report/day HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n', read"
  })
  void a_client_that_drips_is_closed(String beginning, String patience) throws Exception {
    HttpSettings settings =
        patience.equals("idle") ? settings(SHORT, LONG, LONG) : settings(LONG, SHORT, LONG);
    try (FixedServer server = FixedServer.start(settings);
        Socket socket = RawHttp.connect(server.uri())) {
      socket.getOutputStream().write(beginning.getBytes(ISO_8859_1));
      long started = System.nanoTime();
      Thread dripping = Thread.ofVirtual().start(() -> drip(socket));
      assertThat(readOrReset(socket)).isNegative();
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isBetween(SHORT, LONG);
      dripping.join();
    }
  }

  /** One byte at a time, faster than any patience; ends when the server has closed. */
  private static void drip(Socket socket) {
    try {
      for (int drop = 0; drop < 900; drop++) {
        socket.getOutputStream().write(' ');
        Thread.sleep(50);
      }
    } catch (IOException e) {
      // Closed, as it should be.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closing while bytes are still under way looks like a reset to the one who sent them. */
  private static int readOrReset(Socket socket) {
    try {
      return socket.getInputStream().read();
    } catch (SocketTimeoutException e) {
      throw new AssertionError("still open", e);
    } catch (IOException e) {
      return -1;
    }
  }

  @Test
  void a_connection_that_asks_nothing_more_is_closed() throws IOException {
    try (FixedServer server = FixedServer.start(settings(SHORT, LONG, LONG));
        Socket socket = RawHttp.connect(server.uri())) {
      socket.getOutputStream().write(head("GET /health", "").getBytes(ISO_8859_1));
      assertThat(text(socket)).startsWith("HTTP/1.1 200 OK").endsWith("{\"status\":\"ok\"}");
    }
  }

  @Test
  void a_call_may_take_longer_than_any_patience_with_the_client() throws IOException {
    FixedEndpoint slow = FixedEndpoint.get("/slow", request -> slept(SHORT.multipliedBy(3)));
    try (FixedServer server = FixedServer.start(settings(SHORT, SHORT, SHORT), slow)) {
      assertThat(get(server.uri(), "/slow").text()).isEqualTo("slept");
    }
  }

  @Test
  void a_large_answer_arrives_whole_also_at_a_client_that_is_slow_but_reads() throws Exception {
    try (FixedServer server =
            FixedServer.start(settings(LONG, LONG, SHORT.multipliedBy(3)), large());
        Socket socket = RawHttp.connect(server.uri())) {
      socket.setReceiveBufferSize(64 * 1024);
      socket.getOutputStream().write(head("GET /large", "Connection: close").getBytes(ISO_8859_1));
      long read = 0;
      byte[] piece = socket.getInputStream().readNBytes(2_000_000);
      while (piece.length > 0) {
        read += piece.length;
        Thread.sleep(SHORT.toMillis() / 4);
        piece = socket.getInputStream().readNBytes(2_000_000);
      }
      assertThat(read).isBetween((long) LARGE, LARGE + 1_000L);
    }
  }

  @Test
  void a_client_that_does_not_read_its_answer_is_closed() throws Exception {
    try (FixedServer server = FixedServer.start(settings(LONG, LONG, SHORT), large());
        Socket socket = RawHttp.connect(server.uri())) {
      socket.getOutputStream().write(head("GET /large", "").getBytes(ISO_8859_1));
      Thread.sleep(SHORT.toMillis() * 4);
      assertThat(countToEndOrReset(socket)).isLessThan(LARGE);
    }
  }

  @Test
  void an_answer_that_is_made_while_it_is_sent_arrives_whole_and_the_connection_goes_on()
      throws Exception {
    AtomicInteger made = new AtomicInteger();
    try (FixedServer server = FixedServer.start(settings(LONG, LONG, LONG), inPieces(made));
        HttpClient client = HttpClient.newHttpClient()) {
      for (int pieces : List.of(0, 1, 2, 300)) {
        HttpRequest request =
            HttpRequest.newBuilder(server.uri().resolve("/pieces?of=" + pieces)).build();
        String naive =
            IntStream.range(0, pieces).mapToObj(HttpServerTest::piece).collect(joining());

        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

        assertThat(answer.body()).isEqualTo(naive);
        assertThat(answer.headers().firstValue("Transfer-Encoding")).contains("chunked");
      }
    }
  }

  @Test
  void of_an_answer_that_nobody_reads_hardly_more_is_made_than_the_network_holds()
      throws Exception {
    AtomicInteger made = new AtomicInteger();
    int pieces = LARGE / PIECE;
    try (FixedServer server = FixedServer.start(settings(LONG, LONG, SHORT), inPieces(made));
        Socket socket = RawHttp.connect(server.uri())) {
      socket.getOutputStream().write(head("GET /pieces?of=" + pieces, "").getBytes(ISO_8859_1));
      Thread.sleep(SHORT.toMillis() * 4);
      assertThat(made.get()).isBetween(1, pieces * 3 / 4);
      assertThat(countToEndOrReset(socket)).isLessThan(LARGE);
      assertThat(made.get()).isLessThan(pieces);
    }
  }

  @Test
  void bodies_that_do_not_end_take_bounded_memory_and_others_are_told_to_come_again()
      throws Exception {
    FixedEndpoint echo =
        FixedEndpoint.post(
            "/echo", request -> Body.ofUtf8("got " + request.body().weightInBytes()));
    byte[] most = new byte[FixedServer.MOST_BODY_BYTES];
    String head = head("POST /echo", "Content-Length: " + most.length + "\r\nConnection: close");
    List<Socket> waiting = new ArrayList<>();
    try (FixedServer server = FixedServer.start(settings(LONG, LONG, LONG), echo)) {
      assertThat(
              answered(
                  503,
                  () -> {
                    fillUp(waiting, server, head, most);
                    return ask(server, head, most);
                  }))
          .contains("Retry-After: 1")
          .containsIgnoringCase("Connection: close");

      waiting.getFirst().getOutputStream().write(0);
      waiting.get(1).close();
      assertThat(answered(200, () -> ask(server, head, most))).contains("\r\n\r\ngot ");
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  /**
   * As many bodies as there is room for lack their last byte afterwards. One that arrived beside a
   * question's body was refused, so it is sent once more.
   */
  private static void fillUp(List<Socket> waiting, FixedServer server, String head, byte[] body)
      throws IOException {
    for (Socket socket : List.copyOf(waiting)) {
      if (socket.getInputStream().available() > 0) {
        socket.close();
        waiting.remove(socket);
      }
    }
    while (waiting.size() < HttpServer.LARGEST_BODIES) {
      Socket socket = RawHttp.connect(server.uri());
      waiting.add(socket);
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      socket.getOutputStream().write(body, 0, body.length - 1);
    }
  }

  /** Bodies arrive and connections end when the network has brought them. */
  private static String answered(int status, Callable<String> ask) throws Exception {
    String answer = "";
    for (int i = 0; i < 100 && !answer.startsWith("HTTP/1.1 " + status); i++) {
      Thread.sleep(20);
      answer = ask.call();
    }
    return answer;
  }

  private static String ask(FixedServer server, String head, byte[] body) throws Exception {
    try (Socket socket = RawHttp.connect(server.uri())) {
      socket.setSoTimeout((int) LONG.toMillis());
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      socket.getOutputStream().write(body);
      return text(socket);
    }
  }

  private static FixedEndpoint inPieces(AtomicInteger made) {
    return FixedEndpoint.get(
        "/pieces",
        request -> {
          int of = Integer.parseInt(request.query().single("of").orElseThrow());
          return Body.inPieces(
              () ->
                  IntStream.range(0, of)
                      .mapToObj(number -> {
                        made.incrementAndGet();
                        return piece(number).getBytes(ISO_8859_1);
                      })
                      .iterator(),
              0);
        });
  }

  private static String piece(int number) {
    return Integer.toString(number % 10).repeat(PIECE);
  }

  private static FixedEndpoint large() {
    byte[] bytes = new byte[LARGE];
    return FixedEndpoint.get("/large", request -> Body.of(bytes, LARGE));
  }

  private static long countToEndOrReset(Socket socket) {
    long read = 0;
    byte[] piece = new byte[100_000];
    try {
      for (int count = 0; count >= 0; count = socket.getInputStream().read(piece)) {
        read += count;
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("still open", e);
    } catch (IOException e) {
      return read;
    }
    return read;
  }

  @Test
  void requests_on_one_connection_are_answered_in_their_order() throws IOException {
    FixedEndpoint echo = FixedEndpoint.post("/echo", request -> Body.ofUtf8(request.body().utf8()));
    FixedEndpoint slow = FixedEndpoint.get("/slow", request -> slept(Duration.ofMillis(200)));
    try (FixedServer server = FixedServer.start(settings(LONG, LONG, LONG), echo, slow);
        Socket socket = RawHttp.connect(server.uri())) {
      String all =
          head("GET /slow", "")
              + head("POST /echo", "Content-Length: 3")
              + "one"
              + head("POST /echo", "Transfer-Encoding: chunked")
              + "2\r\ntw\r\n1\r\no\r\n0\r\n\r\n"
              + head("GET /nothing", "Connection: close");
      socket.getOutputStream().write(all.getBytes(ISO_8859_1));
      assertThat(text(socket)).containsSubsequence("\r\nslept", "\r\none", "\r\ntwo", "404");
    }
  }

  @Test
  void a_request_that_came_early_is_not_hurried_by_the_end_of_the_one_before() throws IOException {
    FixedEndpoint slow = FixedEndpoint.get("/slow", request -> slept(SHORT.multipliedBy(3)));
    try (FixedServer server = FixedServer.start(settings(SHORT, LONG, LONG), slow);
        Socket socket = RawHttp.connect(server.uri())) {
      String both = head("GET /slow", "") + head("GET /slow", "Connection: close");
      socket.getOutputStream().write(both.getBytes(ISO_8859_1));
      assertThat(text(socket)).containsSubsequence("\r\nslept", "\r\nslept");
    }
  }

  @Test
  void a_client_that_sends_everything_before_it_reads_learns_that_it_was_too_much()
      throws IOException {
    try (FixedServer server = FixedServer.start();
        Socket socket = RawHttp.connect(server.uri())) {
      int length = 30_000_000;
      String head = head("POST /api/report/day", "Content-Length: " + length);
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      socket.getOutputStream().write(new byte[length]);
      assertThat(text(socket)).startsWith("HTTP/1.1 413 ").contains("{\"code\":413,");
    }
  }

  @Test
  void an_older_client_is_answered_and_closed() throws IOException {
    try (FixedServer server = FixedServer.start();
        Socket socket = RawHttp.connect(server.uri())) {
      socket.getOutputStream().write("GET /health HTTP/1.0\r\n\r\n".getBytes(ISO_8859_1));
      assertThat(text(socket)).contains(" 200 OK").endsWith("{\"status\":\"ok\"}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Length: 200000, 200",
    "Content-Length: 200001, 413",
    "Content-Length: 9223372036854775807, 413"
  })
  void a_client_that_asks_first_is_told_whether_to_send_its_body(String length, int status)
      throws IOException {
    FixedEndpoint echo =
        FixedEndpoint.post(
            "/echo", request -> Body.ofUtf8("got " + request.body().length().getAsInt()));
    try (FixedServer server = FixedServer.start(settings(LONG, SHORT, SHORT), echo);
        Socket socket = RawHttp.connect(server.uri())) {
      String request = head("POST /echo", length + "\r\nExpect: 100-continue\r\nConnection: close");
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      String first = new String(socket.getInputStream().readNBytes(12), ISO_8859_1);
      if (status == 413) {
        assertThat(first).isEqualTo("HTTP/1.1 413");
      } else {
        assertThat(first).isEqualTo("HTTP/1.1 100");
        socket.getOutputStream().write(new byte[FixedServer.MOST_BODY_BYTES]);
        assertThat(text(socket)).contains("HTTP/1.1 200 OK").endsWith("got 200000");
      }
    }
  }

  @Test
  void a_body_in_chunks_is_limited_too() throws IOException {
    FixedEndpoint echo =
        FixedEndpoint.post(
            "/echo", request -> Body.ofUtf8("got " + request.body().length().getAsInt()));
    try (FixedServer server = FixedServer.start(settings(LONG, LONG, LONG), echo);
        Socket socket = RawHttp.connect(server.uri())) {
      String chunk = "2710\r\n" + "x".repeat(10_000) + "\r\n";
      String request =
          head("POST /echo", "Transfer-Encoding: chunked") + chunk.repeat(21) + "0\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      assertThat(text(socket)).startsWith("HTTP/1.1 413 ").contains("{\"code\":413,");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "garbage, 400",
    "'GET / HTTP/1.1\r\nHost x', 400",
    "'GET / HTTP/1.1\r\nContent-Length: x', 400",
    "'GET / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked', 400",
    "'GET / HTTP/9.9', 501"
  })
  void what_is_no_http_is_refused_and_closed(String request, int status) throws IOException {
    try (FixedServer server = FixedServer.start();
        Socket socket = RawHttp.connect(server.uri())) {
      socket.getOutputStream().write((request + "\r\n\r\n").getBytes(ISO_8859_1));
      assertThat(text(socket)).matches("(?s)HTTP/[0-9.]+ " + status + " .*");
    }
  }

  @Test
  void a_head_that_is_too_long_is_refused_and_closed() throws IOException {
    try (FixedServer server = FixedServer.start()) {
      assertThat(get(server.uri(), "/" + "x".repeat(9_000)).status()).isEqualTo(414);
      assertThat(
              RawHttp.send(server.uri(), "GET /", List.of("X: " + "x".repeat(17_000)), "").status())
          .isEqualTo(431);
    }
  }

  @Test
  void a_stop_lets_the_calls_under_way_finish_and_takes_no_more() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch mayFinish = new CountDownLatch(1);
    FixedEndpoint waiting =
        FixedEndpoint.get(
            "/waiting",
            request -> {
              called.countDown();
              return Body.ofUtf8("finished " + awaited(mayFinish));
            });
    FixedServer server = FixedServer.start(settings(LONG, LONG, LONG), waiting);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Socket idle = RawHttp.connect(server.uri())) {
      Future<RawHttp.Reply> underWay = threads.submit(() -> get(server.uri(), "/waiting"));
      assertThat(awaited(called)).isTrue();
      Future<?> stop = threads.submit(server::close);
      assertThat(readOrReset(idle)).isNegative();
      refusesConnections(server.uri());
      assertThat(stop.isDone()).isFalse();
      mayFinish.countDown();
      assertThat(underWay.get().text()).isEqualTo("finished true");
      stop.get(10, TimeUnit.SECONDS);
    }
  }

  /** One event loop after another stops to listen; the last one ends it. */
  private static void refusesConnections(URI base) throws InterruptedException {
    for (int tries = 0; tries < 100; tries++) {
      try {
        RawHttp.connect(base).close();
        Thread.sleep(50);
      } catch (IOException e) {
        return;
      }
    }
    throw new AssertionError("still accepts connections");
  }

  @Test
  void a_stop_does_not_wait_for_ever() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    FixedEndpoint endless =
        FixedEndpoint.get(
            "/endless",
            request -> {
              called.countDown();
              return slept(LONG.multipliedBy(10));
            });
    HttpSettings settings = new HttpSettings("127.0.0.1", 0, 1_000, 10, LONG, LONG, LONG, SHORT);
    FixedServer server = FixedServer.start(settings, endless);
    try (Socket socket = RawHttp.connect(server.uri())) {
      socket.getOutputStream().write(head("GET /endless", "").getBytes(ISO_8859_1));
      assertThat(awaited(called)).isTrue();
      long started = System.nanoTime();
      server.close();
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isBetween(SHORT, LONG);
      assertThat(readOrReset(socket)).isNegative();
    }
  }

  private static HttpSettings settings(Duration idle, Duration read, Duration write) {
    return FixedServer.settings(idle, read, write);
  }

  private static RawHttp.Reply get(URI base, String path) throws IOException {
    return RawHttp.send(base, "GET " + path, List.of(), "");
  }

  private static String head(String line, String headers) {
    String more = headers.isEmpty() ? "" : headers + "\r\n";
    return line + " HTTP/1.1\r\nHost: x\r\n" + more + "\r\n";
  }

  private static String text(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(15, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Body slept(Duration time) {
    try {
      Thread.sleep(time);
      return Body.ofUtf8("slept");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
