package daybook;

import daybook.book.TestEngine;
import daybook.config.Settings;
import daybook.feed.Offered;
import daybook.intake.Intake;
import daybook.model.Feed;
import daybook.model.ManagerId;
import daybook.model.ResellerId;
import daybook.model.Role;
import daybook.web.vertx.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The whole program on a book of its own, answering on a free port, under a clock that is set. */
public final class TestBook implements AutoCloseable {
  private final App app;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Clock clock;
  private final Map<ResellerId, String> adminTokens = new HashMap<>();

  /** A clock that stands still until it is set. */
  public static final class Clock implements InstantSource {
    private volatile Instant now;

    public Clock(Instant now) {
      this.now = now;
    }

    public void set(Instant instant) {
      now = instant;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private TestBook(Settings settings, Clock clock) throws IOException {
    this.clock = clock;
    this.app = App.open(settings, clock);
    this.server = app.serve(0);
  }

  /**
   * @param config the configuration file
   * @param data where the book is made
   */
  public static TestBook open(Path config, Path data, Instant now) throws IOException {
    return new TestBook(
        TestEngine.OF_THIS_RUN.settings(
            Settings.read(config, true, Path.of("").toAbsolutePath()), data),
        new Clock(now));
  }

  /** In the store that the configuration names. */
  public static TestBook openAsConfigured(Path config, Instant now) throws IOException {
    return new TestBook(Settings.read(config, true, Path.of("").toAbsolutePath()), new Clock(now));
  }

  public App app() {
    return app;
  }

  public Clock clock() {
    return clock;
  }

  public URI address() {
    return app.address(server);
  }

  /** Imports a directory and settles the books, as the command does. */
  public void importDirectory(Path directory) {
    app.inventory().importDirectory(directory);
    app.settle();
  }

  public Intake.Taken ingest(String feed, Path file, @Nullable LocalDate deliveredOn)
      throws IOException {
    Feed declared = app.feed(feed);
    return app.take(declared, Offered.of(file), deliveredOn, (lines, bytes) -> {});
  }

  /** Takes a file in that corrects the delivery of this name. */
  public Intake.Taken replace(String feed, Path file, String replaces) throws IOException {
    return app.take(app.feed(feed), Offered.of(file), null, replaces, (lines, bytes) -> {});
  }

  public String adminToken(long reseller) {
    return adminTokens.computeIfAbsent(
        new ResellerId(reseller),
        id -> app.tokens().issue(app.addManager(id, Role.ADMIN), null).token());
  }

  public String token(long manager) {
    return app.tokens().issue(new ManagerId(manager), null).token();
  }

  public HttpResponse<String> reportDay(String token, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address().resolve("/api/report/day"))
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /**
   * @param query what follows the question mark
   */
  public HttpResponse<String> expenses(String token, long reseller, String query)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(
                address().resolve("/api/v3/resellers/" + reseller + "/reseller_analytics?" + query))
            .header("X-Api-Token", token)
            .header("Accept", "application/vnd.api+json")
            .header("Content-Type", "application/vnd.api+json")
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /**
   * @param path with what follows a question mark
   */
  public HttpResponse<String> get(String path, String token)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(address().resolve(path)).header("X-Api-Token", token).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.close();
    server.close();
    app.close();
  }
}
