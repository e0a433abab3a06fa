package daybook.web.vertx;

import daybook.model.Problem;
import daybook.web.Answer;
import daybook.web.Body;
import daybook.web.Headers;
import daybook.web.Headers.Header;
import daybook.web.Query;
import daybook.web.Request;
import daybook.web.Site;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: reads each request within its limits, has it answered, writes the
 * answer. At every moment at which the client is waited for a timer runs, so that none holds a
 * connection by dripping. Everything runs on the connection's event loop, but for calls that cannot
 * be answered at once.
 */
final class Conversation {
  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
  private static final int PIECE_BYTES = 256 * 1024;

  /** Reading a larger body may take long by itself. */
  private static final int MOST_BYTES_AT_ONCE = 4 * 1024;

  private static final long NO_TIMER = -1;

  /** Most calls take much less. */
  private static final Duration OVERLOADED = Duration.ofSeconds(1);

  private final HttpConnection connection;
  private final Vertx vertx;
  private final Context eventLoop;
  private final Calls calls;
  private final BodyRoom bodies;
  private final Site site;
  private final HttpSettings settings;

  /** Whether the client is waited for, and until when, by {@link System#nanoTime}. */
  private boolean waiting;

  private long deadline;

  /** Fires at the deadline or before it: most requests come and go without setting one. */
  private long timer = NO_TIMER;

  private long timerDue;

  /** How many requests have begun on this connection. */
  private long requests;

  Conversation(
      HttpConnection connection,
      Vertx vertx,
      Calls calls,
      BodyRoom bodies,
      Site site,
      HttpSettings settings) {
    this.connection = connection;
    this.vertx = vertx;
    this.eventLoop = vertx.getOrCreateContext();
    this.calls = calls;
    this.bodies = bodies;
    this.site = site;
    this.settings = settings;
    waitFor(settings.idle());
  }

  /** The connection closes if the client lets this pass without doing its next step. */
  private void waitFor(Duration patience) {
    waiting = true;
    deadline = System.nanoTime() + patience.toNanos();
    if (timer == NO_TIMER || deadline - timerDue < 0) {
      setTimer(patience);
    }
  }

  private void setTimer(Duration delay) {
    vertx.cancelTimer(timer);
    timerDue = System.nanoTime() + delay.toNanos();
    timer = vertx.setTimer(Math.max(1, delay.toMillis()), due -> checkPatience());
  }

  private void checkPatience() {
    timer = NO_TIMER;
    if (!waiting) {
      return;
    }
    Duration left = Duration.ofNanos(deadline - System.nanoTime());
    if (left.isPositive()) {
      setTimer(left);
    } else {
      LOG.debug("closing the connection of a slow client: {}", connection.remoteAddress());
      connection.close();
    }
  }

  private void waitNoMore() {
    waiting = false;
  }

  /** The connection is closed. */
  void end() {
    waiting = false;
    vertx.cancelTimer(timer);
  }

