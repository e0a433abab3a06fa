package daybook.book.sql;

import daybook.book.Batch;
import daybook.book.BookedSum;
import daybook.book.CellRow;
import daybook.book.Delivery;
import daybook.book.Entry;
import daybook.book.KeptLine;
import daybook.book.SessionDayKey;
import daybook.book.Statement;
import daybook.book.StoredRecord;
import daybook.book.Withdrawal;
import daybook.model.BatchId;
import daybook.model.DeliveryId;
import daybook.model.Money;
import daybook.model.Outcome;
import daybook.model.Rating;
import daybook.model.Rating.Conversion;
import daybook.model.RatingId;
import daybook.model.ResellerId;
import daybook.model.SimId;
import daybook.model.SubscriptionId;
import daybook.model.UsageRecord;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the rows of the books' tables become records; the columns are listed beside each reader. */
final class Rows {
  static final String CELL_ROW =
      Sql.epochDay("r.usage_day")
          + ", r.sim, r.sid, r.batch_id, "
          + Sql.epochDay("r.booked_day")
          + ", r.records, r.bytes_up, r.bytes_down, r.subscription, r.rating";

  static final String BOOKED_SUM =
      "batch_id, " + Sql.epochDay("booked_day") + ", subscription, " + Sql.epochDay("usage_day");

  static final String ENTRY =
      "batch_id, "
          + Sql.epochDay("booked_day")
          + ", kind, operator, seller, buyer, subscription, "
          + Sql.epochDay("usage_day")
          + ", price_version, list_version, rate_version, revenue_rate_version, session_days, bytes, amount,"
          + " charge, revenue";

  /** A delivery with its counts as they stand after lines were decided again. */
  static final String DELIVERIES =
      """
      SELECT d.id, d.feed, d.sequence, d.name, d.sha256, d.size, epoch_us(d.arrived_at),
        d.booked_day, d.read, d.stored + coalesce(m.stored, 0),
        d.duplicate + coalesce(m.duplicate, 0), d.conflict + coalesce(m.conflict, 0),
        d.rejected + coalesce(m.rejected, 0), d.parked + coalesce(m.parked, 0),
        epoch_us(w.withdrawn_at), w.booked_day, w.why, w.replaced_by
      FROM delivery d LEFT JOIN (
        SELECT delivery_id,
          count(*) FILTER (WHERE now = 'STORED') - count(*) FILTER (WHERE was = 'STORED') AS stored,
          count(*) FILTER (WHERE now = 'DUPLICATE') - count(*) FILTER (WHERE was = 'DUPLICATE')
            AS duplicate,
          count(*) FILTER (WHERE now = 'CONFLICT') - count(*) FILTER (WHERE was = 'CONFLICT')
            AS conflict,
          count(*) FILTER (WHERE now = 'REJECTED') - count(*) FILTER (WHERE was = 'REJECTED')
            AS rejected,
          count(*) FILTER (WHERE now = 'PARKED') - count(*) FILTER (WHERE was = 'PARKED') AS parked
        FROM redecided GROUP BY delivery_id
      ) m ON m.delivery_id = d.id LEFT JOIN withdrawal w ON w.delivery_id = d.id
      """;

  static final String KEPT_LINE =
      "k.delivery_id, k.feed, k.file, k.delivered_on, k.line, k.kind, k.reason, k.raw,"
          + " k.subscriber, k.identity, k.session, epoch_us(k.started_at), epoch_us(k.ended_at),"
          + " k.bytes_up, k.bytes_down";

  /** The condition under which a kept line {@code k} is still kept: no later decision of it. */
  static final String STILL_KEPT =
      "NOT EXISTS (SELECT 1 FROM redecided u WHERE u.delivery_id = k.delivery_id"
          + " AND u.line = k.line AND u.number > k.number)";

  /** The condition under which a delivery {@code d} counts. */
  static final String COUNTS = "NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.delivery_id = d.id)";

  /** The condition under which a record {@code r} is the latest version and counts. */
  static final String IN_FORCE =
      "NOT r.withdrawn AND NOT EXISTS (SELECT 1 FROM identity later WHERE later.feed = r.feed"
          + " AND later.identity = r.identity AND later.version > r.version)";

  static final String RECORD =
      "r.feed, r.version, r.batch_id, r.delivery_id, r.usage_day, r.sim, r.sid, r.added_up,"
          + " r.added_down, r.line, r.subscriber, r.identity, r.session,"
          + " epoch_us(r.started_at), epoch_us(r.ended_at), r.bytes_up, r.bytes_down,"
          + " r.withdrawn";

  private static final int LIST_AMOUNT = 0;
  private static final int BUYERS_CHARGE = -1;
  private static final int MISSING = -2;
  private static final int NOT_KEPT = -3;

  private Rows() {}

