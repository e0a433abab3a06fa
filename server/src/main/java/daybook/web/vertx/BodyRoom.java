package daybook.web.vertx;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that request bodies take together while they come in, before it is known who sends
 * them: strangers on many connections get no more of it than this.
 */
final class BodyRoom {
  private final long most;
  private final AtomicLong taken = new AtomicLong();

  /**
   * @param most bytes
   */
  BodyRoom(long most) {
    this.most = most;
  }

  /** Whether there was room for so many more bytes, which then are taken. */
  boolean take(int bytes) {
    if (taken.addAndGet(bytes) > most) {
      taken.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void giveBack(int bytes) {
    taken.addAndGet(-bytes);
  }
}
