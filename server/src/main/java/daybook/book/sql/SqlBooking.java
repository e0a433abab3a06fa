package daybook.book.sql;

import daybook.book.Batch;
import daybook.book.Booking;
import daybook.book.CellRow;
import daybook.book.Delivery;
import daybook.book.DuplicateLine;
import daybook.book.Entry;
import daybook.book.KeptLine;
import daybook.book.LinePart;
import daybook.book.SessionDayKey;
import daybook.book.Statement;
import daybook.book.StoredRecord;
import daybook.book.StoredSession;
import daybook.book.SyncRun;
import daybook.book.UnendedDelivery;
import daybook.book.Withdrawal;
import daybook.book.sql.Counters.Counter;
import daybook.model.AccountId;
import daybook.model.BatchId;
import daybook.model.DeliveryId;
import daybook.model.FetchedFile;
import daybook.model.Money;
import daybook.model.Outcome;
import daybook.model.Rating;
import daybook.model.RatingId;
import daybook.model.SimId;
import daybook.model.UsageRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A booking: one writing transaction. */
final class SqlBooking implements Booking {
  private static final Table ASKED_SESSION = Table.of("asked_session", "key text");
  private static final Table ASKED_SESSION_DAY =
      Table.of("asked_session_day", "usage_day day", "sim long", "sid long");
  private static final Table ASKED_SIM = Table.of("asked_sim", "sim long");
  private static final Table ASKED_SUBSCRIBER = Table.of("asked_subscriber", "subscriber text");
  private static final Table ASKED_REJECTED =
      Table.of("asked_rejected", "subscriber text", "session text");
  private static final Table PUT_SESSION = new Table("put_session", Tables.SESSION.columns());

  private final WritingBehind writing;
  private final Counters counters;
  private final Identities identities;

  /** All ratings, this booking's new ones among them; read when one is first asked for. */
  private @Nullable Map<Rating, RatingId> ratings;

  private final List<NumberedRating> newRatings = new ArrayList<>();

  /**
   * How many rows each new cell has, by day and batch. Counted and read by the thread that writes:
   * it has every row at hand, and another would fetch them all once more.
   */
  private final Map<Cell, Long> cells = new LinkedHashMap<>();

  private final Map<BatchId, Set<AccountId>> touched = new LinkedHashMap<>();

  /** Deliveries that were opened and wait for their counts. */
  private final Map<DeliveryId, OpenDelivery> opened = new HashMap<>();

