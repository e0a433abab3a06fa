package daybook.book.postgres;

import daybook.book.sql.Engine.Latest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database for the latest numbers on behalf of all who want to know at the same time. An
 * answer is given only to those who asked before its query began, so nobody hears of an old state
 * after somebody has seen a newer one.
 */
final class LatestReads {
  private final Supplier<Latest> query;

  /** Held while a query runs. */
  private final Semaphore running = new Semaphore(1, true);

  /** Those who wait for the next query; absent: nobody. */
  private @Nullable CompletableFuture<Latest> next;

  LatestReads(Supplier<Latest> query) {
    this.query = query;
  }

  Latest get() {
    CompletableFuture<Latest> mine;
    boolean first;
    synchronized (this) {
      first = next == null;
      if (next == null) {
        next = new CompletableFuture<>();
      }
      mine = next;
    }
    if (first) {
      lead(mine);
    }
    try {
      return mine.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** The first of those who wait asks for all of them. */
  private void lead(CompletableFuture<Latest> round) {
    running.acquireUninterruptibly();
    synchronized (this) {
      next = null;
    }
    try {
      round.complete(query.get());
    } catch (RuntimeException | Error e) {
      round.completeExceptionally(e);
    } finally {
      running.release();
    }
  }
}
