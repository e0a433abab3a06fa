package daybook.memo;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Attempts to answer at once, on a thread that serves many clients and must never wait. Whatever
 * may take long says so before it begins, and an attempt ends there; the same call is then made on
 * a thread of its own. Handing a request over and back costs more than an answer from memory does.
 */
public final class AtOnce {
  private static final ScopedValue<Boolean> ATTEMPT = ScopedValue.newInstance();

  /** Ends an attempt. Code that turns failures into answers lets it pass. */
  public static final class GivenUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private GivenUp() {
      super("what was attempted may take long", null, false, false);
    }
  }

  private AtOnce() {}

  /** What the call returns; empty: it came to something that may take long, and did nothing. */
  public static <T> Optional<T> attempt(Supplier<T> call) {
    try {
      return Optional.of(ScopedValue.where(ATTEMPT, true).call(call::get));
    } catch (GivenUp e) {
      return Optional.empty();
    }
  }

  /**
   * Whatever comes next reads a store, computes for more than some microseconds, or waits for
   * another thread.
   *
   * @throws GivenUp within an attempt
   */
  public static void mayTakeLong() {
    if (ATTEMPT.isBound()) {
      throw new GivenUp();
    }
  }
}
