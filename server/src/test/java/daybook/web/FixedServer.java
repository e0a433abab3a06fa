package daybook.web;

import daybook.book.StoreUnavailable;
import daybook.model.BookZone;
import daybook.report.Snapshot;
import daybook.web.completeness.CompletenessEndpoint;
import daybook.web.expenses.ExpenseEndpoint;
import daybook.web.expenses.ExpenseProblems;
import daybook.web.explain.EntriesEndpoint;
import daybook.web.explain.PartsEndpoint;
import daybook.web.explain.SessionEndpoint;
import daybook.web.usage.UsageEndpoint;
import daybook.web.usage.UsageProblems;
import daybook.web.vertx.HttpServer;
import daybook.web.vertx.HttpSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A server on a free port of this machine that answers with {@link FixedAnswers}. */
public final class FixedServer implements AutoCloseable {
  private static final int MOST_CALLS = 500;
  public static final int MOST_BODY_BYTES = 200_000;
  public static final int MOST_SIZE = 10_000;
  private static final Duration LONG = Duration.ofSeconds(20);

  private final FixedAnswers answers = new FixedAnswers();
  private final HttpServer server;

  private FixedServer(HttpSettings settings, List<Endpoint> more) throws IOException {
    this.server = HttpServer.start(settings, site(answers, more));
  }

  public static FixedServer start() throws IOException {
    return start(settings(LONG, LONG, LONG));
  }

  public static FixedServer start(HttpSettings settings, Endpoint... more) throws IOException {
    return new FixedServer(settings, List.of(more));
  }

  public static HttpSettings settings(Duration idle, Duration read, Duration write) {
    return new HttpSettings(
        "127.0.0.1", 0, MOST_BODY_BYTES, MOST_CALLS, idle, read, write, Duration.ofSeconds(10));
  }

  /** The two APIs and what stands beside them, as the program wires them. */
  public static Site site(FixedAnswers answers, List<Endpoint> more) {
    // What is kept would not be made again, and tests count what is made.
    KeptAnswers kept = new KeptAnswers(0);
    HeavyWork heavy = new HeavyWork(MOST_CALLS, LONG);
    List<Endpoint> endpoints =
        new ArrayList<>(
            List.of(
                new UsageEndpoint(
                    (caller, query) ->
                        new Snapshot<>(
                            answers.version(caller, query), () -> answers.page(caller, query)),
                    kept,
                    heavy,
                    new BookZone(ZoneOffset.UTC),
                    MOST_SIZE),
                new CompletenessEndpoint(answers::completeness),
                new EntriesEndpoint(
                    (caller, asked) ->
                        new Snapshot<>(
                            answers.version(caller, asked.query()),
                            () -> answers.entries(caller, asked.query())),
                    MOST_SIZE),
                new PartsEndpoint(
                    (caller, asked) ->
                        new Snapshot<>(
                            answers.version(caller, asked.query().entries()),
                            () -> answers.parts(caller, asked.query())),
                    MOST_SIZE),
                new SessionEndpoint(answers::session),
                Document.health(),
                Document.openApi("completeness.json"),
                Document.openApi("explain.json"),
                Document.openApi("report-day.json"),
                Document.openApi("reseller-analytics.json")));
    endpoints.addAll(more);
    return new Site(
        List.of(
            new Api(
                "/api/v3/",
                new ExpenseProblems(),
                List.of(
                    new ExpenseEndpoint(
                        (caller, query) ->
                            new Snapshot<>(
                                answers.version(caller, query),
                                () -> answers.report(caller, query)),
                        kept,
                        heavy))),
            new Api("/", new UsageProblems(), endpoints)),
        FixedAnswers::caller,
        new TokenRates(0, System::nanoTime),
        StoreUnavailable.class::isInstance,
        new RequestIds(new Random(1)),
        InstantSource.fixed(Instant.parse("2026-11-23T08:00:00Z")));
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  public FixedAnswers answers() {
    return answers;
  }

  @Override
  public void close() {
    server.close();
  }
}
