package daybook.intake;

import daybook.book.StoreFailure;
import daybook.book.StoreUnavailable;
import daybook.book.StoreUnconfirmed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a booking whose store went away. That is always safe: a booking is whole or nothing, and
 * begins by finding out what is in the books.
 */
public final class Repeating {
  private static final Logger LOG = LoggerFactory.getLogger(Repeating.class);

  /** Together about a minute: a database that starts again, or a standby that takes over. */
  public static final List<Duration> WAITS =
      List.of(
          Duration.ofMillis(200),
          Duration.ofSeconds(1),
          Duration.ofSeconds(4),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30));

  private final List<Duration> waits;
  private final Consumer<Duration> sleeper;

  /** Repeats after these waits. */
  public Repeating() {
    this(WAITS, wait -> LockSupport.parkNanos(wait.toNanos()));
  }

  Repeating(List<Duration> waits, Consumer<Duration> sleeper) {
    this.waits = List.copyOf(waits);
    this.sleeper = sleeper;
  }

  /** Something that books. */
  @FunctionalInterface
  public interface Work<R, E extends Exception> {
    R run() throws E;
  }

  /**
   * @throws StoreFailure the last one, if the store stays away or fails otherwise
   */
  public <R, E extends Exception> R run(Work<R, E> work) throws E {
    for (Duration wait : waits) {
      try {
        return work.run();
      } catch (StoreUnavailable | StoreUnconfirmed e) {
        LOG.warn("{}; repeated in {}", e.getMessage(), wait);
        sleeper.accept(wait);
      }
    }
    return work.run();
  }
}
