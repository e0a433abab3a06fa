package daybook.benchmarks;

import daybook.App;
import daybook.config.Settings;
import daybook.model.ResellerId;
import daybook.model.Role;
import daybook.web.vertx.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The program as it serves a book, freshly opened, so that nothing of it is in its caches. */
final class Running implements AutoCloseable {
  private static final int OK = 200;

  private final App app;
  private final HttpServer server;

  Running(Settings settings) throws IOException {
    this.app = App.open(settings);
    this.server = app.serve(0);
  }

  App app() {
    return app;
  }

  String adminToken(long reseller) {
    return app.tokens().issue(app.addManager(new ResellerId(reseller), Role.ADMIN), null).token();
  }

  /** The address of the server, at which a path begins. */
  URI address() {
    return app.address(server);
  }

  URI usageAddress() {
    return address().resolve("/api/report/day");
  }

  /** The usage report's request. */
  HttpRequest usage(String token, String body) {
    return HttpRequest.newBuilder(usageAddress())
        .header("Authorization", "Bearer " + token)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  /**
   * The expense report's request.
   *
   * @param query what follows the question mark
   */
  HttpRequest expenses(String token, long reseller, String query) {
    String path = "/api/v3/resellers/" + reseller + "/reseller_analytics?" + query;
    return HttpRequest.newBuilder(address().resolve(path))
        .header("X-Api-Token", token)
        .header("Accept", "application/vnd.api+json")
        .build();
  }

  /**
   * A whole answer.
   *
   * @throws WrongAnswer if it is not 200
   */
  static HttpResponse<String> send(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != OK) {
      throw new WrongAnswer(request.uri() + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer;
  }

  @Override
  public void close() {
    server.close();
    app.close();
  }
}
