package daybook.web;

import daybook.party.Caller;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line per request, as {@code key=value}. Queries and headers stay out of it, for people put
 * secrets into both.
 */
final class RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
  private static final int LONGEST_PATH = 200;

  private RequestLog() {}

  /**
   * @param micros microseconds from the whole request to the whole answer
   * @param caller absent: nobody was recognised
   */
  static void write(
      Request request, Answer answer, long micros, @Nullable Caller caller, String id) {
    if (!LOG.isInfoEnabled()) {
      return;
    }
    LOG.info(
        "method={} path={} status={} bytes={} micros={} manager={} request={}",
        printable(request.method()),
        printable(request.path()),
        answer.status(),
        bytes(answer.body()),
        micros,
        caller == null ? "-" : caller.manager().id(),
        id);
  }

  /** What is made while it is sent has no length yet. */
  private static String bytes(Body body) {
    OptionalInt length = body.length();
    return length.isPresent() ? Integer.toString(length.getAsInt()) : "-";
  }

  /** Nothing that a client sends may begin a line or a field of its own. */
  private static String printable(String text) {
    String shown = text.length() > LONGEST_PATH ? text.substring(0, LONGEST_PATH) + "..." : text;
    StringBuilder printable = new StringBuilder(shown.length());
    shown.chars().forEach(c -> printable.append(c > ' ' && c <= '~' ? (char) c : '?'));
    return printable.toString();
  }
}
