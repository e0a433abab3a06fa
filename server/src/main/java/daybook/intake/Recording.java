package daybook.intake;

import daybook.book.Booking;
import daybook.book.SessionDayKey;
import daybook.book.StoredRecord;
import daybook.book.StoredSession;
import daybook.model.BookZone;
import daybook.model.DeliveryId;
import daybook.model.Feed;
import daybook.model.Outcome;
import daybook.model.Sim;
import daybook.model.UsageRecord;
import daybook.party.Directory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives every record of a chunk its outcome: identity first, then the SIM on that day, then the
 * session. What the records add to session days it hands to the {@link Posting}.
 */
final class Recording {
  /**
   * A record and where it stands.
   *
   * @param bookedDay on which what it adds enters the books
   */
  record Item(DeliveryId delivery, LocalDate bookedDay, UsageRecord record) {}

  private final Booking booking;
  private final Feed feed;
  private final Directory directory;
  private final BookZone zone;
  private final Posting posting;

  Recording(Booking booking, Feed feed, Directory directory, BookZone zone, Posting posting) {
    this.booking = booking;
    this.feed = feed;
    this.directory = directory;
    this.zone = zone;
    this.posting = posting;
  }

  /** Takes a chunk in. Outcomes stand in the order of the items. */
  List<Outcome> take(Posting.Reason reason, List<Item> items) {
    Chunk chunk = new Chunk(reason, items);
    List<Outcome> outcomes = new ArrayList<>(items.size());
    for (Item item : items) {
      outcomes.add(chunk.take(item));
    }
    chunk.write();
    return outcomes;
  }

  /**
   * Takes a stored record back, for its line turned out to be cut. Its identity is free again.
   *
   * @param bookedDay on which it leaves the books
   */
  void withdraw(Posting.Reason reason, StoredRecord record, LocalDate bookedDay) {
    booking.addRecords(
        List.of(
            new StoredRecord(
                record.feed(),
                record.version() + 1,
                posting.batch(reason, bookedDay).value(),
                record.delivery(),
                record.key(),
                -record.addedUp(),
                -record.addedDown(),
                true,
                record.content())));
    if (feed.hasSessions()) {
      List<String> key = sessionKey(record.content());
      StoredSession session = booking.sessions(feed.name(), Set.of(key)).get(key);
      if (session != null) {
        booking.putSessions(
            List.of(session.plus(session.lastEnd(), -record.addedUp(), -record.addedDown())));
      }
    }
    Change change = new Change(record.key(), feed.operator(), false);
    change.add(new Change.Delta(bookedDay, -1, -record.addedUp(), -record.addedDown()));
    posting.post(reason, List.of(change));
  }

  private final class Chunk {
    private final Posting.Reason reason;
    private final Map<List<String>, StoredRecord> stored;
    private final Map<List<String>, StoredSession> sessions;
    private final Set<List<String>> sessionsPut = new HashSet<>();
    private final List<StoredRecord> added = new ArrayList<>();
    private final Map<SessionDayKey, Change> changes = new LinkedHashMap<>();

    Chunk(Posting.Reason reason, List<Item> items) {
      this.reason = reason;
      this.stored =
          new HashMap<>(
              booking.stored(
                  feed.name(), items.stream().map(item -> item.record().identity()).toList()));
      this.sessions = new HashMap<>(feed.hasSessions() ? knownSessions(items) : Map.of());
    }

    private Map<List<String>, StoredSession> knownSessions(List<Item> items) {
      Set<List<String>> keys = new HashSet<>();
      for (Item item : items) {
        keys.add(sessionKey(item.record()));
      }
      return booking.sessions(feed.name(), keys);
    }

