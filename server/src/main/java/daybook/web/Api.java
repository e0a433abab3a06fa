package daybook.web;

import daybook.model.Problem;
import daybook.model.Refusal;
import java.util.List;

/**
 * Endpoints that share a beginning of their paths and a form of their problems.
 *
 * @param prefix every path below it is this API's, known or not
 */
public record Api(String prefix, ProblemWriter problems, List<Endpoint> endpoints) {
  public Api {
    endpoints = List.copyOf(endpoints);
  }

  /**
   * @throws Refusal if there is no such path, or it knows no such method
   */
  Endpoint endpoint(Request request) {
    for (Endpoint endpoint : endpoints) {
      if (endpoint.path().matches(request.path())) {
        if (!endpoint.method().equals(request.method())) {
          throw new Refusal(new Problem.MethodNotAllowed(endpoint.method()));
        }
        return endpoint;
      }
    }
    throw new Refusal(new Problem.UnknownPath());
  }
}
