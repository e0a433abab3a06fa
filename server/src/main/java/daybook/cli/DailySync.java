package daybook.cli;

import daybook.App;
import daybook.book.SyncRun;
import daybook.model.BookZone;
import daybook.model.Feed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Syncs every feed that has a place once a day while a server runs. What was missed, for the server
 * was down or another run failed, is caught up at once; of several servers on one book the first
 * does it.
 */
final class DailySync implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DailySync.class);

  /** Short waits, for the clock may be set, and the machine may sleep. */
  private static final Duration WAIT = Duration.ofSeconds(20);

  /** After a failure of the store or the like. */
  private static final Duration PAUSE = Duration.ofMinutes(5);

  private final App app;
  private final LocalTime at;
  private final InstantSource clock;
  private final Thread thread;

  private DailySync(App app, LocalTime at, InstantSource clock) {
    this.app = app;
    this.at = at;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("daily-sync").daemon().unstarted(this::loop);
  }

  /**
   * @param at the time of day in the book's zone
   */
  static DailySync start(App app, LocalTime at, InstantSource clock) {
    DailySync daily = new DailySync(app, at, clock);
    daily.thread.start();
    return daily;
  }

  private void loop() {
    try {
      while (true) {
        Thread.sleep(runWhatIsDue() ? WAIT : PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether it went well; a failure must not end the days to come. */
  private boolean runWhatIsDue() {
    try {
      for (Feed feed : due(app, at, clock.instant())) {
        SyncRun run = app.sync(feed, app::take, (name, why) -> {});
        LOG.info(
            "sync feed={} listed={} taken={} refused={}",
            run.feed(),
            run.listed(),
            run.taken(),
            run.refused());
      }
      return true;
    } catch (RuntimeException e) {
      LOG.error("The daily sync failed; it is tried again", e);
      return false;
    }
  }

  /** The feeds with a place whose last run began before the latest time that it was due. */
  static List<Feed> due(App app, LocalTime at, Instant now) {
    Map<String, Instant> last = app.facts().lastSyncs();
    Instant due = lastDue(app.settings().zone(), at, now);
    return app.settings().feeds().values().stream()
        .filter(feed -> feed.place() != null)
        .filter(feed -> last.getOrDefault(feed.name(), Instant.MIN).isBefore(due))
        .toList();
  }

  private static Instant lastDue(BookZone zone, LocalTime at, Instant now) {
    LocalDate today = zone.dayOf(now);
    Instant due = today.atTime(at).atZone(zone.id()).toInstant();
    return due.isAfter(now) ? today.minusDays(1).atTime(at).atZone(zone.id()).toInstant() : due;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
