package daybook.book;

import daybook.model.AccountId;
import daybook.model.BatchId;
import daybook.model.DeliveryId;
import daybook.model.FetchedFile;
import daybook.model.Outcome;
import daybook.model.Rating;
import daybook.model.RatingId;
import daybook.model.SimId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One atomic addition to the books: all of it is seen after {@link #commit}, none of it before, and
 * none ever if it is closed without. Look-ups see what this booking has added already; what is
 * handed over must not change any more. Not for use by several threads.
 */
public interface Booking extends AutoCloseable {

  /** The delivery with these bytes, if the feed has taken it in before. */
  @Nullable Delivery delivery(String feed, String sha256);

  /**
   * Reserves the delivery's number; its counts are stored by {@link #close(DeliveryId,
   * Delivery.Counts, long)}.
   */
  DeliveryId open(
      String feed, String name, String sha256, long size, Instant arrivedAt, LocalDate bookedDay);

  /**
   * Stores the delivery that was opened, now that its counts are known.
   *
   * @param unendedLine the number of its last line if that has no end, else 0
   */
  Delivery close(DeliveryId delivery, Delivery.Counts counts, long unendedLine);

  /** The feed's deliveries whose last line has no end. */
  List<UnendedDelivery> unended(String feed);

  /** The record that a line was stored as; absent if it was not, or another has its place now. */
  @Nullable StoredRecord storedFrom(DeliveryId delivery, long line);

  /** A batch of this booking. Batches of one booking are numbered in the order of the calls. */
  BatchId batch(LocalDate bookedDay, Instant at, Batch.Cause cause, @Nullable DeliveryId delivery);

  /** A session number that nobody else gets. */
  long nextSid();

  /** The latest version of each of these identities that is stored. */
  Map<List<String>, StoredRecord> stored(String feed, Collection<List<String>> identities);

  /** Those of these sessions that are known. */
  Map<List<String>, StoredSession> sessions(String feed, Collection<List<String>> keys);

  /** The rows of each of these session days, sorted by batch. */
  Map<SessionDayKey, List<CellRow>> rows(Collection<SessionDayKey> keys);

  /**
   * The rows of every session day of these SIMs on the usage days that earlier bookings touched,
   * sorted by usage day, SIM, sid and batch.
   */
  List<CellRow> rowsOfSims(Collection<SimId> sims);

  /** All ratings that the books refer to, this booking's new ones among them. */
  Map<RatingId, Rating> ratings();

  /** The number of a rating; the same rating always has the same. */
  RatingId rating(Rating rating);

  /**
   * Adds records; an identity and version that is stored already is refused by the store's unique
   * key.
   */
  void addRecords(Collection<StoredRecord> records);

  /** Stores sessions as they stand now. */
  void putSessions(Collection<StoredSession> sessions);

  /** Adds rows to cells; a row's batch must be of this booking. */
  void addRows(Collection<CellRow> rows);

  /** Adds entries; an entry's batch must be of this booking. */
  void addEntries(Collection<Entry> entries);

  /** Notes which accounts the batch touched. */
  void touch(BatchId batch, Collection<AccountId> accounts);

  /** Keeps lines aside. */
  void keep(Collection<KeptLine> lines);

  /** The line if it is parked now. */
  @Nullable KeptLine parkedFrom(DeliveryId delivery, long line);

  /**
   * Parked lines that one of these operator keys may concern, in the order of arrival; none of a
   * withdrawn delivery.
   */
  List<KeptLine> parked(Collection<String> subscribers);

  /**
   * A line has another outcome now, and its delivery's counts too.
   *
   * @param kept the line where its new outcome keeps it aside
   */
  void redecide(
      DeliveryId delivery, long line, Outcome.Kind was, Outcome.Kind now, @Nullable KeptLine kept);

  /** Notes lines that repeat what is stored. */
  void addDuplicates(Collection<DuplicateLine> lines);

  /** Keeps a delivery's lines as they were written; parts come in the order of the lines. */
  void archive(DeliveryId delivery, int part, LinePart lines);

  /**
   * The feed's deliveries, withdrawn ones among them, in the order of arrival; not those of this
   * booking.
   */
  List<Delivery> deliveriesOf(String feed);

  /** Notes that a file of a feed's place need not be read again. */
  void addFetched(String feed, FetchedFile file, Instant at);

  void addRun(SyncRun run);

  /** Notes that a delivery counts no more. What it has in the books is to be taken back apart. */
  void withdraw(DeliveryId delivery, Withdrawal withdrawal);

  /**
   * All that lines of deliveries which count say of these identities, or of these sessions although
   * it was rejected; in the order of arrival.
   *
   * @param sessions keys as of {@link StoredSession}
   */
  List<Statement> statements(
      String feed, Collection<List<String>> identities, Collection<List<String>> sessions);

  /** The latest version of every record that adds to one of these session days, if it counts. */
  List<StoredRecord> inForce(Collection<SessionDayKey> keys);

  /**
   * Notes that the books are in line with the registry of this moment.
   *
   * @param registryVersion the last change that the registry had then, as of {@link
   *     Registry#version}; it may have had later ones
   */
  void settled(Instant registryAsOf, long registryVersion);

  /**
   * Settles a setting once and for all, as {@link Registry#settle} does.
   *
   * @return the value in force, which an earlier call may have settled
   */
  String settle(String name, String value);

  /**
   * Until all that was added is with the store, which otherwise takes it in while the booking goes
   * on; a failure of that is thrown by whichever call comes next.
   */
  void await();

  void commit();

  /** Ends the booking; without a commit nothing of it remains. */
  @Override
  void close();
}
