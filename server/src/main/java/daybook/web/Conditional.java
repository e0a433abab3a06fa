package daybook.web;

import daybook.web.Headers.Header;
import java.util.List;
import java.util.function.Supplier;

/**
 * Answers that a client may keep for itself but must ask about each time. What it holds already is
 * not made again, for POST too where a POST only reads.
 */
public final class Conditional {
  private Conditional() {}

  /**
   * @param tag names the content that {@code fresh} would make
   * @param vary the request headers on which the content depends
   */
  public static Answer answer(Request request, EntityTag tag, String vary, Supplier<Answer> fresh) {
    Answer answer =
        tag.isHeldBy(request.headers()) ? new Answer(304, Headers.NONE, Body.EMPTY) : fresh.get();
    return answer.with(
        List.of(
            new Header("ETag", tag.value()),
            new Header("Cache-Control", "private, no-cache"),
            new Header("Vary", vary)));
  }
}
