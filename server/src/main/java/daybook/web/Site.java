package daybook.web;

import daybook.memo.AtOnce;
import daybook.model.Problem;
import daybook.model.Refusal;
import daybook.party.Caller;
import daybook.web.Headers.Header;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that is answered over HTTP: finds the endpoint, checks the token, logs the request.
 */
public final class Site {
  private static final Logger LOG = LoggerFactory.getLogger(Site.class);

  /** Long enough for a database to start again, short enough for a person to wait. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** Causes beyond these say nothing new; and a chain of causes may have no end. */
  private static final int MOST_CAUSES = 5;

  private final List<Api> apis;
  private final Authentication authentication;
  private final TokenRates rates;
  private final Predicate<Throwable> passing;
  private final RequestIds ids;
  private final HttpDate date;

  /** An answer and who asked, as far as that was found out. */
  private record Handled(Answer answer, @Nullable Caller caller) {}

  /**
   * @param apis asked in this order; the last one answers where no prefix matches
   * @param passing tells the failures that pass by themselves: what failed can be asked again
   */
  public Site(
      List<Api> apis,
      Authentication authentication,
      TokenRates rates,
      Predicate<Throwable> passing,
      RequestIds ids,
      InstantSource clock) {
    if (apis.isEmpty()) {
      throw new IllegalArgumentException("A site without any API");
    }
    this.apis = List.copyOf(apis);
    this.authentication = authentication;
    this.rates = rates;
    this.passing = passing;
    this.ids = ids;
    this.date = new HttpDate(clock);
  }

  /** Answers a request; whatever goes wrong becomes an answer too. */
  public Answer answer(Request request) {
    String id = ids.next();
    long started = System.nanoTime();
    return finished(request, id, started, handle(request, id));
  }

  /**
   * Answers a request from what is in memory, on a thread that must not wait; empty where that is
   * not enough.
   */
  public Optional<Answer> answerAtOnce(Request request) {
    return AtOnce.attempt(() -> answer(request));
  }

  /** Answers a request that was not read to its end, in the form of the API it was meant for. */
  public Answer refuse(Request request, Problem problem) {
    String id = ids.next();
    long started = System.nanoTime();
    Answer answer = api(request).problems().write(problem, request);
    return finished(request, id, started, new Handled(answer, null));
  }

  private Handled handle(Request request, String id) {
    Api api = api(request);
    Caller caller = null;
    try {
      Endpoint endpoint = api.endpoint(request);
      if (!endpoint.isOftenAtOnce()) {
        AtOnce.mayTakeLong();
      }
      Answer answer =
          switch (endpoint) {
            case Endpoint.Open open -> open.answer(request);
            case Endpoint.Guarded guarded -> {
              caller = authenticate(request);
              rates.count(caller);
              yield guarded.answer(request, caller);
            }
          };
      return new Handled(answer, caller);
    } catch (Refusal refusal) {
      return new Handled(api.problems().write(refusal.problem(), request), caller);
    } catch (AtOnce.GivenUp e) {
      if (caller != null) {
        rates.uncount(caller);
      }
      throw e;
    } catch (RuntimeException | Error failure) {
      // An error too must become an answer: a client left without one would wait for ever.
      return new Handled(api.problems().write(problem(failure, id), request), caller);
    }
  }

  /** What a client is told of a failure: never what happened, which is for the log alone. */
  private Problem problem(Throwable failure, String id) {
    if (passing.test(failure)) {
      // While a store is away every request fails alike, so that a line each must do.
      LOG.warn("request={} unavailable: {}", id, messages(failure));
      return new Problem.Unavailable(RETRY_AFTER);
    }
    LOG.error("request={} failed", id, failure);
    return new Problem.Internal(id);
  }

  /** The messages of a failure and its causes, on one line. */
  private static String messages(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(MOST_CAUSES)
        .map(cause -> String.valueOf(cause.getMessage()).replaceAll("[\\s\\p{Cntrl}]+", " "))
        .distinct()
        .collect(Collectors.joining(": "));
  }

  private Api api(Request request) {
    for (Api api : apis) {
      if (request.path().startsWith(api.prefix())) {
        return api;
      }
    }
    return apis.getLast();
  }

  private Caller authenticate(Request request) {
    return Credentials.token(request.headers())
        .flatMap(authentication::of)
        .orElseThrow(() -> new Refusal(new Problem.Unauthenticated()));
  }

  private Answer finished(Request request, String id, long started, Handled handled) {
    Answer answer = handled.answer();
    long micros = (System.nanoTime() - started) / 1_000;
    RequestLog.write(request, answer, micros, handled.caller(), id);
    return answer.with(
        List.of(
            new Header("Date", date.now()),
            new Header("X-Content-Type-Options", "nosniff"),
            new Header("X-Request-Id", id)));
  }
}
