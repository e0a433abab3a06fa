package daybook.intake;

import daybook.book.Booking;
import daybook.book.Facts;
import daybook.book.SyncRun;
import daybook.decode.UnreadableDelivery;
import daybook.feed.ChangedWhileRead;
import daybook.feed.Fetched;
import daybook.feed.FileNames;
import daybook.feed.Listed;
import daybook.feed.Offered;
import daybook.feed.OpenPlace;
import daybook.feed.PlaceOpener;
import daybook.feed.PlaceTrouble;
import daybook.feed.RefusedDelivery;
import daybook.feed.Spool;
import daybook.model.Feed;
import daybook.model.FeedPlace;
import daybook.model.FetchedFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

  /** How long a run waits altogether for files that are still being written. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  private final Facts facts;
  private final PlaceOpener opener;
  private final Spool spool;
  private final InstantSource clock;
  private final Consumer<Duration> sleeper;

  /**
   * @param sleeper waits; given, so that tests need not
   */
  public Sync(
      Facts facts,
      PlaceOpener opener,
      Spool spool,
      InstantSource clock,
      Consumer<Duration> sleeper) {
    this.facts = facts;
    this.opener = opener;
    this.spool = spool;
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
    FeedPlace place = feed.place();
    if (place == null) {
      throw new IllegalArgumentException("feed " + feed.name() + " has no place");
    }
    try (PatientPlace patient = new PatientPlace(() -> opener.open(feed, place), sleeper);
        Spool.Room room = spool.room()) {
      Run run = new Run(feed, place, patient, room, taking, refusals);
      run.through();
      return run.record();
    }
  }

  private final class Run {
    private final Feed feed;
    private final FeedPlace shownPlace;
    private final PatientPlace place;
    private final Spool.Room room;
    private final Taking taking;
    private final Refusals refusals;
    private final FileNames names;
    private final Instant begunAt = clock.instant();
    private final Set<FetchedFile> before;

    /** Each file as it was seen, and since when it has been so. */
    private final Map<FetchedFile, Instant> seen = new HashMap<>();

    private final Set<String> settled = new HashSet<>();
    private final Set<String> listed = new HashSet<>();
    private Duration waited = Duration.ZERO;
    private long taken;
    private long refused;
    private @Nullable String trouble;

    Run(
        Feed feed,
        FeedPlace shownPlace,
        PatientPlace place,
        Spool.Room room,
        Taking taking,
        Refusals refusals) {
      this.feed = feed;
      this.shownPlace = shownPlace;
      this.place = place;
      this.room = room;
      this.taking = taking;
      this.refusals = refusals;
      this.names = new FileNames(feed.files());
      this.before = Set.copyOf(facts.fetched(feed.name()));
    }

    void through() {
      try {
        Duration wait = takeSettled();
        while (wait.isPositive()) {
          sleeper.accept(wait);
          waited = waited.plus(wait);
          wait = takeSettled();
        }
      } catch (PlaceTrouble e) {
        refuse(shownPlace.shown(), String.valueOf(e.getMessage()));
      } catch (IOException e) {
        refuse(shownPlace.shown(), shownPlace.shown() + " cannot be read: " + e);
      }
    }

    /**
     * Takes the files in, in the order of their names, up to the first that its sender may still be
     * writing.
     *
     * @return how long that one must be left alone; zero: there is none
     */
    private Duration takeSettled() throws IOException {
      for (Listed one : look()) {
        FetchedFile file = one.file();
        if (settled.contains(file.name())) {
          continue;
        }
        Duration left = feed.stableFor().minus(age(one));
        if (left.isPositive() && !before.contains(file)) {
          if (waited.compareTo(LONGEST_WAIT) < 0) {
            return left;
          }
          refuse(
              file.name(),
              file.name() + " is still being written to; it is taken in with the next run");
        } else {
          take(file);
        }
        settled.add(file.name());
      }
      return Duration.ZERO;
    }

    /** The feed's files that are there now, in the order of their names. */
    private List<Listed> look() throws IOException {
      List<Listed> wanted = new ArrayList<>();
      for (Listed one : place.with(OpenPlace::list)) {
        String name = one.file().name();
        if (FileNames.isHostile(name)) {
          if (settled.add(name)) {
            String shown = FileNames.shown(name);
            refuse(shown, "\"" + shown + "\" is no name for a file; it is left where it is");
          }
        } else if (names.want(name)) {
          wanted.add(one);
          listed.add(name);
          seen.putIfAbsent(one.file(), clock.instant());
        }
      }
      wanted.sort(Comparator.comparing(one -> one.file().name()));
      return wanted;
    }

    /** How long a file has been as it is: by its place's word, or by our own looks. */
    private Duration age(Listed one) {
      Instant now = clock.instant();
      Instant since = seen.getOrDefault(one.file(), now);
      Instant told = one.unchangedSince();
      return Duration.between(told != null && told.isBefore(since) ? told : since, now);
    }

    private void take(FetchedFile file) {
      String name = file.name();
      try {
        if (before.contains(file)) {
          putAway(file);
        } else {
          offer(file);
        }
      } catch (UnreadableDelivery | ChangedWhileRead | RefusedDelivery | PlaceTrouble e) {
        refuse(name, String.valueOf(e.getMessage()));
      } catch (IOException e) {
        refuse(name, name + " cannot be read or put away: " + e);
      }
    }

    private void offer(FetchedFile file) throws IOException {
      switch (place.with(open -> open.fetch(file, before, room))) {
        case Fetched.Whole(var path, var fetched) -> {
          try {
            Intake.Taken result = taking.take(feed, Offered.of(path));
            taken += result.before() ? 0 : 1;
          } finally {
            room.clear();
          }
          if (!before.contains(fetched)) {
            remember(fetched);
          }
          putAway(fetched);
        }
        case Fetched.Unchanged _ -> {}
        case Fetched.Absent _ -> listed.remove(file.name());
      }
    }

    private void putAway(FetchedFile file) throws IOException {
      place.with(open -> {
        open.putAway(file);
        return file;
      });
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
          new SyncRun(
              feed.name(), begunAt, clock.instant(), listed.size(), taken, refused, trouble);
      try (Booking booking = facts.begin()) {
        booking.addRun(run);
        booking.commit();
      }
      return run;
    }
  }
}
