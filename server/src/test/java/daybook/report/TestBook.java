package daybook.report;

import daybook.book.Batch;
import daybook.book.Booking;
import daybook.book.CellRow;
import daybook.book.DaySlices;
import daybook.book.Entry;
import daybook.book.Facts;
import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.book.SessionDayKey;
import daybook.book.TestStore;
import daybook.completeness.Completeness;
import daybook.inventory.PriceBooks;
import daybook.model.AccountId;
import daybook.model.BatchId;
import daybook.model.BookZone;
import daybook.model.Manager;
import daybook.model.ManagerId;
import daybook.model.Money;
import daybook.model.Rating;
import daybook.model.RatingId;
import daybook.model.ResellerId;
import daybook.model.Role;
import daybook.model.SubscriptionId;
import daybook.party.Caller;
import daybook.party.Directories;
import daybook.party.Imports;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A book in a real store with both reports over it, and all that was booked as plain lists. */
final class TestBook implements AutoCloseable {
  private static final byte[] SECRET =
      "a secret of this book alone".getBytes(StandardCharsets.US_ASCII);

  /** Few, for days in tests are small. */
  private static final int ROWS_BETWEEN_MARKS = 3;

  final BookZone zone = new BookZone(ZoneId.of("Europe/Berlin"));
  final List<CellRow> rows = new ArrayList<>();
  final List<Entry> entries = new ArrayList<>();
  final Map<RatingId, Rating> ratings = new HashMap<>();
  final Registry registry;
  final PriceBooks prices;
  final DaySlices slices;
  final UsageFold usage;
  final ExpenseFold expenses;

  /** The day of the book on which everything happens from now on, and on which it was opened. */
  LocalDate today = LocalDate.parse("2026-03-28");

  @Nullable LocalDate openedOn = today;

  private final TestStore store = new TestStore();
  final Facts facts = store.facts();
  private long moment;

  /**
   * @param sliceBytes what the slices in memory may occupy
   */
  TestBook(long sliceBytes) {
    this(sliceBytes, sliceBytes);
  }

  /**
   * @param ledgerBytes what the sums of expense reports in memory may occupy
   */
  TestBook(long sliceBytes, long ledgerBytes) {
    registry = store.registry();
    prices = new PriceBooks(registry);
    slices = new DaySlices(facts, sliceBytes, null);
    Viewpoints viewpoints =
        new Viewpoints(
            facts,
            new Directories(registry, zone),
            zone,
            () -> Optional.ofNullable(openedOn),
            this::now);
    Versions versions = new Versions(facts, SECRET);
    Ratings known = new Ratings(facts);
    CompleteThrough completeThrough =
        new CompleteThrough(new Completeness(facts, List.of(), this::now));
    usage =
        new UsageFold(
            facts,
            slices,
            viewpoints,
            versions,
            known,
            prices,
            completeThrough,
            new DayMarks(ROWS_BETWEEN_MARKS));
    expenses =
        new ExpenseFold(
            facts,
            new Totals(facts, ledgerBytes, null),
            viewpoints,
            versions,
            known,
            completeThrough);
  }

  /** What one batch adds to a session day. */
  record Row(
      SessionDayKey key,
      int records,
      long bytesUp,
      long bytesDown,
      @Nullable SubscriptionId subscription,
      @Nullable Rating rating) {}

  /** An entry to be, in the batch that is booked. */
  record Sum(
      Entry.Kind kind,
      @Nullable ResellerId seller,
      @Nullable ResellerId buyer,
      SubscriptionId subscription,
      LocalDate usageDay,
      Money charge,
      @Nullable Money revenue) {}

  /** A moment of today, later than the last one. */
  Instant now() {
    moment++;
    return zone.startOf(today).plusMillis(moment);
  }

  <T> void put(RegistryTable<T> table, List<T> changed) {
    Imports.put(registry, now(), table, changed);
  }

  <T> void remove(RegistryTable<T> table, T row) {
    Imports.remove(registry, now(), table, row);
  }

  void book(Collection<AccountId> accounts, List<Row> added, List<Sum> sums) {
    book(today, accounts, added, sums);
  }

  /**
   * Books one batch.
   *
   * @param accounts whom it touches
   */
  void book(LocalDate bookedDay, Collection<AccountId> accounts, List<Row> added, List<Sum> sums) {
    try (Booking booking = facts.begin()) {
      BatchId batch = booking.batch(bookedDay, now(), Batch.Cause.SPAN_CHANGED, null);
      List<CellRow> batchRows = new ArrayList<>();
      for (Row row : added) {
        batchRows.add(cellRow(booking, batch, bookedDay, row));
      }
      List<Entry> batchEntries = sums.stream().map(sum -> entry(batch, bookedDay, sum)).toList();
      booking.addRows(batchRows);
      booking.addEntries(batchEntries);
      booking.touch(batch, accounts);
      booking.commit();
      rows.addAll(batchRows);
      entries.addAll(batchEntries);
    }
  }

  private CellRow cellRow(Booking booking, BatchId batch, LocalDate bookedDay, Row row) {
    RatingId rating = row.rating() == null ? null : booking.rating(row.rating());
    if (rating != null) {
      ratings.put(rating, row.rating());
    }
    return new CellRow(
        batch.value(),
        bookedDay,
        row.key(),
        row.records(),
        row.bytesUp(),
        row.bytesDown(),
        row.subscription(),
        rating);
  }

  private static Entry entry(BatchId batch, LocalDate bookedDay, Sum sum) {
    Entry.Key key =
        new Entry.Key(
            sum.kind(),
            "op",
            sum.seller(),
            sum.buyer(),
            sum.subscription(),
            sum.usageDay(),
            1,
            1,
            0,
            0);
    return new Entry(
        batch.value(), bookedDay, key, 1, 1, sum.charge(), sum.charge(), sum.revenue());
  }

  static Caller manager(ResellerId reseller, Role role) {
    return new Caller(new Manager(new ManagerId(1), reseller, null, "M", "", role, true));
  }

  static Caller accountUser(ResellerId reseller, AccountId account) {
    return new Caller(
        new Manager(new ManagerId(1), reseller, account, "U", "", Role.ACCOUNT_USER, true));
  }

  @Override
  public void close() {
    store.close();
  }
}
