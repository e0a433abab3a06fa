package daybook.book.duckdb;

import daybook.book.Batch;
import daybook.book.Booking;
import daybook.book.CellRow;
import daybook.book.Delivery;
import daybook.book.Entry;
import daybook.book.KeptLine;
import daybook.book.SessionDayKey;
import daybook.book.StoredRecord;
import daybook.book.StoredSession;
import daybook.book.UnendedDelivery;
import daybook.book.duckdb.Counters.Counter;
import daybook.model.AccountId;
import daybook.model.BatchId;
import daybook.model.DeliveryId;
import daybook.model.Money;
import daybook.model.Outcome;
import daybook.model.Rating;
import daybook.model.RatingId;
import daybook.model.UsageRecord;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A booking in the embedded store: one DuckDB transaction. */
final class DuckDbBooking implements Booking {
  private final WriteTransaction transaction;
  private final Connection connection;
  private final Counters counters;
  private final DuckDbFacts facts;

  /** All ratings, this booking's new ones among them; read when one is first asked for. */
  private @Nullable Map<Rating, RatingId> ratings;

  /** How many rows each new cell has, by day and batch. */
  private final Map<Cell, Long> cells = new LinkedHashMap<>();

  private final Map<BatchId, Set<AccountId>> touched = new LinkedHashMap<>();

  /** Deliveries that were opened and wait for their counts. */
  private final Map<DeliveryId, OpenDelivery> opened = new HashMap<>();

  private record Cell(LocalDate usageDay, long batch) {}

  private record OpenDelivery(
      String feed,
      long sequence,
      String name,
      String sha256,
      long size,
      Instant arrivedAt,
      LocalDate bookedDay) {
    Delivery with(DeliveryId id, Delivery.Counts counts) {
      return new Delivery(id, feed, sequence, name, sha256, size, arrivedAt, bookedDay, counts);
    }
  }

  DuckDbBooking(WriteTransaction transaction, DuckDbFacts facts) {
    this.transaction = transaction;
    this.connection = transaction.connection();
    this.counters = new Counters(connection);
    this.facts = facts;
  }

  @Override
  public @Nullable Delivery delivery(String feed, String sha256) {
    List<Delivery> found =
        Sql.query(
            connection,
            Rows.DELIVERIES + " WHERE d.feed = ? AND d.sha256 = ?",
            Rows::delivery,
            feed,
            sha256);
    return found.isEmpty() ? null : found.getFirst();
  }

  @Override
  public DeliveryId open(
      String feed, String name, String sha256, long size, Instant arrivedAt, LocalDate bookedDay) {
    long sequence =
        Sql.one(
            connection,
            "SELECT coalesce(max(sequence), 0) + 1 FROM delivery WHERE feed = ?",
            row -> row.getLong(1),
            feed);
    DeliveryId id = new DeliveryId(counters.next(Counter.DELIVERY));
    opened.put(id, new OpenDelivery(feed, sequence, name, sha256, size, arrivedAt, bookedDay));
    return id;
  }

  @Override
  public Delivery close(DeliveryId id, Delivery.Counts counts, long unendedLine) {
    OpenDelivery delivery = opened.remove(id);
    if (delivery == null) {
      throw new IllegalStateException("Delivery " + id + " is not open in this booking");
    }
    Delivery closed = delivery.with(id, counts);
    transaction.append(
        "delivery",
        List.of(closed),
        (row, d) ->
            row.add(id.value())
                .add(d.feed())
                .add(d.sequence())
                .add(d.name())
                .add(d.sha256())
                .add(d.size())
                .add(d.arrivedAt())
                .add(d.bookedDay())
                .add(counts.read())
                .add(counts.stored())
                .add(counts.duplicate())
                .add(counts.conflict())
                .add(counts.rejected())
                .add(counts.parked())
                .add(unendedLine));
    return closed;
  }