  /** The head of a request is there. */
  void accept(HttpServerRequest request) {
    requests++;
    waitFor(settings.read());
    if (declaredBytes(request) > settings.mostBodyBytes()) {
      request.exceptionHandler(Conversation::brokeOff);
      refuse(request, new Problem.BodyTooLarge(settings.mostBodyBytes()));
      return;
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
    Buffer body = Buffer.buffer();
    request.exceptionHandler(e -> {
      brokeOff(e);
      bodies.giveBack(body.length());
    });
    request.handler(chunk -> {
      if (body.length() + chunk.length() > settings.mostBodyBytes()) {
        bodies.giveBack(body.length());
        refuse(request, new Problem.BodyTooLarge(settings.mostBodyBytes()));
      } else if (bodies.take(chunk.length())) {
        body.appendBuffer(chunk);
      } else {
        bodies.giveBack(body.length());
        refuse(request, new Problem.Unavailable(OVERLOADED));
      }
    });
    request.endHandler(complete -> {
      bodies.giveBack(body.length());
      request.exceptionHandler(Conversation::brokeOff);
      call(request, toRequest(request, body));
    });
  }

  private static void brokeOff(Throwable e) {
    LOG.debug("a request broke off: {}", e.getMessage());
  }

  /** What the client says its body will take; 0 where it does not say. */
  private static long declaredBytes(HttpServerRequest request) {
    String declared = request.getHeader("Content-Length");
    try {
      return declared == null ? 0 : Long.parseLong(declared);
    } catch (NumberFormatException e) {
      // Vert.x lets no length pass that is none; one beyond 64 bits is too large all the same.
      return Long.MAX_VALUE;
    }
  }

  /** Answers before the body is read; what comes of it is thrown away until it ends. */
  private void refuse(HttpServerRequest request, Problem problem) {
    request.handler(ignored -> {});
    request.endHandler(ignored -> {});
    request.exceptionHandler(Conversation::brokeOff);
    Request head = toRequest(request, Buffer.buffer());
    write(request, site.refuse(head, problem).with("Connection", "close"));
  }

  private void call(HttpServerRequest request, Request asked) {
    waitNoMore();
    Optional<Answer> atOnce =
        asked.body().weightInBytes() > MOST_BYTES_AT_ONCE
            ? Optional.empty()
            : site.answerAtOnce(asked);
    if (atOnce.isPresent()) {
      write(request, atOnce.get());
    } else if (!answer(request, () -> site.answer(asked))) {
      write(request, site.refuse(asked, new Problem.Unavailable(OVERLOADED)));
    }
  }

  /** Whether the call may be made; it is not where too many are under way. */
  private boolean answer(HttpServerRequest request, Supplier<Answer> call) {
    return calls.tryExecute(() -> {
      try {
        Answer answer = call.get();
        eventLoop.runOnContext(ready -> write(request, answer));
      } catch (RuntimeException | Error e) {
        // No timer runs now, so the connection would stay for ever.
        LOG.error("a call ended without an answer", e);
        connection.close();
      }
    });
  }

  private static Request toRequest(HttpServerRequest request, Buffer body) {
    String path = request.path();
    String query = request.query();
    List<Header> headers = new ArrayList<>();
    request.headers().forEach((name, value) -> headers.add(new Header(name, value)));
    return new Request(
        request.method().name(),
        path == null ? "" : path,
        Query.parse(query == null ? "" : query),
        new Headers(headers),
        Body.of(body.getBytes(), body.length()));
  }

  private void write(HttpServerRequest request, Answer answer) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    response.setStatusCode(answer.status());
    for (Header header : answer.headers().fields()) {
      response.headers().add(header.name(), header.value());
    }
    OptionalInt length = answer.body().length();
    if (length.isEmpty()) {
      response.setChunked(true);
    } else if (length.getAsInt() > PIECE_BYTES) {
      response.putHeader("Content-Length", Integer.toString(length.getAsInt()));
    }
    long number = requests;
    writeNext(answer.body().pieces(PIECE_BYTES), response, () -> answered(request, number));
  }

  /**
   * Piece by piece, so that a client that accepts none is told from one that is far away. A piece
   * may be made only now, which takes a millisecond.
   */
  private void writeNext(Iterator<byte[]> pieces, HttpServerResponse response, Runnable then) {
    waitFor(settings.write());
    Buffer piece = pieces.hasNext() ? Buffer.buffer(pieces.next()) : Buffer.buffer();
    if (pieces.hasNext()) {
      response.write(piece).onSuccess(written -> writeNext(pieces, response, then));
    } else {
      response.end(piece).onSuccess(written -> then.run());
    }
  }

  private void answered(HttpServerRequest request, long number) {
    if (!request.isEnded()) {
      // Closing now would reset the connection, and the client might never read why.
      request.endHandler(complete -> connection.close());
    } else if ("close".equals(request.response().headers().get("Connection"))) {
      connection.close();
    } else if (requests == number) {
      // Otherwise the next request is there already, and its timer runs.
      waitFor(settings.idle());
    }
  }
}
