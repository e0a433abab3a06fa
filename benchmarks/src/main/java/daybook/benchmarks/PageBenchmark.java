package daybook.benchmarks;

import daybook.benchmarks.world.World;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers over HTTP, hot and cold, against the hand-written query for the same rows in the same
 * engine. Every single answer is compared.
 */
final class PageBenchmark {
  private static final String SUBJECT = "http";
  private static final String BASELINE = "sql";

  private final World world;
  private final Size size;
  private final Stopwatch stopwatch;
  private final Loading loading;

  PageBenchmark(World world, Size size, Stopwatch stopwatch) {
    this.world = world;
    this.size = size;
    this.stopwatch = stopwatch;
    this.loading = new Loading(world);
  }

  /** Takes results, each as soon as it is there. */
  interface Sink {
    void add(Result result) throws Exception;
  }

  /** What a question is asked with, and the one right answer. */
  private record Asked(Question question, String token, String answer, List<List<String>> rows) {}

  /**
   * @param lines how many clients ask at once while the program is hot
   */
  void run(Place place, int lines, Sink sink) throws Exception {
    List<Asked> all = new ArrayList<>();
    loading.load(place);
    try (Running running = new Running(loading.settings(place));
        HttpClient client = HttpClient.newHttpClient();
        Connection connection = place.connect()) {
      new BookCheck(world).check(place, running);
      String token = running.adminToken(World.PROVIDER);
      for (Question question : Question.of(world)) {
        Asked asked = compared(question, running, token, client, connection);
        all.add(asked);
        sink.add(
            result(
                place,
                asked,
                lines == 1 ? "hot" : "hot x" + lines,
                size.rounds(),
                hot(place, running, asked, lines)));
      }
    }
    for (Asked asked : all) {
      sink.add(result(place, asked, "cold", size.colds(), cold(place, asked)));
    }
  }

  private Asked compared(
      Question question, Running running, String token, HttpClient client, Connection connection)
      throws Exception {
    String answer = Running.send(client, question.request(running, token)).body();
    try (PreparedStatement statement = question.sql().prepare(connection)) {
      List<List<String>> rows = PlainSql.read(statement);
      new AnswerCheck(world).check(question, answer, rows);
      return new Asked(question, token, answer, rows);
    }
  }

  private Standings hot(Place place, Running running, Asked asked, int lines) throws Exception {
    try (Clients clients = new Clients(place, running, asked, lines)) {
      Contest contest =
          new Contest()
              .with(SUBJECT, () -> stopwatch.many(clients.http, size.requests()))
              .with(BASELINE, () -> stopwatch.many(clients.sql, size.requests()));
      // The first round only warms up.
      contest.run(1);
      return contest.run(size.rounds());
    }
  }

  private Standings cold(Place place, Asked asked) throws Exception {
    return new Contest()
        .with(SUBJECT, () -> coldAnswer(place, asked))
        .with(BASELINE, () -> coldRows(place, asked))
        .run(size.colds());
  }

  /** The first request to a program that was just opened. */
  private Timings coldAnswer(Place place, Asked asked) throws Exception {
    try (Running running = new Running(loading.settings(place));
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = asked.question().request(running, asked.token());
      return stopwatch.once(1, () -> requireAnswer(asked, client, request));
    }
  }

  /** The first statement of a connection; the embedded engine is opened with it. */
  private Timings coldRows(Place place, Asked asked) throws Exception {
    try (Connection connection = place.connect()) {
      return stopwatch.once(
          1,
          () -> {
            try (PreparedStatement statement = asked.question().sql().prepare(connection)) {
              requireRows(asked, statement);
            }
          });
    }
  }

  private static void requireAnswer(Asked asked, HttpClient client, HttpRequest request)
      throws Exception {
    WrongAnswer.unlessEqual(
        asked.question().name(), asked.answer(), Running.send(client, request).body());
  }

  private static void requireRows(Asked asked, PreparedStatement statement) throws SQLException {
    WrongAnswer.unlessEqual(asked.question().name(), asked.rows(), PlainSql.read(statement));
  }

  private Result result(Place place, Asked asked, String state, int turns, Standings standings) {
    return new Result(
        asked.question().name() + ", " + state,
        place.name(),
        world.expected().sessionDays(),
        turns,
        standings.of(SUBJECT),
        BASELINE,
        standings.of(BASELINE));
  }

  /** As many clients as there are lines, of both sides, each with a connection of its own. */
  private static final class Clients implements AutoCloseable {
    private final List<HttpClient> clients = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private final List<Stopwatch.Call> http = new ArrayList<>();
    private final List<Stopwatch.Call> sql = new ArrayList<>();

    Clients(Place place, Running running, Asked asked, int lines) throws SQLException {
      HttpRequest request = asked.question().request(running, asked.token());
      for (int i = 0; i < lines; i++) {
        HttpClient client = HttpClient.newHttpClient();
        clients.add(client);
        http.add(() -> requireAnswer(asked, client, request));
        Connection connection = place.connect();
        connections.add(connection);
        PreparedStatement statement = asked.question().sql().prepare(connection);
        sql.add(() -> requireRows(asked, statement));
      }
    }

    /** A connection takes its statements with it. */
    @Override
    public void close() throws SQLException {
      clients.forEach(HttpClient::close);
      for (Connection connection : connections) {
        connection.close();
      }
    }
  }
}
