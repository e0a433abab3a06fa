package daybook.web;

import daybook.model.ManagerId;
import daybook.model.Problem;
import daybook.model.Refusal;
import daybook.party.Caller;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How often each token may be used: so many requests a second, and as many at once after a second
 * of silence. A manager has one token in force, so managers are counted.
 */
public final class TokenRates {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final int perSecond;
  private final LongSupplier nanos;

  /** By when each manager's requests would be over if they came one after the other. */
  private final Map<ManagerId, AtomicLong> busyUntil = new ConcurrentHashMap<>();

  /**
   * @param perSecond requests, at most a billion; 0: as many as come
   * @param nanos a clock that never goes back, as {@link System#nanoTime}
   */
  public TokenRates(int perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
  }

  /**
   * Counts a request.
   *
   * @throws Refusal if it is one too many
   */
  void count(Caller caller) {
    if (perSecond == 0) {
      return;
    }
    long now = nanos.getAsLong();
    AtomicLong until =
        busyUntil.computeIfAbsent(caller.manager().id(), manager -> new AtomicLong(now));
    until.updateAndGet(known -> {
      long ahead = Math.max(0, known - now);
      long tooFar = ahead + interval() - SECOND;
      if (tooFar > 0) {
        throw new Refusal(new Problem.TooManyRequests(perSecond, wholeSeconds(tooFar)));
      }
      return now + ahead + interval();
    });
  }

  /** Takes a request out of the count that was not answered and will be counted again. */
  void uncount(Caller caller) {
    AtomicLong until = busyUntil.get(caller.manager().id());
    if (until != null) {
      until.addAndGet(-interval());
    }
  }

  private long interval() {
    return SECOND / perSecond;
  }

  private static Duration wholeSeconds(long nanos) {
    return Duration.ofSeconds(Math.ceilDiv(nanos, SECOND));
  }
}