  @Override
  public List<UnendedDelivery> unended(String feed) {
    return Sql.query(
        connection,
        "SELECT id, size, sha256, unended_line FROM delivery"
            + " WHERE feed = ? AND unended_line > 0 ORDER BY id",
        row ->
            new UnendedDelivery(
                new DeliveryId(row.getLong(1)), row.getLong(2), row.getString(3), row.getLong(4)),
        feed);
  }

  @Override
  public @Nullable StoredRecord storedFrom(DeliveryId delivery, long line) {
    List<StoredRecord> found =
        Sql.query(
            connection,
            "SELECT "
                + Rows.RECORD
                + " FROM record r WHERE r.delivery_id = ? AND r.line = ? ORDER BY r.version DESC",
            Rows::storedRecord,
            delivery.value(),
            line);
    if (found.isEmpty()) {
      return null;
    }
    StoredRecord record = found.getFirst();
    List<String> identity = record.content().identity();
    StoredRecord latest = stored(record.feed(), List.of(identity)).get(identity);
    return record.equals(latest) && !record.withdrawn() ? record : null;
  }

  @Override
  public BatchId batch(
      LocalDate bookedDay, Instant at, Batch.Cause cause, @Nullable DeliveryId delivery) {
    BatchId id = new BatchId(counters.next(Counter.BATCH));
    transaction.append(
        "batch",
        List.of(id),
        (row, batch) ->
            row.add(batch.value())
                .add(bookedDay)
                .add(at)
                .add(cause.name())
                .add(delivery == null ? null : (Long) delivery.value()));
    return id;
  }

  @Override
  public long nextSid() {
    return counters.next(Counter.SID);
  }

  @Override
  public Map<List<String>, StoredRecord> stored(String feed, Collection<List<String>> identities) {
    transaction.stage(
        "asked_identity",
        "identity VARCHAR",
        identities,
        (row, identity) -> row.add(KeyText.of(identity)));
    Map<List<String>, StoredRecord> stored = new HashMap<>();
    // Versions come in order, so that the latest of an identity stays in the map.
    Sql.each(
        connection,
        "SELECT "
            + Rows.RECORD
            + " FROM record r SEMI JOIN asked_identity USING (identity) WHERE r.feed = ?"
            + " ORDER BY r.version",
        Rows::storedRecord,
        record -> stored.put(record.content().identity(), record),
        feed);
    return stored;
  }

  @Override
  public Map<List<String>, StoredSession> sessions(String feed, Collection<List<String>> keys) {
    transaction.stage("asked_session", "key VARCHAR", keys, (row, key) -> row.add(KeyText.of(key)));
    Map<List<String>, StoredSession> sessions = new HashMap<>();
    Sql.each(
        connection,
        "SELECT s.feed, s.key, s.sid, s.start_day, epoch_us(s.last_end), s.bytes_up, s.bytes_down"
            + " FROM session s SEMI JOIN asked_session USING (key) WHERE s.feed = ?",
        row ->
            new StoredSession(
                row.getString(1),
                KeyText.parse(row.getString(2)),
                row.getLong(3),
                Sql.day(row, 4),
                Sql.moment(row, 5),
                row.getLong(6),
                row.getLong(7)),
        session -> sessions.put(session.key(), session),
        feed);
    return sessions;
  }