  /** Where a line stands, in the order of arrival. */
  private record Place(long delivery, long line) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::delivery).thenComparingLong(Place::line);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private record Cell(LocalDate usageDay, long batch) {}

  private record NumberedRating(long id, Rating rating) {
    Stream<NumberedTier> numberedTiers() {
      List<Rating.Tier> tiers = rating.tiers();
      return IntStream.range(0, tiers.size())
          .mapToObj(number -> new NumberedTier(id, number, tiers.get(number)));
    }
  }

  private record NumberedTier(long rating, int number, Rating.Tier tier) {}

  private record OpenDelivery(
      String feed,
      long sequence,
      String name,
      String sha256,
      long size,
      Instant arrivedAt,
      LocalDate bookedDay) {
    Delivery with(DeliveryId id, Delivery.Counts counts) {
      return new Delivery(
          id, feed, sequence, name, sha256, size, arrivedAt, bookedDay, counts, null);
    }
  }

  SqlBooking(Writing writing, KnownIdentities known) {
    this.writing = new WritingBehind(writing);
    this.counters = new Counters(this.writing::connection);
    this.identities = new Identities(this.writing, known, counters.last(Counter.BATCH));
  }

  @Override
  public @Nullable Delivery delivery(String feed, String sha256) {
    List<Delivery> found =
        Sql.query(
            writing.connection(),
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
            writing.connection(),
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
    writing.append(
        Tables.DELIVERY,
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
        writing.connection(),
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
            writing.connection(),
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
    writing.append(
        Tables.BATCH,
        List.of(id),
        (row, batch) ->
            row.add(batch.value())
                .add(bookedDay)
                .add(at)
                .add(cause.name())
                .addOrNull(delivery == null ? null : (Long) delivery.value()));
    return id;
  }

  @Override
  public long nextSid() {
    return counters.next(Counter.SID);
  }

  @Override
  public Map<List<String>, StoredRecord> stored(String feed, Collection<List<String>> asked) {
    return identities.stored(feed, asked);
  }

  @Override
  public Map<List<String>, StoredSession> sessions(String feed, Collection<List<String>> keys) {
    writing.stage(ASKED_SESSION, keys, (row, key) -> row.add(KeyText.of(key)));
    Map<List<String>, StoredSession> sessions = new HashMap<>();
    Sql.each(
        writing.connection(),
        "SELECT s.feed, s.key, s.sid, s.start_day, epoch_us(s.last_end), s.bytes_up, s.bytes_down"
            + " FROM asked_session JOIN session s USING (key) WHERE s.feed = ?",
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
    stageSessionDays(keys);
    Map<SessionDayKey, List<CellRow>> rows = new HashMap<>();
    Sql.each(
        writing.connection(),
        "SELECT "
            + Rows.CELL_ROW
            + " FROM asked_session_day JOIN cell_row r USING (usage_day, sim, sid)"
            + " ORDER BY r.batch_id",
        Rows::cellRow,
        row -> rows.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row));
    return rows;
  }

  private void stageSessionDays(Collection<SessionDayKey> keys) {
    writing.stage(
        ASKED_SESSION_DAY,
        Set.copyOf(keys),
        (row, key) -> row.add(key.usageDay()).add(key.sim().value()).add(key.sid()));
  }

  @Override
  public List<CellRow> rowsOfSims(Collection<SimId> sims) {
    writing.stage(ASKED_SIM, Set.copyOf(sims), (row, sim) -> row.add(sim.value()));
    // The days lead the index of an engine that has one.
    return Sql.query(
        writing.connection(),
        "SELECT "
            + Rows.CELL_ROW
            + " FROM (SELECT DISTINCT usage_day FROM cell) days CROSS JOIN asked_sim"
            + " JOIN cell_row r USING (usage_day, sim)"
            + " ORDER BY r.usage_day, r.sim, r.sid, r.batch_id",
        Rows::cellRow);
  }

  @Override
  public Map<RatingId, Rating> ratings() {
    Map<RatingId, Rating> byId = new HashMap<>();
    numbers().forEach((rating, id) -> byId.put(id, rating));
    return byId;
  }

  @Override
  public RatingId rating(Rating rating) {
    return numbers().computeIfAbsent(rating, this::number);
  }

  private Map<Rating, RatingId> numbers() {
    Map<Rating, RatingId> known = ratings;
    if (known == null) {
      known = new HashMap<>();
      for (Map.Entry<RatingId, Rating> stored : Rows.ratings(writing.connection()).entrySet()) {
        known.put(stored.getValue(), stored.getKey());
      }
      ratings = known;
    }
    return known;
  }

  /** Gives the rating its number; it is written with all others of this booking. */
  private RatingId number(Rating rating) {
    RatingId id = new RatingId(counters.next(Counter.RATING));
    newRatings.add(new NumberedRating(id.value(), rating));
    return id;
  }

  private void writeRatings() {
    writing.append(
        Tables.RATING,
        newRatings,
        (row, r) ->
            row.add(r.id())
                .add(r.rating().operator())
                .add(r.rating().profile())
                .add(r.rating().reseller().value()));
    writing.append(
        Tables.RATING_TIER,
        newRatings.stream().flatMap(NumberedRating::numberedTiers).toList(),
        (row, tier) -> Rows.writeTier(row, tier.rating(), tier.number(), tier.tier()));
  }

  @Override
  public void addRecords(Collection<StoredRecord> records) {
    identities.add(records);
    writing.appendRecords(
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
    writing.stage(
        PUT_SESSION,
        sessions,
        (row, session) ->
            row.add(session.feed())
                .add(KeyText.of(session.key()))
                .add(session.sid())
                .add(session.startDay())
                .add(session.lastEnd())
                .add(session.bytesUp())
                .add(session.bytesDown()));
    String columns = Tables.SESSION.columnList();
    Sql.execute(
        writing.connection(),
        "INSERT INTO session ("
            + columns
            + ") SELECT "
            + columns
            + " FROM put_session ON CONFLICT (feed, key) DO UPDATE SET"
            + " start_day = excluded.start_day, last_end = excluded.last_end, bytes_up = excluded.bytes_up,"
            + " bytes_down = excluded.bytes_down");
  }

  @Override
  public void addRows(Collection<CellRow> rows) {
    writing.append(
        Tables.CELL_ROW,
        rows,
        (row, added) -> {
          row.add(added.key().usageDay())
              .add(added.key().sim().value())
              .add(added.key().sid())
              .add(added.batch())
              .add(added.bookedDay())
              .addInt(added.records())
              .add(added.bytesUp())
              .add(added.bytesDown())
              .add(added.subscription() == null ? 0 : added.subscription().value())
              .add(added.rating() == null ? 0 : added.rating().value());
          cells.merge(new Cell(added.key().usageDay(), added.batch()), 1L, Long::sum);
        });
  }

  @Override
  public void addEntries(Collection<Entry> entries) {
    writing.append(
        Tables.ENTRY,
        entries,
        (row, entry) -> {
          Entry.Key key = entry.key();
          Money revenue = entry.revenue();
          row.add(entry.batch())
              .add(entry.bookedDay())
              .add(key.kind().name())
              .add(key.operator())
              .addOrNull(Rows.idOrNull(key.seller()))
              .addOrNull(Rows.idOrNull(key.buyer()))
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
              .addOrNull(revenue == null ? null : revenue.toBigDecimal());
        });
  }

  @Override
  public void touch(BatchId batch, Collection<AccountId> accounts) {
    touched.computeIfAbsent(batch, id -> new LinkedHashSet<>()).addAll(accounts);
  }

  @Override
  public void keep(Collection<KeptLine> lines) {
    keep(lines, 0);
  }

  private void keep(Collection<KeptLine> lines, int decision) {
    writing.append(
        Tables.KEPT_LINE,
        lines,
        (row, line) -> {
          row.add(line.delivery().value())
              .add(line.feed())
              .add(line.file())
              .add(line.deliveredOn())
              .add(line.line())
              .add(line.kind().name())
              .add(line.reason())
              .add(RawText.of(line.raw()));
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
          row.addShort(decision);
        });
  }

  @Override
  public @Nullable KeptLine parkedFrom(DeliveryId delivery, long line) {
    List<KeptLine> found =
        Sql.query(
            writing.connection(),
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
    writing.stage(
        ASKED_SUBSCRIBER, Set.copyOf(subscribers), (row, subscriber) -> row.add(subscriber));
    return Sql.query(
        writing.connection(),
        "SELECT "
            + Rows.KEPT_LINE
            + " FROM asked_subscriber JOIN kept_line k USING (subscriber)"
            + " JOIN delivery d ON d.id = k.delivery_id WHERE k.kind = 'PARKED' AND "
            + Rows.STILL_KEPT
            + " AND "
            + Rows.COUNTS
            + " ORDER BY k.delivery_id, k.line",
        Rows::keptLine);
  }

  @Override
  public void redecide(
      DeliveryId delivery, long line, Outcome.Kind was, Outcome.Kind now, @Nullable KeptLine kept) {
    int number =
        1
            + Sql.one(
                writing.connection(),
                "SELECT coalesce(max(number), 0) FROM redecided"
                    + " WHERE delivery_id = ? AND line = ?",
                row -> row.getInt(1),
                delivery.value(),
                line);
    writing.append(
        Tables.REDECIDED,
        List.of(number),
        (row, n) ->
            row.add(delivery.value()).add(line).addShort(n).add(was.name()).add(now.name()));
    if (kept != null) {
      keep(List.of(kept), number);
    }
  }

  @Override
  public void addDuplicates(Collection<DuplicateLine> lines) {
    writing.append(
        Tables.DUPLICATE_LINE,
        lines,
        (row, line) ->
            row.add(line.delivery().value())
                .add(line.line())
                .add(line.feed())
                .add(KeyText.of(line.identity()))
                .addShort(line.version()));
  }

  @Override
  public void archive(DeliveryId delivery, int part, LinePart lines) {
    writing.append(
        Tables.DELIVERY_PART,
        List.of(lines),
        (row, written) ->
            row.add(delivery.value())
                .addInt(part)
                .add(written.firstLine())
                .add(written.lastLine())
                .add(written.bytes()));
  }

  @Override
  public List<Delivery> deliveriesOf(String feed) {
    return Sql.query(
        writing.connection(),
        Rows.DELIVERIES + " WHERE d.feed = ? ORDER BY d.id",
        Rows::delivery,
        feed);
  }

  @Override
  public void addFetched(String feed, FetchedFile file, Instant at) {
    writing.append(
        Tables.FETCHED,
        List.of(file),
        (row, f) -> row.add(feed).add(f.name()).add(f.size()).add(f.mark()).add(at).add("TAKEN"));
  }

  @Override
  public void addRun(SyncRun run) {
    long id = counters.next(Counter.SYNC_RUN);
    writing.append(
        Tables.SYNC_RUN,
        List.of(run),
        (row, r) ->
            row.add(id)
                .add(r.feed())
                .add(r.begunAt())
                .add(r.endedAt())
                .add(r.listed())
                .add(r.taken())
                .add(r.refused())
                .addOrNull(r.trouble()));
  }

  @Override
  public void withdraw(DeliveryId delivery, Withdrawal withdrawal) {
    DeliveryId successor = withdrawal.replacedBy();
    counters.next(Counter.WITHDRAWAL);
    writing.append(
        Tables.WITHDRAWAL,
        List.of(withdrawal),
        (row, w) ->
            row.add(delivery.value())
                .add(w.at())
                .add(w.bookedDay())
                .add(w.why())
                .addOrNull(successor == null ? null : (Long) successor.value()));
  }

  @Override
  public List<Statement> statements(
      String feed, Collection<List<String>> identities, Collection<List<String>> sessions) {
    Map<Place, Statement> statements = new TreeMap<>();
    this.identities.stage(identities.stream().map(KeyText::of).toList());
    String identified = this.identities.stagedRecords();
    collect(
        statements,
        "SELECT d.name, d.booked_day, 'STORED', "
            + Rows.RECORD
            + " FROM "
            + identified
            + " JOIN delivery d ON d.id = r.delivery_id WHERE r.feed = ? AND NOT r.withdrawn AND "
            + Rows.COUNTS,
        Rows::storedStatement,
        feed);
    collect(
        statements,
        "SELECT d.name, d.booked_day, 'DUPLICATE', "
            + Rows.RECORD
            + ", l.delivery_id AS repeating_delivery, l.line AS repeating_line FROM "
            + identified
            + " JOIN duplicate_line l ON l.feed = r.feed AND l.identity = r.identity"
            + " AND l.version = r.version JOIN delivery d ON d.id = l.delivery_id"
            + " WHERE r.feed = ? AND "
            + Rows.COUNTS,
        Rows::repeatedStatement,
        feed);
    collect(
        statements,
        "SELECT d.name, d.booked_day, k.kind, "
            + Rows.KEPT_LINE
            + " FROM asked_identity JOIN kept_line k USING (identity)"
            + " JOIN delivery d ON d.id = k.delivery_id"
            + " WHERE k.feed = ? AND k.kind = 'CONFLICT' AND "
            + Rows.STILL_KEPT
            + " AND "
            + Rows.COUNTS,
        Rows::keptStatement,
        feed);
    // A session's key begins with its SIM's.
    writing.stage(
        ASKED_REJECTED,
        sessions,
        (row, key) -> row.add(key.getFirst()).add(KeyText.of(key.subList(1, key.size()))));
    collect(
        statements,
        "SELECT d.name, d.booked_day, k.kind, "
            + Rows.KEPT_LINE
            + " FROM asked_rejected JOIN kept_line k USING (subscriber, session)"
            + " JOIN delivery d ON d.id = k.delivery_id"
            + " WHERE k.feed = ? AND k.kind = 'REJECTED' AND "
            + Rows.STILL_KEPT
            + " AND "
            + Rows.COUNTS,
        Rows::keptStatement,
        feed);
    return List.copyOf(statements.values());
  }

  /** Of a line that was both kept and stored the outcome that it is counted under comes last. */
  private void collect(
      Map<Place, Statement> statements, String sql, Sql.RowReader<Statement> reader, String feed) {
    Sql.each(
        writing.connection(),
        sql,
        reader,
        statement ->
            statements.put(
                new Place(statement.delivery().value(), statement.record().line()), statement),
        feed);
  }

  @Override
  public List<StoredRecord> inForce(Collection<SessionDayKey> keys) {
    stageSessionDays(keys);
    return Sql.query(
        writing.connection(),
        "SELECT "
            + Rows.RECORD
            + " FROM asked_session_day JOIN record r USING (usage_day, sim, sid) WHERE "
            + Rows.IN_FORCE
            + " ORDER BY r.batch_id, r.line",
        Rows::storedRecord);
  }

  @Override
  public void settled(Instant registryAsOf, long registryVersion) {
    counters.set(Counter.SETTLED_MICROS, Sql.micros(registryAsOf));
    counters.set(Counter.SETTLED_VERSION, registryVersion);
  }

  @Override
  public String settle(String name, String value) {
    return SqlRegistry.settle(writing, name, value);
  }

  @Override
  public void await() {
    writing.await();
  }

  @Override
  public void commit() {
    if (!opened.isEmpty()) {
      throw new IllegalStateException("Deliveries lack their counts: " + opened.keySet());
    }
    writeRatings();
    writing.append(
        Tables.CELL,
        cells.entrySet(),
        (row, cell) ->
            row.add(cell.getKey().usageDay())
                .add(cell.getKey().batch())
                .add(cell.getValue().longValue()));
    touched.forEach((batch, accounts) ->
        writing.append(
            Tables.BATCH_ACCOUNT,
            accounts,
            (row, account) -> row.add(batch.value()).add(account.value())));
    counters.save();
    writing.commit();
    identities.committed(counters.last(Counter.BATCH));
  }

  @Override
  public void close() {
    writing.close();
  }
}