  static CellRow cellRow(ResultSet row) throws SQLException {
    long subscription = row.getLong(9);
    long rating = row.getLong(10);
    return new CellRow(
        row.getLong(4),
        Sql.epochDay(row, 5),
        new SessionDayKey(Sql.epochDay(row, 1), new SimId(row.getLong(2)), row.getLong(3)),
        row.getInt(6),
        row.getLong(7),
        row.getLong(8),
        subscription == 0 ? null : new SubscriptionId(subscription),
        rating == 0 ? null : new RatingId(rating));
  }

  static Entry entry(ResultSet row) throws SQLException {
    BigDecimal revenue = row.getBigDecimal(17);
    return new Entry(
        row.getLong(1),
        Sql.epochDay(row, 2),
        new Entry.Key(
            Entry.Kind.valueOf(row.getString(3)),
            row.getString(4),
            resellerOrNull(row, 5),
            resellerOrNull(row, 6),
            new SubscriptionId(row.getLong(7)),
            Sql.epochDay(row, 8),
            row.getLong(9),
            row.getLong(10),
            row.getLong(11),
            row.getLong(12)),
        row.getLong(13),
        row.getLong(14),
        Money.exactly(row.getBigDecimal(15)),
        Money.exactly(row.getBigDecimal(16)),
        revenue == null ? null : Money.exactly(revenue));
  }

  /** A row of {@link #BOOKED_SUM} and the sum after it. */
  static BookedSum bookedSum(ResultSet row) throws SQLException {
    BigDecimal sum = row.getBigDecimal(5);
    return new BookedSum(
        row.getLong(1),
        Sql.epochDay(row, 2),
        new SubscriptionId(row.getLong(3)),
        YearMonth.from(Sql.epochDay(row, 4)),
        sum == null ? null : Money.exactly(sum));
  }