  @Override
  public Map<SessionDayKey, List<CellRow>> rows(Collection<SessionDayKey> keys) {
    transaction.stage(
        "asked_session_day",
        "usage_day DATE, sim BIGINT, sid BIGINT",
        keys,
        (row, key) -> row.add(key.usageDay()).add(key.sim().value()).add(key.sid()));
    Map<SessionDayKey, List<CellRow>> rows = new HashMap<>();
    Sql.each(
        connection,
        "SELECT "
            + Rows.CELL_ROW
            + " FROM cell_row r SEMI JOIN asked_session_day USING (usage_day, sim, sid)"
            + " ORDER BY r.batch_id",
        Rows::cellRow,
        row -> rows.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row));
    return rows;
  }

  @Override
  public RatingId rating(Rating rating) {
    Map<Rating, RatingId> known = ratings;
    if (known == null) {
      known = new HashMap<>();
      for (Map.Entry<RatingId, Rating> stored : Rows.ratings(connection).entrySet()) {
        known.put(stored.getValue(), stored.getKey());
      }
      ratings = known;
    }
    return known.computeIfAbsent(rating, this::store);
  }

  private RatingId store(Rating rating) {
    RatingId id = new RatingId(counters.next(Counter.RATING));
    transaction.append(
        "rating",
        List.of(rating),
        (row, r) ->
            row.add(id.value()).add(r.operator()).add(r.profile()).add(r.reseller().value()));
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < rating.tiers().size(); i++) {
      numbers.add(i);
    }
    transaction.append(
        "rating_tier",
        numbers,
        (row, number) -> Rows.writeTier(row, id.value(), number, rating.tiers().get(number)));
    return id;
  }

  @Override
  public void addRecords(Collection<StoredRecord> records) {
    transaction.append(
        "record",
        records,
        (row, record) -> {
          UsageRecord content = record.content();
          row.add(record.feed())
              .add(KeyText.of(content.identity()))
              .addShort(record.version())
              .add(record.batch())
              .add(record.delivery().value())
              .add(content.line())
              .add(content.subscriber())
              .add(KeyText.of(content.session()))
              .add(content.start())
              .add(content.end())
              .add(content.bytesUp())
              .add(content.bytesDown())
              .add(record.key().usageDay())
              .add(record.key().sim().value())
              .add(record.key().sid())
              .add(record.addedUp())
              .add(record.addedDown())
              .add(record.withdrawn());
        });
  }

  @Override
  public void putSessions(Collection<StoredSession> sessions) {
    transaction.stage(
        "put_session",
        "feed VARCHAR, key VARCHAR, sid BIGINT, start_day DATE, last_end TIMESTAMP,"
            + " bytes_up BIGINT, bytes_down BIGINT",
        sessions,
        (row, session) ->
            row.add(session.feed())
                .add(KeyText.of(session.key()))
                .add(session.sid())
                .add(session.startDay())
                .add(session.lastEnd())
                .add(session.bytesUp())
                .add(session.bytesDown()));
    transaction.execute(
        "INSERT INTO session SELECT * FROM put_session ON CONFLICT (feed, key) DO UPDATE SET"
            + " last_end = excluded.last_end, bytes_up = excluded.bytes_up,"
            + " bytes_down = excluded.bytes_down");
  }

  @Override
  public void addRows(Collection<CellRow> rows) {
    transaction.append(
        "cell_row",
        rows,
        (row, added) ->
            row.add(added.key().usageDay())
                .add(added.key().sim().value())
                .add(added.key().sid())
                .add(added.batch())
                .add(added.bookedDay())
                .addInt(added.records())
                .add(added.bytesUp())
                .add(added.bytesDown())
                .add(added.subscription() == null ? 0 : added.subscription().value())
                .add(added.rating() == null ? 0 : added.rating().value()));
    for (CellRow row : rows) {
      cells.merge(new Cell(row.key().usageDay(), row.batch()), 1L, Long::sum);
    }
  }

  @Override
  public void addEntries(Collection<Entry> entries) {
    transaction.append(
        "entry",
        entries,
        (row, entry) -> {
          Entry.Key key = entry.key();
          Money revenue = entry.revenue();
          row.add(entry.batch())
              .add(entry.bookedDay())
              .add(key.kind().name())
              .add(key.operator())
              .add(Rows.idOrNull(key.seller()))
              .add(Rows.idOrNull(key.buyer()))
              .add(key.subscription().value())
              .add(key.usageDay())
              .add(key.priceVersion())
              .add(key.listVersion())
              .add(key.rateVersion())
              .add(key.revenueRateVersion())
              .add(entry.sessionDays())
              .add(entry.bytes())
              .add(entry.amount().toBigDecimal())
              .add(entry.charge().toBigDecimal())
              .add(revenue == null ? null : revenue.toBigDecimal());
        });
  }

  @Override
  public void touch(BatchId batch, Collection<AccountId> accounts) {
    touched.computeIfAbsent(batch, id -> new LinkedHashSet<>()).addAll(accounts);
  }

  @Override
  public void keep(Collection<KeptLine> lines) {
    transaction.append(
        "kept_line",
        lines,
        (row, line) -> {
          row.add(line.delivery().value())
              .add(line.feed())
              .add(line.file())
              .add(line.deliveredOn())
              .add(line.line())
              .add(line.kind().name())
              .add(line.reason())
              .add(line.raw());
          UsageRecord record = line.record();
          if (record == null) {
            row.addNull().addNull().addNull().addNull().addNull().addNull().addNull();
          } else {
            row.add(record.subscriber())
                .add(KeyText.of(record.identity()))
                .add(KeyText.of(record.session()))
                .add(record.start())
                .add(record.end())
                .add(record.bytesUp())
                .add(record.bytesDown());
          }
        });
  }

  @Override
  public @Nullable KeptLine parkedFrom(DeliveryId delivery, long line) {
    List<KeptLine> found =
        Sql.query(
            connection,
            "SELECT "
                + Rows.KEPT_LINE
                + " FROM kept_line k WHERE k.kind = 'PARKED' AND k.delivery_id = ? AND k.line = ?"
                + " AND "
                + Rows.STILL_KEPT,
            Rows::keptLine,
            delivery.value(),
            line);
    return found.isEmpty() ? null : found.getFirst();
  }

  @Override
  public List<KeptLine> parked(Collection<String> subscribers) {
    transaction.stage(
        "asked_subscriber",
        "subscriber VARCHAR",
        subscribers,
        (row, subscriber) -> row.add(subscriber));
    return Sql.query(
        connection,
        "SELECT "
            + Rows.KEPT_LINE
            + " FROM kept_line k SEMI JOIN asked_subscriber USING (subscriber)"
            + " WHERE k.kind = 'PARKED' AND "
            + Rows.STILL_KEPT
            + " ORDER BY k.delivery_id, k.line",
        Rows::keptLine);
  }

  @Override
  public void unpark(KeptLine line, Outcome outcome) {
    String name =
        switch (outcome) {
          case Outcome.Stored() -> "STORED";
          case Outcome.Duplicate() -> "DUPLICATE";
          case Outcome.Conflict conflict -> "CONFLICT";
          case Outcome.Rejected rejected -> "REJECTED";
          case Outcome.Parked parked ->
              throw new IllegalArgumentException("A parked line cannot become parked");
        };
    transaction.append(
        "unparked",
        List.of(line),
        (row, unparked) -> row.add(unparked.delivery().value()).add(unparked.line()).add(name));
  }

  @Override
  public void settled(Instant registryAsOf) {
    counters.set(Counter.SETTLED_MICROS, Sql.micros(registryAsOf));
  }

  @Override
  public void commit() {
    if (!opened.isEmpty()) {
      throw new IllegalStateException("Deliveries lack their counts: " + opened.keySet());
    }
    transaction.append(
        "cell",
        cells.entrySet(),
        (row, cell) ->
            row.add(cell.getKey().usageDay())
                .add(cell.getKey().batch())
                .add(cell.getValue().longValue()));
    touched.forEach((batch, accounts) ->
        transaction.append(
            "batch_account",
            accounts,
            (row, account) -> row.add(batch.value()).add(account.value())));
    counters.save();
    transaction.commit();
    facts.committed();
  }

  @Override
  public void close() {
    transaction.close();
  }
}
