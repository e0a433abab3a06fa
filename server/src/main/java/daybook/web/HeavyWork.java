package daybook.web;

import daybook.model.Problem;
import daybook.model.Refusal;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Work of which only so much is done at once, so that what is under way gets done and takes bounded
 * memory. Who comes later waits in line, and is told to come again where that would take too long.
 *
 * <p>A line that has not been empty for as long as one may wait is no burst but more work than can
 * be done. Whoever joins it then waits for a tenth of that time at most: waiting longer would help
 * nobody to be served, only make all that are served late. (The idea is "controlled delay" as in
 * RFC 8289, for requests.)
 */
public final class HeavyWork {
  private static final int TENTH = 10;
  private static final Duration LEAST_RETRY = Duration.ofSeconds(1);

  /** No value of {@link System#nanoTime} that comes about. */
  private static final long NO_LINE = Long.MIN_VALUE;

  private final Semaphore turns;
  private final long patienceNanos;
  private final Duration retryAfter;

  /** Since when the line has not been empty. */
  private final AtomicLong lineSince = new AtomicLong(NO_LINE);

  /**
   * @param atOnce at least 1
   * @param patience how long one waits in line: a client that waits longer has often gone away
   */
  public HeavyWork(int atOnce, Duration patience) {
    this.turns = new Semaphore(atOnce, true);
    this.patienceNanos = patience.toNanos();
    this.retryAfter = patience.compareTo(LEAST_RETRY) < 0 ? LEAST_RETRY : patience;
  }

  /**
   * Does the work when its turn has come.
   *
   * @throws Refusal if that takes too long
   */
  public <T> T run(Supplier<T> work) {
    if (!hasTurn()) {
      throw new Refusal(new Problem.Unavailable(retryAfter));
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }

  private boolean hasTurn() {
    try {
      // Fair, unlike without a time: nobody gets past those who wait.
      if (turns.tryAcquire(0, TimeUnit.NANOSECONDS)) {
        lineSince.set(NO_LINE);
        return true;
      }
      return turns.tryAcquire(patience(System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      // The server stops.
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private long patience(long now) {
    lineSince.compareAndSet(NO_LINE, now);
    return now - lineSince.get() < patienceNanos ? patienceNanos : patienceNanos / TENTH;
  }
}
