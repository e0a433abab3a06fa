package daybook.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** An answer that is always the same and open to everyone: it tells nothing of what is booked. */
public final class Document implements Endpoint.Open {
  private final PathTemplate path;
  private final Answer answer;

  private Document(String path, Body body, String caching) {
    this.path = PathTemplate.of(path);
    this.answer = Answer.ok(MediaType.JSON.toString(), body).with("Cache-Control", caching);
  }

  /** Says that the server answers, and nothing else. */
  public static Document health() {
    return new Document("/health", Body.ofUtf8("{\"status\":\"ok\"}"), "no-store");
  }

  /**
   * An OpenAPI description, served at {@code /openapi/} and its name.
   *
   * @param name of a resource in {@code /openapi/}, as {@code report-day.json}
   */
  public static Document openApi(String name) {
    String path = "/openapi/" + name;
    try (InputStream resource = Document.class.getResourceAsStream(path)) {
      if (resource == null) {
        throw new IllegalArgumentException("There is no resource " + path);
      }
      byte[] bytes = resource.readAllBytes();
      return new Document(path, Body.of(bytes, bytes.length), "no-cache");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the resource " + path, e);
    }
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public PathTemplate path() {
    return path;
  }

  @Override
  public Answer answer(Request request) {
    return answer;
  }
}
