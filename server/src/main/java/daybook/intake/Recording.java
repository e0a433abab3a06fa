package daybook.intake;

import daybook.book.Booking;
import daybook.book.DuplicateLine;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

  /**
   * A record that does not count any more.
   *
   * @param bookedDay on which it leaves the books
   */
  record TakenBack(StoredRecord record, LocalDate bookedDay) {}

  private final Booking booking;
  private final Feed feed;
  private final Directory directory;
  private final BookZone zone;
  private final Posting posting;
  private final Map<DeliveryId, LocalDate> replaced;

  /**
   * @param replaced the deliveries whose records the items take the place of, and the day on which
   *     these leave the books
   */
  Recording(
      Booking booking,
      Feed feed,
      Directory directory,
      BookZone zone,
      Posting posting,
      Map<DeliveryId, LocalDate> replaced) {
    this.booking = booking;
    this.feed = feed;
    this.directory = directory;
    this.zone = zone;
    this.posting = posting;
    this.replaced = Map.copyOf(replaced);
  }

  /** Takes a chunk in. Outcomes stand in the order of the items. */
  List<Outcome> take(Posting.Reason reason, List<Item> items) {
    return take(reason, List.of(), items);
  }

  /**
   * Takes records that are in force out of the books, so that their identities are free again, and
   * then takes items in: only what differs between the two is booked.
   */
  List<Outcome> take(Posting.Reason reason, List<TakenBack> gone, List<Item> items) {
    Chunk chunk = new Chunk(reason, gone, items);
    List<Outcome> outcomes = new ArrayList<>(items.size());
    for (Item item : items) {
      outcomes.add(chunk.take(item));
    }
    chunk.write();
    return outcomes;
  }

  private final class Chunk {
    private final Posting.Reason reason;
    private final Map<List<String>, StoredRecord> stored;
    private final Map<List<String>, StoredSession> sessions;
    private final Set<List<String>> sessionsPut = new HashSet<>();
    private final List<StoredRecord> added = new ArrayList<>();
    private final List<DuplicateLine> duplicates = new ArrayList<>();
    private final Map<SessionDayKey, Change> changes = new LinkedHashMap<>();

    Chunk(Posting.Reason reason, List<TakenBack> gone, List<Item> items) {
      this.reason = reason;
      List<UsageRecord> records = new ArrayList<>(gone.size() + items.size());
      gone.forEach(back -> records.add(back.record().content()));
      items.forEach(item -> records.add(item.record()));
      this.stored =
          new HashMap<>(
              booking.stored(feed.name(), records.stream().map(UsageRecord::identity).toList()));
      this.sessions = new HashMap<>(feed.hasSessions() ? knownSessions(records) : Map.of());
      takeBack(gone);
      takeBack(replacedOf(items));
    }

    private Map<List<String>, StoredSession> knownSessions(List<UsageRecord> records) {
      return booking.sessions(
          feed.name(), records.stream().map(Recording::sessionKey).collect(Collectors.toSet()));
    }

    /** What these items say anew, or under running totals what else was said of their sessions. */
    private List<TakenBack> replacedOf(List<Item> items) {
      if (replaced.isEmpty()) {
        return List.of();
      }
      Map<List<String>, StoredRecord> found = new LinkedHashMap<>();
      Set<SessionDayKey> days = new HashSet<>();
      for (Item item : items) {
        StoredRecord latest = stored.get(item.record().identity());
        if (latest != null && !latest.withdrawn()) {
          found.put(item.record().identity(), latest);
          days.add(latest.key());
        }
        sessionDay(item.record()).ifPresent(days::add);
      }
      if (feed.counting() == Feed.Counting.CUMULATIVE) {
        booking.inForce(days).forEach(record -> found.put(record.content().identity(), record));
      }
      List<TakenBack> gone = new ArrayList<>();
      for (StoredRecord record : found.values()) {
        LocalDate leaving = replaced.get(record.delivery());
        if (leaving != null) {
          gone.add(new TakenBack(record, leaving));
        }
      }
      return gone;
    }

    private Optional<SessionDayKey> sessionDay(UsageRecord record) {
      StoredSession session = feed.hasSessions() ? sessions.get(sessionKey(record)) : null;
      return session == null
          ? Optional.empty()
          : directory
              .simOf(feed.operator(), record.subscriber())
              .map(sim -> new SessionDayKey(session.startDay(), sim.id(), session.sid()));
    }

    private void takeBack(List<TakenBack> gone) {
      if (gone.isEmpty()) {
        return;
      }
      if (feed.hasSessions()) {
        knownSessions(gone.stream().map(back -> back.record().content()).toList())
            .forEach(sessions::putIfAbsent);
      }
      if (feed.counting() == Feed.Counting.CUMULATIVE) {
        takeBackCounters(gone);
      } else {
        for (TakenBack back : gone) {
          UsageRecord content = back.record().content();
          takeBack(back, -content.bytesUp(), -content.bytesDown());
          addToSession(content, -content.bytesUp(), -content.bytesDown());
        }
      }
    }

    /** A session has carried what the largest of the counters says that are left. */
    private void takeBackCounters(List<TakenBack> gone) {
      Map<SessionDayKey, List<TakenBack>> bySession =
          gone.stream()
              .collect(
                  Collectors.groupingBy(
                      back -> back.record().key(), LinkedHashMap::new, Collectors.toList()));
      Map<SessionDayKey, List<StoredRecord>> left =
          booking.inForce(bySession.keySet()).stream()
              .collect(Collectors.groupingBy(StoredRecord::key));
      bySession.forEach((key, backs) -> {
        Set<List<String>> identities =
            backs.stream()
                .map(back -> back.record().content().identity())
                .collect(Collectors.toSet());
        long up = 0;
        long down = 0;
        Instant lastEnd = Instant.EPOCH;
        for (StoredRecord record : left.getOrDefault(key, List.of())) {
          UsageRecord content = record.content();
          if (!identities.contains(content.identity())) {
            up = Math.max(up, content.bytesUp());
            down = Math.max(down, content.bytesDown());
            lastEnd = content.end().isAfter(lastEnd) ? content.end() : lastEnd;
          }
        }
        List<String> sessionKey = sessionKey(backs.getFirst().record().content());
        StoredSession session = Objects.requireNonNull(sessions.get(sessionKey));
        long lessUp = up - session.bytesUp();
        long lessDown = down - session.bytesDown();
        for (TakenBack back : backs) {
          takeBack(back, lessUp, lessDown);
          lessUp = 0;
          lessDown = 0;
        }
        putSession(
            new StoredSession(
                feed.name(), sessionKey, session.sid(), session.startDay(), lastEnd, up, down));
      });
    }

    private void takeBack(TakenBack back, long moreUp, long moreDown) {
      StoredRecord record = back.record();
      StoredRecord withdrawn =
          new StoredRecord(
              record.feed(),
              record.version() + 1,
              posting.batch(reason, back.bookedDay()).value(),
              record.delivery(),
              record.key(),
              moreUp,
              moreDown,
              true,
              record.content());
      added.add(withdrawn);
      stored.put(record.content().identity(), withdrawn);
      change(record.key(), false).add(new Change.Delta(back.bookedDay(), -1, moreUp, moreDown));
    }

    private void putSession(StoredSession session) {
      sessions.put(session.key(), session);
      sessionsPut.add(session.key());
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
        duplicates.add(
            new DuplicateLine(
                item.delivery(), record.line(), feed.name(), record.identity(), before.version()));
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
      UsageRecord record = item.record();
      StoredRecord withdrawn = stored.get(record.identity());
      // What comes back has the number that it had.
      long sid = withdrawn == null ? booking.nextSid() : withdrawn.key().sid();
      SessionDayKey key = new SessionDayKey(usageDay, sim.id(), sid);
      add(item, key, nextVersion(record), record.bytesUp(), record.bytesDown());
      change(key, withdrawn == null)
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
      } else if (session.isEmpty()) {
        session =
            new StoredSession(feed.name(), sessionKey, session.sid(), usageDay, record.end(), 0, 0);
      } else if (feed.counting() == Feed.Counting.CUMULATIVE) {
        Optional<String> contradiction = contradiction(session, record, usageDay);
        if (contradiction.isPresent()) {
          return new Outcome.Rejected(contradiction.get());
        }
      }
      StoredSession grown = grown(session, record);
      long addedUp = grown.bytesUp() - session.bytesUp();
      long addedDown = grown.bytesDown() - session.bytesDown();
      putSession(grown);
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
        putSession(session.plus(record.end(), moreUp, moreDown));
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
      booking.addDuplicates(duplicates);
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
  static List<String> sessionKey(UsageRecord record) {
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
