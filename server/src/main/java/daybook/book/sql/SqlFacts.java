package daybook.book.sql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import daybook.book.Batch;
import daybook.book.BookedSum;
import daybook.book.Booking;
import daybook.book.CellRow;
import daybook.book.Cut;
import daybook.book.DaySlice;
import daybook.book.Delivery;
import daybook.book.Entry;
import daybook.book.EntrySelection;
import daybook.book.Facts;
import daybook.book.KeptLine;
import daybook.book.LinePart;
import daybook.book.SessionDayKey;
import daybook.book.StoredRecord;
import daybook.book.SyncRun;
import daybook.book.sql.Counters.Counter;
import daybook.model.AccountId;
import daybook.model.BatchId;
import daybook.model.DaySpan;
import daybook.model.DeliveryId;
import daybook.model.FetchedFile;
import daybook.model.Rating;
import daybook.model.RatingId;
import daybook.model.ResellerId;
import daybook.model.SimId;
import daybook.model.SubscriptionId;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The books, in whichever engine. */
public final class SqlFacts implements Facts {
  private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  /** So many batches are asked for together, and so often that many are remembered. */
  private static final int BATCHES_AT_ONCE = 1_024;

  private static final int NEIGHBOURHOODS = 64;

  private final Engine engine;
  private final KnownIdentities identities = new KnownIdentities();

  /** What every request asks first, kept until something is booked. */
  private volatile Days latest = new Days(new Cut(0), Collections.emptySortedMap());

  /** When batches were made, which never changes, by the number of their neighbourhood. */
  private final Cache<Long, Map<Long, Instant>> made =
      Caffeine.newBuilder().maximumSize(NEIGHBOURHOODS).build();

  private record Days(Cut cut, SortedMap<LocalDate, Long> usageDays) {}

