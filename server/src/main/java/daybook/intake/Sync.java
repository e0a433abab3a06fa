package daybook.intake;

import daybook.book.Booking;
import daybook.book.Facts;
import daybook.book.SyncRun;
import daybook.decode.UnreadableDelivery;
import daybook.feed.ChangedWhileRead;
import daybook.feed.Offered;
import daybook.feed.Place;
import daybook.feed.RefusedDelivery;
import daybook.model.Feed;
import daybook.model.FetchedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into a feed's place, takes in what is new there, and records the run. A file that cannot be
 * taken in does not keep the others from it; it is tried again with the next run.
 */
public final class Sync {
  private static final Logger LOG = LoggerFactory.getLogger(Sync.class);

  private final Facts facts;
  private final InstantSource clock;
  private final Consumer<Duration> sleeper;

  /**
   * @param sleeper waits; given, so that tests need not
   */
  public Sync(Facts facts, InstantSource clock, Consumer<Duration> sleeper) {
    this.facts = facts;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /** Takes one file in, and says so to whoever watches. */
  @FunctionalInterface
  public interface Taking {
    Intake.Taken take(Feed feed, Offered file) throws IOException;
  }

  /** Hears of files that cannot be taken in. */
  @FunctionalInterface
  public interface Refusals {
    void refused(String name, String why);
  }

  /**
   * @throws IllegalArgumentException if the feed has no place
   */
  public SyncRun run(Feed feed, Taking taking, Refusals refusals) {
    Run run = new Run(feed, taking, refusals);
    run.through();
    return run.record();
  }

  private final class Run {
    private final Feed feed;
    private final Taking taking;
    private final Refusals refusals;
    private final Instant begunAt = clock.instant();
    private final Set<FetchedFile> before;
    private long listed;
    private long taken;
    private long refused;
    private @Nullable String trouble;

    Run(Feed feed, Taking taking, Refusals refusals) {
      this.feed = feed;
      this.taking = taking;
      this.refusals = refusals;
      this.before = Set.copyOf(facts.fetched(feed.name()));
    }

    void through() {
      List<Path> files;
      try {
        files = Place.files(feed);
      } catch (IOException e) {
        refuse(String.valueOf(feed.place()), "cannot be read: " + e);
        return;
      }
      listed = files.size();
      for (Path file : files) {
        take(file);
      }
    }

    private void take(Path path) {
      String name = path.getFileName().toString();
      try {
        FetchedFile file = settled(path);
        if (!before.contains(file)) {
          Intake.Taken result = taking.take(feed, Offered.of(path));
          taken += result.before() ? 0 : 1;
          remember(file);
          Place.dispose(feed, path);
        }
      } catch (UnreadableDelivery | ChangedWhileRead | RefusedDelivery e) {
        refuse(name, String.valueOf(e.getMessage()));
      } catch (IOException e) {
        refuse(name, name + " cannot be read or put away: " + e);
      }
    }

    /**
     * The file as it is once nothing has changed about it for a while, for its sender may still be
     * writing.
     */
    private FetchedFile settled(Path path) throws IOException {
      FetchedFile file = Place.look(path);
      while (!before.contains(file)) {
        Duration left = feed.stableFor().minus(Place.age(path, clock.instant()));
        if (!left.isPositive()) {
          break;
        }
        sleeper.accept(left);
        FetchedFile later = Place.look(path);
        if (later.equals(file)) {
          break;
        }
        file = later;
      }
      return file;
    }

    private void remember(FetchedFile file) {
      try (Booking booking = facts.begin()) {
        booking.addFetched(feed.name(), file, clock.instant());
        booking.commit();
      }
    }

    private void refuse(String name, String why) {
      LOG.warn("sync of feed {}: {}", feed.name(), why);
      refused++;
      trouble = trouble == null ? why : trouble;
      refusals.refused(name, why);
    }

    SyncRun record() {
      SyncRun run =
          new SyncRun(feed.name(), begunAt, clock.instant(), listed, taken, refused, trouble);
      try (Booking booking = facts.begin()) {
        booking.addRun(run);
        booking.commit();
      }
      return run;
    }
  }
}
