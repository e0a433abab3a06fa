package daybook.web;

import daybook.model.Problem;
import daybook.model.Refusal;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Work of which only so much is done at once, so that what is under way gets done and takes bounded
 * memory. Who comes later waits in line, and is told to come again where that would take too long.
 */
public final class HeavyWork {
  /** A client that waits longer has often gone away. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Semaphore turns;
  private final Duration patience;

  /**
   * @param atOnce at least 1
   */
  public HeavyWork(int atOnce) {
    this(atOnce, PATIENCE);
  }

  /**
   * @param patience how long one waits in line
   */
  public HeavyWork(int atOnce, Duration patience) {
    this.turns = new Semaphore(atOnce, true);
    this.patience = patience;
  }

  /**
   * Does the work when its turn has come.
   *
   * @throws Refusal if that takes too long
   */
  public <T> T run(Supplier<T> work) {
    if (!hasTurn()) {
      throw new Refusal(new Problem.Unavailable(PATIENCE));
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }

  private boolean hasTurn() {
    try {
      return turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      // The server stops.
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
