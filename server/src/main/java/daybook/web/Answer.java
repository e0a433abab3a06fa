package daybook.web;

import daybook.model.Problem;
import daybook.web.Headers.Header;
import java.time.Duration;
import java.util.List;

/**
 * What a client is told.
 *
 * @param status an HTTP status
 */
public record Answer(int status, Headers headers, Body body) {
  /** A success with a body of that media type. */
  public static Answer ok(String mediaType, Body body) {
    return new Answer(200, Headers.NONE.with("Content-Type", mediaType), body);
  }

  /** A refusal, with the headers that HTTP wants beside its status; no cache may keep it. */
  public static Answer refusing(Problem problem, String mediaType, Body body) {
    Answer answer =
        new Answer(
            problem.status(),
            Headers.NONE.with("Content-Type", mediaType).with("Cache-Control", "no-store"),
            body);
    return switch (problem) {
      case Problem.MethodNotAllowed(String allowed) -> answer.with("Allow", allowed);
      case Problem.TooManyRequests(int perSecond, Duration retryAfter) ->
          answer.with("Retry-After", Long.toString(retryAfter.toSeconds()));
      case Problem.Unavailable(Duration retryAfter) ->
          answer.with("Retry-After", Long.toString(retryAfter.toSeconds()));
      case Problem.Unauthenticated() -> answer.with("WWW-Authenticate", "Bearer");
      default -> answer;
    };
  }

  public Answer with(String header, String value) {
    return new Answer(status, headers.with(header, value), body);
  }

  public Answer with(List<Header> more) {
    return new Answer(status, headers.with(more), body);
  }
}
