package daybook.web;

import daybook.party.Caller;

/** One address of an API and what it answers; blocking, called on a thread that may wait. */
public sealed interface Endpoint {
  /** The only method that the address knows. */
  String method();

  PathTemplate path();

  /**
   * Whether answers are often in memory, so that it is worth to attempt one on a thread that must
   * not wait; whatever may take long says so there, see {@link daybook.memo.AtOnce}.
   */
  default boolean isOftenAtOnce() {
    return false;
  }

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