    Outcome take(Item item) {
      UsageRecord record = item.record();
      LocalDate usageDay = zone.dayOf(record.start());
      if (feed.dayRule() == Feed.DayRule.SPLIT && !usageDay.equals(lastDay(record))) {
        return new Outcome.Rejected(
            "crosses midnight and cannot be split exactly: the feed's day_rule is split");
      }
      StoredRecord latest = stored.get(record.identity());
      StoredRecord before = latest == null || latest.withdrawn() ? null : latest;
      if (before != null && before.content().sameContent(record)) {
        return new Outcome.Duplicate();
      }
      if (before != null && feed.onConflict() == Feed.ConflictPolicy.REFUSE) {
        return new Outcome.Conflict("refused: " + differs(before, record));
      }
      if (before != null && feed.onConflict() == Feed.ConflictPolicy.CUMULATIVE) {
        return grow(item, before);
      }
      Optional<Sim> sim = directory.simOf(feed.operator(), record.subscriber());
      if (sim.isEmpty()) {
        return new Outcome.Parked("no SIM is registered under this key");
      }
      if (directory.spanOn(sim.get().id(), usageDay).isEmpty()) {
        return new Outcome.Parked(
            "SIM " + sim.get().id() + " belongs to no subscription on " + usageDay);
      }
      if (before != null) {
        return replace(item, before, sim.get(), usageDay);
      }
      return feed.hasSessions()
          ? storeInSession(item, sim.get(), usageDay)
          : storeAsSession(item, sim.get(), usageDay);
    }

    private Outcome storeAsSession(Item item, Sim sim, LocalDate usageDay) {
      SessionDayKey key = new SessionDayKey(usageDay, sim.id(), booking.nextSid());
      UsageRecord record = item.record();
      add(item, key, nextVersion(record), record.bytesUp(), record.bytesDown());
      change(key, true)
          .add(new Change.Delta(item.bookedDay(), 1, record.bytesUp(), record.bytesDown()));
      return new Outcome.Stored();
    }

    private Outcome storeInSession(Item item, Sim sim, LocalDate usageDay) {
      UsageRecord record = item.record();
      List<String> sessionKey = sessionKey(record);
      StoredSession session = sessions.get(sessionKey);
      boolean fresh = session == null;
      if (session == null) {
        session =
            new StoredSession(
                feed.name(), sessionKey, booking.nextSid(), usageDay, record.end(), 0, 0);
      } else if (feed.counting() == Feed.Counting.CUMULATIVE) {
        Optional<String> contradiction = contradiction(session, record, usageDay);
        if (contradiction.isPresent()) {
          return new Outcome.Rejected(contradiction.get());
        }
      }
      StoredSession grown = grown(session, record);
      long addedUp = grown.bytesUp() - session.bytesUp();
      long addedDown = grown.bytesDown() - session.bytesDown();
      sessions.put(sessionKey, grown);
      sessionsPut.add(sessionKey);
      SessionDayKey key = new SessionDayKey(usageDay, sim.id(), session.sid());
      add(item, key, nextVersion(record), addedUp, addedDown);
      change(key, fresh).add(new Change.Delta(item.bookedDay(), 1, addedUp, addedDown));
      return new Outcome.Stored();
    }

    /** The same identity grew: the difference is booked. */
    private Outcome grow(Item item, StoredRecord before) {
      UsageRecord record = item.record();
      UsageRecord old = before.content();
      if (!record.subscriber().equals(old.subscriber())
          || !record.start().equals(old.start())
          || !record.session().equals(old.session())
          || record.bytesUp() < old.bytesUp()
          || record.bytesDown() < old.bytesDown()) {
        return new Outcome.Conflict(
            "refused: it is not the stored record grown: " + differs(before, record));
      }
      long moreUp = record.bytesUp() - old.bytesUp();
      long moreDown = record.bytesDown() - old.bytesDown();
      add(item, before.key(), before.version() + 1, moreUp, moreDown);
      change(before.key(), false).add(new Change.Delta(item.bookedDay(), 0, moreUp, moreDown));
      addToSession(record, moreUp, moreDown);
      return new Outcome.Conflict("booked the difference: " + differs(before, record));
    }

    /** Takes the stored record's place, be it for another SIM, day or session. */
    private Outcome replace(Item item, StoredRecord before, Sim sim, LocalDate usageDay) {
      UsageRecord record = item.record();
      UsageRecord old = before.content();
      if (feed.hasSessions() && !record.session().equals(old.session())) {
        return new Outcome.Conflict(
            "refused: it names another session: " + differs(before, record));
      }
      SessionDayKey key = new SessionDayKey(usageDay, sim.id(), before.key().sid());
      if (key.equals(before.key())) {
        long moreUp = record.bytesUp() - old.bytesUp();
        long moreDown = record.bytesDown() - old.bytesDown();
        add(item, key, before.version() + 1, moreUp, moreDown);
        change(key, false).add(new Change.Delta(item.bookedDay(), 0, moreUp, moreDown));
      } else {
        add(item, before.key(), before.version() + 1, -old.bytesUp(), -old.bytesDown());
        add(item, key, before.version() + 2, record.bytesUp(), record.bytesDown());
        change(before.key(), false)
            .add(new Change.Delta(item.bookedDay(), -1, -old.bytesUp(), -old.bytesDown()));
        change(key, false)
            .add(new Change.Delta(item.bookedDay(), 1, record.bytesUp(), record.bytesDown()));
      }
      addToSession(record, record.bytesUp() - old.bytesUp(), record.bytesDown() - old.bytesDown());
      return new Outcome.Conflict("replaced the stored record: " + differs(before, record));
    }