  public SqlFacts(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Cut cut(@Nullable LocalDate asOf) {
    if (asOf == null) {
      return new Cut(engine.latest().batch());
    }
    return engine.read(connection ->
        new Cut(
            Sql.one(
                connection,
                "SELECT coalesce(max(id), 0) FROM batch WHERE booked_day <= ?",
                row -> row.getLong(1),
                asOf)));
  }

  @Override
  public SortedMap<LocalDate, Long> usageDays(Cut cut) {
    Days known = latest;
    if (cut.equals(known.cut())) {
      return known.usageDays();
    }
    SortedMap<LocalDate, Long> days = readUsageDays(cut);
    if (cut.throughBatch() > known.cut().throughBatch()) {
      latest = new Days(cut, days);
    }
    return days;
  }

  private SortedMap<LocalDate, Long> readUsageDays(Cut cut) {
    SortedMap<LocalDate, Long> days = new TreeMap<>();
    engine.read(connection -> {
      Sql.each(
          connection,
          "SELECT usage_day, max(batch_id) FROM cell WHERE batch_id <= ? GROUP BY usage_day",
          row -> Map.entry(Sql.day(row, 1), row.getLong(2)),
          day -> days.put(day.getKey(), day.getValue()),
          cut.throughBatch());
      return days;
    });
    return Collections.unmodifiableSortedMap(days);
  }

  @Override
  public DaySlice slice(LocalDate usageDay, long throughBatch) {
    return slice(new DaySlice.Builder(usageDay), usageDay, 0, throughBatch);
  }

  @Override
  public DaySlice slice(DaySlice base, long baseBatch, long throughBatch) {
    LocalDate usageDay = base.usageDay();
    return slice(new DaySlice.Builder(base), usageDay, baseBatch, throughBatch);
  }

  private DaySlice slice(
      DaySlice.Builder slice, LocalDate usageDay, long afterBatch, long throughBatch) {
    return engine.read(connection -> {
      Sql.each(
          connection,
          "SELECT sim, sid, records, bytes_up, bytes_down, subscription, rating FROM cell_row"
              + " WHERE usage_day = ? AND batch_id > ? AND batch_id <= ?"
              + " ORDER BY sim, sid, batch_id",
          row -> {
            slice.add(
                row.getLong(1),
                row.getLong(2),
                row.getInt(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7));
            return slice;
          },
          added -> {},
          usageDay,
          afterBatch,
          throughBatch);
      return slice.build();
    });
  }

  /** What is known of a batch's neighbours is asked for with it: a report opens many days. */
  @Override
  public Optional<Instant> madeAt(long batch) {
    long neighbours = batch / BATCHES_AT_ONCE;
    Map<Long, Instant> known = made.getIfPresent(neighbours);
    if (known == null || !known.containsKey(batch)) {
      known = readMade(neighbours * BATCHES_AT_ONCE);
      made.put(neighbours, known);
    }
    return Optional.ofNullable(known.get(batch));
  }

  private Map<Long, Instant> readMade(long first) {
    Map<Long, Instant> read = new HashMap<>();
    engine.read(connection -> {
      Sql.each(
          connection,
          "SELECT id, epoch_us(made_at) FROM batch WHERE id BETWEEN ? AND ?",
          row -> Map.entry(row.getLong(1), Sql.moment(row, 2)),
          batch -> read.put(batch.getKey(), batch.getValue()),
          first,
          first + BATCHES_AT_ONCE - 1);
      return read;
    });
    return Collections.unmodifiableMap(read);
  }

  private static String column(Side side) {
    return switch (side) {
      case BUYER -> "buyer";
      case SELLER -> "seller";
    };
  }

  @Override
  public void sums(
      Side side,
      ResellerId reseller,
      DaySpan bookedDays,
      long afterBatch,
      Cut cut,
      Consumer<BookedSum> sink) {
    String sum =
        switch (side) {
          case BUYER -> "charge";
          case SELLER -> "revenue";
        };
    engine.read(connection -> {
      DaySpan days = bookedDays(connection, afterBatch, cut);
      if (days == null) {
        return cut;
      }
      Sql.each(
          connection,
          "SELECT "
              + Rows.BOOKED_SUM
              + ", "
              + sum
              + " FROM entry WHERE "
              + column(side)
              + " = ? AND booked_day BETWEEN ? AND ? AND batch_id > ? AND batch_id <= ?"
              + " ORDER BY subscription, date_trunc('month', usage_day), booked_day",
          Rows::bookedSum,
          sink,
          reseller.value(),
          later(days.from(), bookedDays.from()),
          earlier(days.to(), bookedDays.to()),
          afterBatch,
          cut.throughBatch());
      return cut;
    });
  }

  /**
   * The days on which some batches were booked, from the first to the last: entries are found by
   * their days, and only a few of them hold what is new. Absent: there is no such batch.
   */
  private static @Nullable DaySpan bookedDays(Connection connection, long afterBatch, Cut cut) {
    return Sql.query(
            connection,
            "SELECT min(booked_day), max(booked_day) FROM batch WHERE id > ? AND id <= ?"
                + " HAVING count(*) > 0",
            row -> new DaySpan(Sql.day(row, 1), Sql.day(row, 2)),
            afterBatch,
            cut.throughBatch())
        .stream()
        .findFirst()
        .orElse(null);
  }

  /**
   * A bound may be any day that Java knows, and an engine need not know it; a booked day it does.
   */
  private static @Nullable LocalDate later(@Nullable LocalDate known, @Nullable LocalDate bound) {
    return known == null || bound == null || known.isAfter(bound) ? known : bound;
  }

  private static @Nullable LocalDate earlier(@Nullable LocalDate known, @Nullable LocalDate bound) {
    return known == null || bound == null || known.isBefore(bound) ? known : bound;
  }

  @Override
  public List<Entry> entries(EntrySelection selection, Cut cut) {
    return engine.read(connection ->
        Sql.query(
            connection,
            "SELECT "
                + Rows.ENTRY
                + " FROM entry WHERE "
                + column(selection.side())
                + " = ? AND subscription = ? AND usage_day BETWEEN ? AND ?"
                + " AND booked_day BETWEEN ? AND ? AND batch_id <= ?",
            Rows::entry,
            selection.reseller().value(),
            selection.subscription().value(),
            first(selection.usageDays()),
            last(selection.usageDays()),
            first(selection.bookedDays()),
            last(selection.bookedDays()),
            cut.throughBatch()));
  }

  private static LocalDate first(DaySpan days) {
    return Objects.requireNonNullElse(days.from(), FIRST_DAY);
  }

  private static LocalDate last(DaySpan days) {
    return Objects.requireNonNullElse(days.to(), LAST_DAY);
  }

  @Override
  public void entriesBetween(
      Cut after, Cut through, Collection<ResellerId> buyers, Consumer<Entry> sink) {
    if (buyers.isEmpty()) {
      return;
    }
    engine.read(connection -> {
      // The days say which months an engine has to look into that keeps entries by booked day.
      DaySpan days = bookedDays(connection, after.throughBatch(), through);
      if (days != null) {
        Sql.each(
            connection,
            "SELECT "
                + Rows.ENTRY
                + " FROM entry WHERE batch_id > ? AND batch_id <= ? AND booked_day BETWEEN ? AND ?"
                + " AND buyer IN ("
                + listed(buyers)
                + ")",
            Rows::entry,
            sink,
            after.throughBatch(),
            through.throughBatch(),
            first(days),
            last(days));
      }
      return through;
    });
  }

  @Override
  public void entriesOf(
      Collection<ResellerId> buyers,
      Collection<SubscriptionId> subscriptions,
      LocalDate from,
      LocalDate to,
      Cut cut,
      Consumer<Entry> sink) {
    if (buyers.isEmpty() || subscriptions.isEmpty()) {
      return;
    }
    engine.read(connection -> {
      Sql.each(
          connection,
          "SELECT "
              + Rows.ENTRY
              + " FROM entry WHERE usage_day BETWEEN ? AND ? AND batch_id <= ? AND buyer IN ("
              + listed(buyers)
              + ") AND subscription IN ("
              + listed(subscriptions)
              + ")",
          Rows::entry,
          sink,
          from,
          to,
          cut.throughBatch());
      return cut;
    });
  }

  /** Ids as a statement lists them: they are numbers. */
  private static String listed(Collection<?> ids) {
    return ids.stream().map(Object::toString).collect(Collectors.joining(","));
  }

  @Override
  public void allEntries(Cut cut, Consumer<Entry> sink) {
    engine.read(connection -> {
      Sql.each(
          connection,
          "SELECT " + Rows.ENTRY + " FROM entry WHERE batch_id <= ?",
          Rows::entry,
          sink,
          cut.throughBatch());
      return cut;
    });
  }

  @Override
  public Map<RatingId, Rating> ratings() {
    return engine.read(Rows::ratings);
  }

  @Override
  public List<CellRow> rowsRated(Collection<RatingId> ratings, Cut cut) {
    if (ratings.isEmpty()) {
      return List.of();
    }
    return engine.read(connection ->
        Sql.query(
            connection,
            "SELECT "
                + Rows.CELL_ROW
                + " FROM (SELECT DISTINCT usage_day, sim, sid FROM cell_row WHERE rating IN ("
                + listed(ratings)
                + ")) rated JOIN cell_row r USING (usage_day, sim, sid) WHERE r.batch_id <= ?"
                + " ORDER BY r.usage_day, r.sim, r.sid, r.batch_id",
            Rows::cellRow,
            cut.throughBatch()));
  }

  @Override
  public List<CellRow> rowsOfSubscription(
      SubscriptionId subscription, LocalDate usageDay, Cut cut) {
    return engine.read(connection ->
        Sql.query(
            connection,
            "SELECT "
                + Rows.CELL_ROW
                + " FROM (SELECT DISTINCT sim, sid FROM cell_row"
                + " WHERE usage_day = ? AND subscription = ? AND batch_id <= ?) owned"
                + " JOIN cell_row r USING (sim, sid) WHERE r.usage_day = ? AND r.batch_id <= ?"
                + " ORDER BY r.sim, r.sid, r.batch_id",
            Rows::cellRow,
            usageDay,
            subscription.value(),
            cut.throughBatch(),
            usageDay,
            cut.throughBatch()));
  }

  @Override
  public List<CellRow> rowsOfSession(long sid, LocalDate usageDay, Cut cut) {
    return engine.read(connection ->
        Sql.query(
            connection,
            "SELECT "
                + Rows.CELL_ROW
                + " FROM cell_row r WHERE r.usage_day = ? AND r.sid = ? AND r.batch_id <= ?"
                + " ORDER BY r.sim, r.batch_id",
            Rows::cellRow,
            usageDay,
            sid,
            cut.throughBatch()));
  }

  @Override
  public void rowsBetween(LocalDate usageDay, Cut after, Cut through, Consumer<CellRow> sink) {
    engine.read(connection -> {
      Sql.each(
          connection,
          "SELECT "
              + Rows.CELL_ROW
              + " FROM cell_row r WHERE r.usage_day = ? AND r.batch_id > ? AND r.batch_id <= ?"
              + " ORDER BY r.sim, r.sid, r.batch_id",
          Rows::cellRow,
          sink,
          usageDay,
          after.throughBatch(),
          through.throughBatch());
      return through;
    });
  }

  @Override
  public Map<AccountId, Long> lastBatches(Cut cut) {
    Map<AccountId, Long> last = new HashMap<>();
    engine.read(connection -> {
      Sql.each(
          connection,
          "SELECT account_id, max(batch_id) FROM batch_account WHERE batch_id <= ?"
              + " GROUP BY account_id",
          row -> last.put(new AccountId(row.getLong(1)), row.getLong(2)),
          before -> {},
          cut.throughBatch());
      return last;
    });
    return last;
  }

  @Override
  public long deliveriesVersion() {
    return engine.latest().deliveries();
  }

  @Override
  public List<Delivery> deliveries() {
    return engine.read(
        connection -> Sql.query(connection, Rows.DELIVERIES + " ORDER BY d.id", Rows::delivery));
  }

  @Override
  public Map<DeliveryId, String> names(Collection<DeliveryId> deliveries) {
    Map<DeliveryId, String> names = new HashMap<>();
    if (deliveries.isEmpty()) {
      return names;
    }
    engine.read(connection -> {
      Sql.each(
          connection,
          "SELECT id, name FROM delivery WHERE id IN (" + listed(deliveries) + ")",
          row -> names.put(new DeliveryId(row.getLong(1)), row.getString(2)),
          before -> {});
      return names;
    });
    return names;
  }

  @Override
  public List<FetchedFile> fetched(String feed) {
    return engine.read(connection ->
        Sql.query(
            connection,
            "SELECT name, size, mark FROM fetched WHERE feed = ?",
            row -> new FetchedFile(row.getString(1), row.getLong(2), row.getString(3)),
            feed));
  }

  @Override
  public List<SyncRun> syncRuns() {
    return engine.read(connection ->
        Sql.query(
            connection,
            "SELECT feed, epoch_us(begun_at), epoch_us(ended_at), listed, taken, refused, trouble"
                + " FROM sync_run ORDER BY id",
            row ->
                new SyncRun(
                    row.getString(1),
                    Sql.moment(row, 2),
                    Sql.moment(row, 3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getString(7))));
  }

  @Override
  public Map<String, Instant> lastSyncs() {
    Map<String, Instant> last = new HashMap<>();
    engine.read(connection -> {
      Sql.each(
          connection,
          "SELECT feed, epoch_us(begun_at) FROM sync_run"
              + " WHERE id IN (SELECT max(id) FROM sync_run GROUP BY feed)",
          row -> Map.entry(row.getString(1), Sql.moment(row, 2)),
          run -> last.put(run.getKey(), run.getValue()));
      return last;
    });
    return last;
  }

  @Override
  public void recordsFrom(DeliveryId delivery, Consumer<StoredRecord> sink) {
    engine.read(connection -> {
      Sql.each(
          connection,
          "SELECT "
              + Rows.RECORD
              + " FROM record r WHERE r.delivery_id = ? AND "
              + Rows.IN_FORCE
              + " ORDER BY r.line",
          Rows::storedRecord,
          sink,
          delivery.value());
      return delivery;
    });
  }

  @Override
  public Optional<String> line(DeliveryId delivery, long line) {
    return parts(delivery, line).stream()
        .map(part -> part.text(line))
        .filter(Objects::nonNull)
        .findFirst();
  }

  @Override
  public Map<Long, String> lines(DeliveryId delivery, Collection<Long> lines) {
    Map<Long, String> texts = new HashMap<>();
    NavigableSet<Long> left = new TreeSet<>(lines);
    while (!left.isEmpty()) {
      long next = left.first();
      long through = next;
      for (LinePart part : parts(delivery, next)) {
        texts.putAll(part.texts(left));
        through = part.lastLine();
      }
      left.headSet(through, true).clear();
    }
    return texts;
  }

  /** The part that has the line; none: it is not kept. */
  private List<LinePart> parts(DeliveryId delivery, long line) {
    return engine.read(connection ->
        Sql.query(
            connection,
            "SELECT first_line, last_line, bytes FROM delivery_part"
                + " WHERE delivery_id = ? AND ? BETWEEN first_line AND last_line",
            row -> new LinePart(row.getLong(1), row.getLong(2), row.getBytes(3)),
            delivery.value(),
            line));
  }

  @Override
  public List<KeptLine> keptLines(KeptLine.Kind kind) {
    return engine.read(connection ->
        Sql.query(
            connection,
            "SELECT "
                + Rows.KEPT_LINE
                + " FROM kept_line k WHERE k.kind = ? AND "
                + Rows.STILL_KEPT
                + " ORDER BY k.delivery_id, k.line",
            Rows::keptLine,
            kind.name()));
  }

  @Override
  public List<Batch> batches() {
    return batchesBetween(new Cut(0), new Cut(Long.MAX_VALUE));
  }

  @Override
  public List<Batch> batchesBetween(Cut after, Cut through) {
    return engine.read(connection ->
        Sql.query(
            connection,
            "SELECT id, booked_day, epoch_us(made_at), cause, delivery_id FROM batch"
                + " WHERE id > ? AND id <= ? ORDER BY id",
            Rows::batch,
            after.throughBatch(),
            through.throughBatch()));
  }

  @Override
  public List<Batch> batchesWith(Collection<BatchId> batches) {
    if (batches.isEmpty()) {
      return List.of();
    }
    return engine.read(connection ->
        Sql.query(
            connection,
            "SELECT b.id, b.booked_day, epoch_us(b.made_at), b.cause, b.delivery_id FROM batch b"
                + " WHERE EXISTS (SELECT 1 FROM batch a WHERE a.id IN ("
                + listed(batches)
                + ") AND a.made_at = b.made_at AND a.cause = b.cause"
                + " AND coalesce(a.delivery_id, 0) = coalesce(b.delivery_id, 0)) ORDER BY b.id",
            Rows::batch));
  }

  @Override
  public List<StoredRecord> recordsOf(SessionDayKey key, Cut cut) {
    return engine.read(connection ->
        Sql.query(
            connection,
            "SELECT "
                + Rows.RECORD
                + " FROM record r WHERE r.usage_day = ? AND r.sim = ? AND r.sid = ?"
                + " AND r.batch_id <= ? ORDER BY r.batch_id, r.line, r.version",
            Rows::storedRecord,
            key.usageDay(),
            key.sim().value(),
            key.sid(),
            cut.throughBatch()));
  }

  @Override
  public void repeated(LocalDate from, LocalDate to, Consumer<StoredRecord> sink) {
    engine.read(connection -> {
      Sql.each(
          connection,
          "SELECT "
              + Rows.RECORD
              + " FROM record r JOIN duplicate_line l ON l.feed = r.feed"
              + " AND l.identity = r.identity AND l.version = r.version"
              + " JOIN delivery d ON d.id = l.delivery_id"
              + " WHERE r.usage_day BETWEEN ? AND ? AND "
              + Rows.IN_FORCE
              + " AND "
              + Rows.COUNTS,
          Rows::storedRecord,
          sink,
          from,
          to);
      return sink;
    });
  }

  @Override
  public Instant settledAt() {
    return engine.read(connection ->
        Instant.EPOCH.plus(
            new Counters(connection).last(Counter.SETTLED_MICROS), ChronoUnit.MICROS));
  }

  @Override
  public long settledVersion() {
    return engine.read(connection -> new Counters(connection).last(Counter.SETTLED_VERSION));
  }

  @Override
  public Recount recount() {
    return engine.read(this::recount);
  }

  private Recount recount(Connection connection) {
    List<SessionDayKey> differing =
        Sql.query(
            connection,
            """
            SELECT usage_day, sim, sid FROM (
              SELECT usage_day, sim, sid, bytes_up, bytes_down FROM cell_row
              UNION ALL
              SELECT usage_day, sim, sid, -added_up, -added_down FROM record
            ) both_sides GROUP BY usage_day, sim, sid
            HAVING sum(bytes_up) <> 0 OR sum(bytes_down) <> 0
            ORDER BY usage_day, sim, sid
            """,
            row -> new SessionDayKey(Sql.day(row, 1), new SimId(row.getLong(2)), row.getLong(3)));
    return Sql.one(
        connection,
        """
        SELECT
          (SELECT coalesce(sum(records), 0) FROM cell_row),
          (SELECT count(*) FROM record r WHERE %s),
          (SELECT coalesce(sum(bytes_up) + sum(bytes_down), 0) FROM cell_row),
          (SELECT coalesce(sum(added_up) + sum(added_down), 0) FROM record),
          (SELECT count(*) FROM (
            SELECT 1 FROM record GROUP BY feed, identity, version HAVING count(*) > 1) twice)
        """
            .formatted(Rows.IN_FORCE),
        row ->
            new Recount(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                differing));
  }

  @Override
  public Booking begin() {
    Writing writing = engine.write(Engine.Purpose.BOOKING);
    try {
      return new SqlBooking(writing, identities);
    } catch (RuntimeException e) {
      writing.close();
      throw e;
    }
  }
}
