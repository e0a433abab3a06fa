package daybook.web;

import daybook.party.Caller;

/** One address of an API and what it answers; blocking, called on a thread of its own. */
public sealed interface Endpoint {
  /** The only method that the address knows. */
  String method();

  PathTemplate path();

  /** Needs no token, and must not tell anything that does. */
  non-sealed interface Open extends Endpoint {
    /**
     * @throws daybook.model.Refusal if the request cannot be answered
     */
    Answer answer(Request request);
  }

  /** Needs a token that is in force. */
  non-sealed interface Guarded extends Endpoint {
    /**
     * @throws daybook.model.Refusal if the request cannot be answered
     */
    Answer answer(Request request, Caller caller);
  }
}