    private void addToSession(UsageRecord record, long moreUp, long moreDown) {
      StoredSession session = feed.hasSessions() ? sessions.get(sessionKey(record)) : null;
      if (session != null) {
        sessions.put(session.key(), session.plus(record.end(), moreUp, moreDown));
        sessionsPut.add(session.key());
      }
    }

    /** 0, unless the identity was stored before and withdrawn. */
    private int nextVersion(UsageRecord record) {
      StoredRecord latest = stored.get(record.identity());
      return latest == null ? 0 : latest.version() + 1;
    }

    private Change change(SessionDayKey key, boolean fresh) {
      return changes.computeIfAbsent(key, k -> new Change(k, feed.operator(), fresh));
    }

    private void add(Item item, SessionDayKey key, int version, long addedUp, long addedDown) {
      StoredRecord record =
          new StoredRecord(
              feed.name(),
              version,
              posting.batch(reason, item.bookedDay()).value(),
              item.delivery(),
              key,
              addedUp,
              addedDown,
              false,
              item.record());
      added.add(record);
      stored.put(item.record().identity(), record);
    }

    void write() {
      booking.addRecords(added);
      if (!sessionsPut.isEmpty()) {
        booking.putSessions(sessionsPut.stream().map(sessions::get).toList());
      }
      posting.post(reason, changes.values());
    }
  }

  /** The day of the last instant that the record covers. */
  private LocalDate lastDay(UsageRecord record) {
    Instant last =
        record.end().isAfter(record.start()) ? record.end().minusNanos(1) : record.start();
    return zone.dayOf(last);
  }

  /** A session belongs to one SIM, so its key begins with the SIM's. */
  private static List<String> sessionKey(UsageRecord record) {
    List<String> key = new ArrayList<>(record.session().size() + 1);
    key.add(record.subscriber());
    key.addAll(record.session());
    return List.copyOf(key);
  }

  /** Why a running total cannot be true beside what is stored of its session; empty: it can. */
  private static Optional<String> contradiction(
      StoredSession session, UsageRecord record, LocalDate usageDay) {
    if (!usageDay.equals(session.startDay())) {
      return Optional.of(
          "starts on " + usageDay + ", but its session started on " + session.startDay());
    }
    boolean later = !record.end().isBefore(session.lastEnd());
    boolean shrinks =
        record.bytesUp() < session.bytesUp() || record.bytesDown() < session.bytesDown();
    boolean exceeds =
        record.bytesUp() > session.bytesUp() || record.bytesDown() > session.bytesDown();
    if (later ? shrinks : exceeds) {
      return Optional.of(
          "its counters went back: %d up and %d down by %s, but %d and %d by %s"
              .formatted(
                  record.bytesUp(),
                  record.bytesDown(),
                  record.end(),
                  session.bytesUp(),
                  session.bytesDown(),
                  session.lastEnd()));
    }
    return Optional.empty();
  }

  private StoredSession grown(StoredSession session, UsageRecord record) {
    return switch (feed.counting()) {
      case INCREMENTS -> session.plus(record.end(), record.bytesUp(), record.bytesDown());
      case CUMULATIVE ->
          session.plus(
              record.end(),
              Math.max(0, record.bytesUp() - session.bytesUp()),
              Math.max(0, record.bytesDown() - session.bytesDown()));
    };
  }

  private static String differs(StoredRecord before, UsageRecord record) {
    return "delivery %s, line %d said %s; this line says %s"
        .formatted(
            before.delivery(),
            before.content().line(),
            statement(before.content()),
            statement(record));
  }

  private static String statement(UsageRecord record) {
    return "%s from %s to %s, %d up, %d down"
        .formatted(
            record.subscriber(),
            record.start(),
            record.end(),
            record.bytesUp(),
            record.bytesDown());
  }
}
