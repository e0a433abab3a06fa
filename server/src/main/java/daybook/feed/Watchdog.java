package daybook.feed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Breaks off what keeps us waiting, for not every client library has a time-out for everything. */
public final class Watchdog implements AutoCloseable {
  private final Duration patience;
  private final String place;
  private final ScheduledThreadPoolExecutor timer;

  /**
   * @param patience how long a step may take
   * @param place as messages name it
   */
  public Watchdog(Duration patience, String place) {
    this.patience = patience;
    this.place = place;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("place-watchdog").daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Something that may never end by itself. */
  @FunctionalInterface
  public interface Step<T> {
    T run() throws IOException;
  }

  /**
   * @param breakOff ends the step from another thread
   * @throws PassingTrouble if the step had to be broken off
   */
  public <T> T watch(Step<T> step, Runnable breakOff) throws IOException {
    AtomicBoolean late = new AtomicBoolean();
    ScheduledFuture<?> alarm =
        timer.schedule(
            () -> {
              late.set(true);
              breakOff.run();
            },
            patience.toMillis(),
            TimeUnit.MILLISECONDS);
    T result;
    try {
      result = step.run();
    } catch (IOException | RuntimeException e) {
      if (late.get()) {
        throw silent(e);
      }
      throw e;
    } finally {
      alarm.cancel(false);
    }
    if (late.get()) {
      throw silent(null);
    }
    return result;
  }

  private PassingTrouble silent(@Nullable Throwable cause) {
    return new PassingTrouble(
        place + ": nothing came for " + patience.toSeconds() + " seconds", cause);
  }

  /** A stream of which every piece has to come in time. */
  public InputStream watched(InputStream in, Runnable breakOff) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        return watch(super::read, breakOff);
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return watch(() -> in.read(buffer, offset, length), breakOff);
      }
    };
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
