package daybook.intake;

import daybook.feed.OpenPlace;
import daybook.feed.PassingTrouble;
import daybook.feed.PlaceTrouble;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A place that is opened once it is needed, and opened anew while its trouble may pass. */
final class PatientPlace implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PatientPlace.class);

  /** Used up by failures, and all there again after each success. */
  static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30));

  private final Opening opening;
  private final Consumer<Duration> sleeper;
  private @Nullable OpenPlace open;
  private int waitsUsed;

  PatientPlace(Opening opening, Consumer<Duration> sleeper) {
    this.opening = opening;
    this.sleeper = sleeper;
  }

  /** Opens the place. */
  @FunctionalInterface
  interface Opening {
    OpenPlace open() throws IOException;
  }

  /** Something that is asked of the place, perhaps several times. */
  @FunctionalInterface
  interface Step<T> {
    T on(OpenPlace place) throws IOException;
  }

  /**
   * @throws PassingTrouble the last one, if the trouble does not pass
   */
  <T> T with(Step<T> step) throws IOException {
    while (true) {
      try {
        T result = step.on(opened());
        waitsUsed = 0;
        return result;
      } catch (PassingTrouble e) {
        close();
        if (waitsUsed == WAITS.size()) {
          throw e;
        }
        Duration wait = WAITS.get(waitsUsed);
        waitsUsed++;
        LOG.info("{}; tried again in {}", e.getMessage(), wait);
        sleeper.accept(wait);
      } catch (RuntimeException e) {
        // What a client library did not foresee must not keep other feeds from their files.
        close();
        LOG.error("A place failed unexpectedly", e);
        throw new PlaceTrouble("unexpected failure of the place: " + e, e);
      }
    }
  }

  private OpenPlace opened() throws IOException {
    OpenPlace here = open;
    if (here == null) {
      here = opening.open();
      open = here;
    }
    return here;
  }

  @Override
  public void close() {
    OpenPlace here = open;
    open = null;
    if (here != null) {
      here.close();
    }
  }
}
