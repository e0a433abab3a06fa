package daybook.web.vertx;

import daybook.web.Answer;
import daybook.web.Body;
import daybook.web.Endpoint;
import daybook.web.PathTemplate;
import daybook.web.Request;
import java.util.function.Function;

/** An open address that answers whatever a test needs. */
record FixedEndpoint(String method, PathTemplate path, Function<Request, Body> content)
    implements Endpoint.Open {
  static FixedEndpoint get(String path, Function<Request, Body> content) {
    return new FixedEndpoint("GET", PathTemplate.of(path), content);
  }

  static FixedEndpoint post(String path, Function<Request, Body> content) {
    return new FixedEndpoint("POST", PathTemplate.of(path), content);
  }

  @Override
  public Answer answer(Request request) {
    return Answer.ok("text/plain", content.apply(request));
  }
}