  static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        new DeliveryId(row.getLong(1)),
        row.getString(2),
        row.getLong(3),
        row.getString(4),
        row.getString(5),
        row.getLong(6),
        Sql.moment(row, 7),
        Sql.day(row, 8),
        new Delivery.Counts(
            row.getLong(9),
            row.getLong(10),
            row.getLong(11),
            row.getLong(12),
            row.getLong(13),
            row.getLong(14)),
        withdrawal(row));
  }

  private static @Nullable Withdrawal withdrawal(ResultSet row) throws SQLException {
    Instant at = Sql.momentOrNull(row, 15);
    Long successor = Sql.longOrNull(row, 18);
    return at == null
        ? null
        : new Withdrawal(
            at,
            Sql.day(row, 16),
            row.getString(17),
            successor == null ? null : new DeliveryId(successor));
  }

  static KeptLine keptLine(ResultSet row) throws SQLException {
    return keptLine(row, 0);
  }

  /**
   * @param before how many columns stand before the line's
   */
  private static KeptLine keptLine(ResultSet row, int before) throws SQLException {
    String raw = RawText.parse(row.getString(before + 8));
    String subscriber = row.getString(before + 9);
    UsageRecord record =
        subscriber == null
            ? null
            : new UsageRecord(
                row.getLong(before + 5),
                raw,
                subscriber,
                KeyText.parse(row.getString(before + 10)),
                KeyText.parse(row.getString(before + 11)),
                Sql.moment(row, before + 12),
                Sql.moment(row, before + 13),
                row.getLong(before + 14),
                row.getLong(before + 15));
    return new KeptLine(
        new DeliveryId(row.getLong(before + 1)),
        row.getString(before + 2),
        row.getString(before + 3),
        Sql.day(row, before + 4),
        row.getLong(before + 5),
        KeptLine.Kind.valueOf(row.getString(before + 6)),
        row.getString(before + 7),
        raw,
        record);
  }

  static StoredRecord storedRecord(ResultSet row) throws SQLException {
    return storedRecord(row, 0);
  }

  /**
   * @param before how many columns stand before the record's
   */
  private static StoredRecord storedRecord(ResultSet row, int before) throws SQLException {
    return new StoredRecord(
        row.getString(before + 1),
        row.getInt(before + 2),
        row.getLong(before + 3),
        new DeliveryId(row.getLong(before + 4)),
        new SessionDayKey(
            Sql.day(row, before + 5), new SimId(row.getLong(before + 6)), row.getLong(before + 7)),
        row.getLong(before + 8),
        row.getLong(before + 9),
        row.getBoolean(before + 18),
        new UsageRecord(
            row.getLong(before + 10),
            "",
            row.getString(before + 11),
            KeyText.parse(row.getString(before + 12)),
            KeyText.parse(row.getString(before + 13)),
            Sql.moment(row, before + 14),
            Sql.moment(row, before + 15),
            row.getLong(before + 16),
            row.getLong(before + 17)));
  }

  /** A statement's own columns: the delivery's name and day, and the line's outcome. */
  private static final int STATEMENT_COLUMNS = 3;

  static Statement storedStatement(ResultSet row) throws SQLException {
    StoredRecord record = storedRecord(row, STATEMENT_COLUMNS);
    return statement(row, record.delivery(), record.content());
  }

  /** A line that repeats a record says the same in another place. */
  static Statement repeatedStatement(ResultSet row) throws SQLException {
    UsageRecord record = storedRecord(row, STATEMENT_COLUMNS).content();
    return statement(
        row,
        new DeliveryId(row.getLong("repeating_delivery")),
        record.onLine(row.getLong("repeating_line")));
  }

  static Statement keptStatement(ResultSet row) throws SQLException {
    KeptLine line = keptLine(row, STATEMENT_COLUMNS);
    return statement(row, line.delivery(), Objects.requireNonNull(line.record()));
  }

  private static Statement statement(ResultSet row, DeliveryId delivery, UsageRecord record)
      throws SQLException {
    return new Statement(
        delivery,
        row.getString(1),
        Sql.day(row, 2),
        Outcome.Kind.valueOf(row.getString(3)),
        record);
  }

  static Batch batch(ResultSet row) throws SQLException {
    Long delivery = Sql.longOrNull(row, 5);
    return new Batch(
        new BatchId(row.getLong(1)),
        Sql.day(row, 2),
        Sql.moment(row, 3),
        Batch.Cause.valueOf(row.getString(4)),
        delivery == null ? null : new DeliveryId(delivery));
  }

  /** All ratings the connection's transaction sees, by number. */
  static Map<RatingId, Rating> ratings(Connection connection) {
    Map<Long, List<Rating.Tier>> tiers = new LinkedHashMap<>();
    Sql.each(
        connection,
        "SELECT rating_id, seller, buyer, reason, price_version, list_version, charge, revenue,"
            + " euro FROM rating_tier ORDER BY rating_id, tier",
        row -> tiers.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(tier(row)),
        added -> {});
    Map<RatingId, Rating> ratings = new LinkedHashMap<>();
    Sql.each(
        connection,
        "SELECT id, operator, profile, reseller FROM rating ORDER BY id",
        row ->
            ratings.put(
                new RatingId(row.getLong(1)),
                new Rating(
                    row.getString(2),
                    row.getString(3),
                    new ResellerId(row.getLong(4)),
                    tiers.getOrDefault(row.getLong(1), List.of()))),
        before -> {});
    return ratings;
  }

  private static Rating.Tier tier(ResultSet row) throws SQLException {
    String reason = row.getString(4);
    Rating.Pricing pricing =
        reason != null
            ? new Rating.Unrated(Rating.Reason.valueOf(reason))
            : new Rating.Priced(
                row.getLong(5),
                row.getLong(6),
                conversion(row.getLong(7)),
                conversion(row.getLong(8)),
                conversion(row.getLong(9)));
    return new Rating.Tier(resellerOrNull(row, 2), resellerOrNull(row, 3), pricing);
  }

  static void writeTier(Writing.Row row, long rating, int number, Rating.Tier tier)
      throws SQLException {
    row.add(rating)
        .addShort(number)
        .addOrNull(idOrNull(tier.seller()))
        .addOrNull(idOrNull(tier.buyer()));
    switch (tier.pricing()) {
      case Rating.Unrated(Rating.Reason reason) ->
          row.add(reason.name()).addNull().addNull().addNull().addNull().addNull();
      case Rating.Priced priced ->
          row.addNull()
              .add(priced.priceVersion())
              .add(priced.listVersion())
              .add(code(priced.charge()))
              .add(code(priced.revenue()))
              .add(code(priced.euro()));
    }
  }

  private static Conversion conversion(long code) {
    return switch (Math.toIntExact(Math.min(code, 1))) {
      case LIST_AMOUNT -> new Conversion.ListAmount();
      case BUYERS_CHARGE -> new Conversion.BuyersCharge();
      case MISSING -> new Conversion.Missing();
      case NOT_KEPT -> new Conversion.NotKept();
      default -> new Conversion.AtRate(code);
    };
  }

  private static long code(Conversion conversion) {
    return switch (conversion) {
      case Conversion.ListAmount() -> LIST_AMOUNT;
      case Conversion.BuyersCharge() -> BUYERS_CHARGE;
      case Conversion.Missing() -> MISSING;
      case Conversion.NotKept() -> NOT_KEPT;
      case Conversion.AtRate(long version) -> version;
    };
  }

  static @Nullable Long idOrNull(@Nullable ResellerId reseller) {
    return reseller == null ? null : reseller.value();
  }

  private static @Nullable ResellerId resellerOrNull(ResultSet row, int column)
      throws SQLException {
    Long id = Sql.longOrNull(row, column);
    return id == null ? null : new ResellerId(id);
  }
}
