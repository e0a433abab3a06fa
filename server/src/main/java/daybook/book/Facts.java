package daybook.book;

import daybook.model.AccountId;
import daybook.model.BatchId;
import daybook.model.DaySpan;
import daybook.model.DeliveryId;
import daybook.model.FetchedFile;
import daybook.model.Rating;
import daybook.model.RatingId;
import daybook.model.ResellerId;
import daybook.model.SubscriptionId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The port to the append-only books. An engine stores cells and entries and hands them back; it
 * never decides what a report says. Reads may run at any time and beside a booking; they see whole
 * bookings only.
 */
public interface Facts {

  /** Everything that is committed now; with a day, everything booked on it or before. */
  Cut cut(@Nullable LocalDate asOf);

  /** Every usage day with rows at this cut, with its version: the last batch that touched it. */
  SortedMap<LocalDate, Long> usageDays(Cut cut);

  /** One day's merged session days through a batch. Not cached here, see {@link DaySlices}. */
  DaySlice slice(LocalDate usageDay, long throughBatch);

  /**
   * The same as {@link #slice(LocalDate, long)} of the base's day, but reads only what batches
   * after the base's added.
   *
   * @param base the day's slice through an earlier batch
   */
  DaySlice slice(DaySlice base, long baseBatch, long throughBatch);

  /** When a batch was made; empty: there is none of this number. */
  Optional<Instant> madeAt(long batch);

  /** The selected entries, in no particular order. */
  List<Entry> entries(EntrySelection selection, Cut cut);

  /**
   * The entries that batches after one cut and through another added, in which one of these
   * resellers buys, in no particular order.
   */
  void entriesBetween(Cut after, Cut through, Collection<ResellerId> buyers, Consumer<Entry> sink);

  /**
   * The entries at a cut in which one of these resellers buys for one of these subscriptions, in no
   * particular order.
   *
   * @param from the first usage day
   * @param to the last usage day, inclusive
   */
  void entriesOf(
      Collection<ResellerId> buyers,
      Collection<SubscriptionId> subscriptions,
      LocalDate from,
      LocalDate to,
      Cut cut,
      Consumer<Entry> sink);

  /**
   * What the entries add up from in which the reseller is one of the two sides, sorted by
   * subscription, billing period and booked day.
   *
   * @param afterBatch only what was booked in later batches; 0: all
   */
  void sums(
      Side side,
      ResellerId reseller,
      DaySpan bookedDays,
      long afterBatch,
      Cut cut,
      Consumer<BookedSum> sink);

  /** All entries of the books, for the checks that recompute them. */
  void allEntries(Cut cut, Consumer<Entry> sink);

  /** All ratings that session days refer to. */
  Map<RatingId, Rating> ratings();

  /**
   * The cell rows of every session day that one of these ratings was ever given to, sorted by usage
   * day, SIM, sid and batch.
   */
  List<CellRow> rowsRated(Collection<RatingId> ratings, Cut cut);

  /**
   * The rows of every session day of a usage day that was ever the subscription's, sorted by SIM,
   * sid and batch.
   */
  List<CellRow> rowsOfSubscription(SubscriptionId subscription, LocalDate usageDay, Cut cut);

  /** The rows of a session on a usage day, sorted by SIM and batch. */
  List<CellRow> rowsOfSession(long sid, LocalDate usageDay, Cut cut);

  /**
   * The cell rows of one usage day that batches after one cut and through another added, sorted by
   * SIM, sid and batch.
   */
  void rowsBetween(LocalDate usageDay, Cut after, Cut through, Consumer<CellRow> sink);

  /** Per account the last batch that touched one of its session days. */
  Map<AccountId, Long> lastBatches(Cut cut);

  /** A number that is raised by every delivery that comes and by every one that is withdrawn. */
  long deliveriesVersion();

  /** Deliveries in the order of arrival. */
  List<Delivery> deliveries();

  /** The names of these deliveries. */
  Map<DeliveryId, String> names(Collection<DeliveryId> deliveries);

  /** The files of a feed's place that were taken in. */
  List<FetchedFile> fetched(String feed);

  /** All looks into feeds' places, in their order. */
  List<SyncRun> syncRuns();

  /** When the last look into each feed's place began, by feed. */
  Map<String, Instant> lastSyncs();

  /** The records that a delivery has in the books and no later version replaces. */
  void recordsFrom(DeliveryId delivery, Consumer<StoredRecord> sink);

  /** A line as the operator wrote it; empty: none of the number, or not kept. */
  Optional<String> line(DeliveryId delivery, long line);

  /** Those of a delivery's lines that are kept, as the operator wrote them, by number. */
  Map<Long, String> lines(DeliveryId delivery, Collection<Long> lines);

  /** Lines that are kept aside now, in the order of delivery and line. */
  List<KeptLine> keptLines(KeptLine.Kind kind);

  /** Batches in the order of booking. */
  List<Batch> batches();

  /**
   * These batches, and those that were made at the same moment and for the same reason as one of
   * them; in the order of booking.
   */
  List<Batch> batchesWith(Collection<BatchId> batches);

  /** The batches after one cut and through another, in the order of booking. */
  List<Batch> batchesBetween(Cut after, Cut through);

  /** The records of one session day with where they came from, in the order of storing. */
  List<StoredRecord> recordsOf(SessionDayKey key, Cut cut);

  /**
   * For every line that says again what a record in force says, that record: of the lines of
   * deliveries that count, and the records of these usage days.
   *
   * @param from inclusive
   * @param to inclusive
   */
  void repeated(LocalDate from, LocalDate to, Consumer<StoredRecord> sink);

  /**
   * The moment of the registry that the books were last brought in line with; the epoch where they
   * never were.
   */
  Instant settledAt();

  /** The last change of the registry that the books are known to be in line with; 0: none. */
  long settledVersion();

  /** What the store itself can recount, for {@code check}. */
  Recount recount();

  /** Begins the one booking that may be under way; waits for an earlier one to end. */
  Booking begin();

  /** Which end of a sale. */
  enum Side {
    BUYER,
    SELLER
  }

  /**
   * Sums that must agree with each other.
   *
   * @param cellRecords records counted over all cells
   * @param storedRecords identities that are stored and not withdrawn
   * @param duplicateIdentities identities that are stored more than once; must be 0
   * @param daysThatDiffer session days whose records do not add up to their cells
   */
  record Recount(
      long cellRecords,
      long storedRecords,
      long cellBytes,
      long storedBytes,
      long duplicateIdentities,
      List<SessionDayKey> daysThatDiffer) {}
}
