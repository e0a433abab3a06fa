package daybook.benchmarks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Clients of a server, each of which looks at its answers. */
final class Load {
  private static final int OK = 200;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;

  private final HttpClient client;
  private final LongFunction<Question> questions;
  private final AtomicLong next = new AtomicLong();

  /**
   * @param questions the one of each number from 0 on, from any thread
   */
  Load(HttpClient client, LongFunction<Question> questions) {
    this.client = client;
    this.questions = questions;
  }

  /** A request, and what looks at a 200. */
  record Question(HttpRequest request, Check check) {}

  /** What looks at an answer. */
  interface Check {
    /**
     * @throws WrongAnswer if it is not right
     */
    void check(HttpResponse<String> answer);
  }

  /**
   * What became of the requests; those that were told to come again stand apart.
   *
   * @param answered what those took that were answered
   * @param refused how many were not
   */
  record Outcome(Timings answered, long refused) {}

  /** A request and how long it took, or 0 where it was refused. */
  private long ask(long since) throws IOException, InterruptedException {
    Question question = questions.apply(next.getAndIncrement());
    HttpResponse<String> answer = client.send(question.request(), BodyHandlers.ofString());
    long nanos = System.nanoTime() - since;
    switch (answer.statusCode()) {
      case OK -> question.check().check(answer);
      case TOO_MANY, UNAVAILABLE -> {
        requireRetryAfter(answer);
        return 0;
      }
      default ->
          throw new WrongAnswer(
              question.request().uri() + ": " + answer.statusCode() + " " + answer.body());
    }
    return nanos;
  }

  private static void requireRetryAfter(HttpResponse<String> answer) {
    OptionalLong seconds = answer.headers().firstValueAsLong("Retry-After");
    if (seconds.isEmpty() || seconds.getAsLong() < 1) {
      throw new WrongAnswer(answer.statusCode() + " does not say when to come again");
    }
  }

  /** So many clients, each of which asks again as soon as it has been answered. */
  Outcome closed(int clients, int seconds) throws Exception {
    long start = System.nanoTime();
    long end = start + TimeUnit.SECONDS.toNanos(seconds);
    Callable<List<Long>> one =
        () -> {
          List<Long> taken = new ArrayList<>();
          for (long now = start; now < end; now = System.nanoTime()) {
            taken.add(ask(now));
          }
          return taken;
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Long>>> all = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        all.add(threads.submit(one));
      }
      List<Long> taken = new ArrayList<>();
      for (Future<List<Long>> client : all) {
        taken.addAll(client.get());
      }
      return outcome(taken, System.nanoTime() - start);
    }
  }

  /**
   * Requests that come evenly, whether or not those before were answered, as from many users. Each
   * takes from the moment at which it was to come.
   */
  Outcome open(long perSecond, int seconds) throws Exception {
    List<Future<Long>> all = new ArrayList<>();
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long i = 0; i < perSecond * seconds; i++) {
        long due = start + TimeUnit.SECONDS.toNanos(i) / perSecond;
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        all.add(threads.submit(() -> ask(due)));
      }
      List<Long> taken = new ArrayList<>();
      for (Future<Long> one : all) {
        taken.add(one.get());
      }
      return outcome(taken, System.nanoTime() - start);
    }
  }

  private static Outcome outcome(List<Long> taken, long wallNanos) {
    long[] answered =
        taken.stream().mapToLong(Long::longValue).filter(nanos -> nanos > 0).toArray();
    if (answered.length == 0) {
      throw new WrongAnswer("of " + taken.size() + " requests none was answered");
    }
    return new Outcome(
        Timings.of(answered, wallNanos, answered.length), taken.size() - answered.length);
  }
}
