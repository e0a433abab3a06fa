package daybook.web.vertx;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Calls that may wait, each on a virtual thread of its own, and no more at once than may be. */
final class Calls implements AutoCloseable {
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 1).factory());
  private final Semaphore room;

  /**
   * @param most at least 1
   */
  Calls(int most) {
    this.room = new Semaphore(most);
  }

  /** Begins the call, unless there are too many. */
  boolean tryExecute(Runnable call) {
    if (!room.tryAcquire()) {
      return false;
    }
    threads.execute(() -> {
      try {
        call.run();
      } finally {
        room.release();
      }
    });
    return true;
  }

  /** Interrupts the calls under way. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
