package daybook.web;

import daybook.party.Caller;

/** An endpoint whose every answer is heavy work. */
public record HeavyEndpoint(Endpoint.Guarded endpoint, HeavyWork heavy)
    implements Endpoint.Guarded {
  @Override
  public String method() {
    return endpoint.method();
  }

  @Override
  public PathTemplate path() {
    return endpoint.path();
  }

  @Override
  public Answer answer(Request request, Caller caller) {
    return heavy.run(() -> endpoint.answer(request, caller));
  }
}
