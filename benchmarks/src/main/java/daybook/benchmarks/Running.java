package daybook.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import daybook.App;
import daybook.config.Settings;
import daybook.model.ResellerId;
import daybook.model.Role;
import daybook.web.vertx.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

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
      throw refused(answer, answer.body());
    }
    return answer;
  }

  private static WrongAnswer refused(HttpResponse<?> answer, String body) {
    return new WrongAnswer(answer.request().uri() + ": " + answer.statusCode() + " " + body);
  }

  /** Reads a text. */
  interface Reading {
    void of(InputStream text) throws Exception;
  }

  /**
   * The CRC-32C of an answer that may be too long to be kept.
   *
   * @param reading gets the answer; what it leaves is read after it
   * @throws WrongAnswer if it is not 200
   */
  static long checksum(HttpClient client, HttpRequest request, Reading reading) throws Exception {
    HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
    CRC32C checksum = new CRC32C();
    try (CheckedInputStream text = new CheckedInputStream(answer.body(), checksum)) {
      if (answer.statusCode() != OK) {
        throw refused(answer, new String(text.readAllBytes(), UTF_8));
      }
      reading.of(text);
      text.transferTo(OutputStream.nullOutputStream());
    }
    return checksum.getValue();
  }

  @Override
  public void close() {
    server.close();
    app.close();
  }
}
