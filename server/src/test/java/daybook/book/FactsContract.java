package daybook.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybook.model.AccountId;
import daybook.model.BatchId;
import daybook.model.DaySpan;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every engine behind {@link Facts} must do; each engine's test extends it. */
public abstract class FactsContract {
  private static final Instant NOON = Instant.parse("2024-06-02T12:00:00.123456Z");
  private static final LocalDate FIRST = LocalDate.of(2024, 6, 1);
  private static final LocalDate SECOND = LocalDate.of(2024, 6, 2);
  private static final LocalDate THIRD = LocalDate.of(2024, 6, 3);
  private static final SubscriptionId SUBSCRIPTION = new SubscriptionId(7);

  protected abstract Facts facts();

  @Test
  void a_booking_is_seen_whole_after_its_commit_and_not_at_all_before() {
    Facts facts = facts();
    try (Booking booking = facts.begin()) {
      RatingId rating = booking.rating(rating());
      BatchId batch = batch(booking, SECOND);
      booking.addRows(List.of(row(batch, SECOND, 5, 1, 1, 10, 20, rating)));
      booking.addEntries(List.of(entry(batch, SECOND, "1.5")));
      assertThat(facts.cut(null)).isEqualTo(new Cut(0));
      assertThat(facts.usageDays(facts.cut(null))).isEmpty();
      booking.commit();
    }
    assertThat(facts.cut(null)).isEqualTo(new Cut(1));
    assertThat(facts.usageDays(facts.cut(null))).isEqualTo(Map.of(FIRST, 1L));
    DaySlice slice = facts.slice(FIRST, 1);
    assertThat(slice.size()).isEqualTo(1);
    assertThat(slice.bytesUp(0)).isEqualTo(10);
    assertThat(slice.bytesDown(0)).isEqualTo(20);
    assertThat(slice.subscription(0)).isEqualTo(7);
  }

  @Test
  void a_booking_that_is_closed_without_a_commit_leaves_nothing() {
    Facts facts = facts();
    try (Booking booking = facts.begin()) {
      RatingId rating = booking.rating(rating());
      BatchId batch = batch(booking, SECOND);
      DeliveryId delivery = open(booking, "a");
      // Many rows: an engine that writes some of them early must take them back too.
      List<CellRow> rows = new ArrayList<>();
      List<StoredRecord> records = new ArrayList<>();
      for (int i = 1; i <= 300_000; i++) {
        rows.add(row(batch, SECOND, 5, i, 1, 1, 1, rating));
        records.add(record(delivery, batch, "r" + i, 0, i));
      }
      booking.addRows(rows);
      booking.addRecords(records);
      booking.addEntries(List.of(entry(batch, SECOND, "1.5")));
      booking.keep(List.of(kept(delivery, 3, KeptLine.Kind.PARKED)));
      booking.touch(batch, List.of(new AccountId(3)));
      booking.close(delivery, new Delivery.Counts(1, 0, 0, 0, 0, 1), 0);
    }
    assertThat(facts.cut(null)).isEqualTo(new Cut(0));
    assertThat(facts.slice(FIRST, Long.MAX_VALUE).size()).isZero();
    assertThat(facts.deliveries()).isEmpty();
    assertThat(facts.keptLines(KeptLine.Kind.PARKED)).isEmpty();
    assertThat(facts.ratings()).isEmpty();
    assertThat(facts.batches()).isEmpty();
    assertThat(facts.lastBatches(facts.cut(null))).isEmpty();
    assertThat(entriesOf(facts, facts.cut(null))).isEmpty();
    assertThat(facts.recount().storedRecords()).isZero();
    try (Booking booking = facts.begin()) {
      assertThat(booking.nextSid()).isEqualTo(1);
      assertThat(batch(booking, SECOND)).isEqualTo(new BatchId(1));
    }
  }

  @Test
  void the_same_identity_and_version_cannot_be_stored_twice() {
    Facts facts = facts();
    try (Booking booking = facts.begin()) {
      BatchId batch = batch(booking, SECOND);
      booking.addRecords(List.of(record(new DeliveryId(1), batch, "r1", 0, 1)));
      booking.commit();
    }
    assertThatThrownBy(
            () -> {
              try (Booking booking = facts.begin()) {
                BatchId batch = batch(booking, SECOND);
                booking.addRecords(List.of(record(new DeliveryId(1), batch, "r1", 0, 2)));
                booking.commit();
              }
            })
        .isInstanceOf(StoreFailure.class);
    assertThat(facts.recount().storedRecords()).isEqualTo(1);
    assertThat(facts.cut(null)).isEqualTo(new Cut(1));
  }

  @Test
  void the_same_identity_and_version_cannot_be_stored_twice_within_a_booking() {
    Facts facts = facts();
    assertThatThrownBy(() -> addRecords(facts, List.of("r1 0", "r2 0", "r1 0")))
        .isInstanceOf(StoreFailure.class);
    assertThatThrownBy(() -> addRecords(facts, List.of("r1 0", "r1 1"), List.of("r2 0", "r1 1")))
        .isInstanceOf(StoreFailure.class);
    assertThat(facts.recount().storedRecords()).isZero();
    addRecords(facts, List.of("r1 0", "r1 1"), List.of("r2 0", "r1 2"));
    addRecords(facts, List.of("r1 3", "r3 0"));
    assertThatThrownBy(() -> addRecords(facts, List.of("r4 0"), List.of("r1 3")))
        .isInstanceOf(StoreFailure.class);
    assertThat(facts.recount().storedRecords()).isEqualTo(3);
    assertThat(facts.recount().duplicateIdentities()).isZero();
  }

  /** Of a store of so many, the few that are added are looked up. */
  @Test
  void the_same_identity_and_version_cannot_be_stored_twice_where_not_all_are_known() {
    Facts facts = facts();
    store(facts, 1_000_000, "r1");
    assertThatThrownBy(() -> addRecords(facts, List.of("r2 0", "r1 0")))
        .isInstanceOf(StoreFailure.class);
    addRecords(facts, List.of("r2 0", "r1 1"));
    assertThatThrownBy(() -> addRecords(facts, List.of("r1 2"), List.of("r2 0")))
        .isInstanceOf(StoreFailure.class);
    assertThat(facts.recount().storedRecords()).isEqualTo(2);
  }

  /**
   * @param calls the records that each call adds, an identity and a version each
   */
  @SafeVarargs
  private static void addRecords(Facts facts, List<String>... calls) {
    try (Booking booking = facts.begin()) {
      BatchId batch = batch(booking, SECOND);
      long line = 0;
      for (List<String> call : calls) {
        List<StoredRecord> records = new ArrayList<>();
        for (String name : call) {
          List<String> words = List.of(name.split(" "));
          line++;
          records.add(
              record(
                  new DeliveryId(1),
                  batch,
                  words.getFirst(),
                  Integer.parseInt(words.get(1)),
                  line));
        }
        booking.addRecords(records);
      }
      booking.commit();
    }
  }

  /** A store that has few is read whole before the first is looked up; of a large one only them. */
  @Test
  void an_identity_is_found_whether_or_not_all_others_were_read_before() {
    Facts facts = facts();
    store(facts, 1_000_000, "r1");
    try (Booking booking = facts.begin()) {
      for (int asked = 1; asked < 20_000; asked *= 12) {
        List<List<String>> identities = new ArrayList<>(List.of(List.of("r1"), List.of("r2")));
        for (int i = 0; i < asked; i++) {
          identities.add(List.of("other" + i));
        }
        assertThat(booking.stored("edge", identities)).containsOnlyKeys(List.of(List.of("r1")));
        assertThat(booking.stored("north", identities)).isEmpty();
      }
      booking.addRecords(List.of(record(new DeliveryId(1), batch(booking, SECOND), "r2", 0, 2)));
      assertThat(booking.stored("edge", List.of(List.of("r2")))).hasSize(1);
    }
    store(facts, 0, "r3");
    try (Booking booking = facts.begin()) {
      assertThat(booking.stored("edge", List.of(List.of("r2"), List.of("r3"))))
          .containsOnlyKeys(List.of(List.of("r3")));
    }
  }

  private static void store(Facts facts, long counted, String identity) {
    try (Booking booking = facts.begin()) {
      DeliveryId id = open(booking, "of " + identity);
      BatchId batch = batch(booking, SECOND);
      booking.addRecords(List.of(record(id, batch, identity, 0, 1)));
      booking.close(id, new Delivery.Counts(counted, counted, 0, 0, 0, 0), 0);
      booking.commit();
    }
  }

  @Test
  void stored_records_are_found_by_identity_within_and_after_their_booking() {
    Facts facts = facts();
    StoredRecord first;
    StoredRecord second;
    try (Booking booking = facts.begin()) {
      BatchId batch = batch(booking, SECOND);
      first = record(new DeliveryId(1), batch, "r1", 0, 1);
      second = record(new DeliveryId(1), batch, "r1", 1, 1);
      booking.addRecords(List.of(first));
      assertThat(booking.stored("edge", List.of(List.of("r1"), List.of("r2"))))
          .isEqualTo(Map.of(List.of("r1"), first));
      booking.addRecords(List.of(second));
      booking.commit();
    }
    try (Booking booking = facts.begin()) {
      assertThat(booking.stored("edge", List.of(List.of("r1"))))
          .isEqualTo(Map.of(List.of("r1"), second));
      assertThat(booking.stored("other", List.of(List.of("r1")))).isEmpty();
    }
    assertThat(facts.recordsOf(first.key(), facts.cut(null))).containsExactly(first, second);
    assertThat(facts.recordsOf(first.key(), new Cut(0))).isEmpty();
  }

  @Test
  void a_record_is_found_by_its_line_until_another_takes_its_place() {
    Facts facts = facts();
    try (Booking booking = facts.begin()) {
      BatchId batch = batch(booking, SECOND);
      StoredRecord first = record(new DeliveryId(1), batch, "r1", 0, 1);
      booking.addRecords(List.of(first));
      assertThat(booking.storedFrom(new DeliveryId(1), 2)).isEqualTo(first);
      assertThat(booking.storedFrom(new DeliveryId(1), 3)).isNull();
      assertThat(booking.storedFrom(new DeliveryId(2), 2)).isNull();
      booking.addRecords(List.of(record(new DeliveryId(2), batch, "r1", 1, 1)));
      assertThat(booking.storedFrom(new DeliveryId(1), 2)).isNull();
    }
  }

  @Test
  void keys_of_several_values_never_read_the_same() {
    Facts facts = facts();
    List<List<String>> keys =
        List.of(
            List.of("a", "b"),
            List.of("ab"),
            List.of("a\u001Fb"),
            List.of("a\\", "b"),
            List.of("a", "\\b"),
            List.of("a\\\u001Fb"));
    try (Booking booking = facts.begin()) {
      BatchId batch = batch(booking, SECOND);
      List<StoredRecord> records = new ArrayList<>();
      for (int i = 0; i < keys.size(); i++) {
        records.add(record(new DeliveryId(1), batch, keys.get(i), 0, i + 1));
      }
      booking.addRecords(records);
      Map<List<String>, StoredRecord> stored = booking.stored("edge", keys);
      assertThat(stored).hasSize(keys.size());
      keys.forEach(key -> assertThat(stored.get(key)).isEqualTo(records.get(keys.indexOf(key))));
    }
  }

  @Test
  void sessions_are_kept_as_they_stand_now() {
    Facts facts = facts();
    StoredSession session =
        new StoredSession("edge", List.of("imsi", "42"), 9, FIRST, NOON, 10, 20);
    try (Booking booking = facts.begin()) {
      booking.putSessions(List.of(session));
      booking.putSessions(List.of(session.plus(NOON.plusSeconds(5), 1, 2)));
      booking.commit();
    }
    try (Booking booking = facts.begin()) {
      assertThat(booking.sessions("edge", List.of(List.of("imsi", "42"), List.of("imsi", "43"))))
          .isEqualTo(
              Map.of(
                  List.of("imsi", "42"),
                  new StoredSession(
                      "edge", List.of("imsi", "42"), 9, FIRST, NOON.plusSeconds(5), 11, 22)));
    }
  }

  @Test
  void a_slice_adds_volumes_up_and_takes_owner_and_rating_from_the_latest_batch() {
    Facts facts = facts();
    try (Booking booking = facts.begin()) {
      RatingId rating = booking.rating(rating());
      BatchId one = batch(booking, SECOND);
      BatchId two = batch(booking, THIRD);
      booking.addRows(
          List.of(
              row(two, THIRD, 5, 1, 1, 1, 2, rating),
              row(one, SECOND, 5, 1, 1, 10, 20, rating),
              row(one, SECOND, 4, 9, 1, 0, 0, rating),
              row(one, SECOND, 6, 3, 2, 5, 5, rating),
              row(two, THIRD, 6, 3, -2, -5, -5, rating),
              new CellRow(
                  two.value(),
                  THIRD,
                  new SessionDayKey(FIRST, new SimId(4), 9),
                  0,
                  0,
                  0,
                  null,
                  null)));
      booking.commit();
    }
    DaySlice before = facts.slice(FIRST, 1);
    assertThat(before.size()).isEqualTo(3);
    DaySlice now = facts.slice(FIRST, 2);
    assertThat(now.size()).as("a withdrawn session day leaves no row").isEqualTo(2);
    assertThat(now.sim(0)).isEqualTo(4);
    assertThat(now.bytesUp(0)).as("a session day of 0 bytes is a row").isZero();
    assertThat(now.subscription(0)).as("no owner any more").isZero();
    assertThat(now.rating(0)).isZero();
    assertThat(now.records(1)).isEqualTo(2);
    assertThat(now.bytesUp(1)).isEqualTo(11);
    assertThat(now.bytesDown(1)).isEqualTo(22);
    assertThat(now.firstRowOf(5, 0)).isEqualTo(1);
    assertThat(now.firstRowOf(1, 0)).isZero();
    assertThat(now.firstRowOf(99, 0)).isEqualTo(2);
  }

  @Test
  void rows_of_sims_come_in_order_those_of_the_booking_among_them() {
    Facts facts = facts();
    CellRow early;
    try (Booking booking = facts.begin()) {
      RatingId rating = booking.rating(rating());
      early = row(batch(booking, SECOND), SECOND, 5, 2, 1, 10, 20, rating);
      CellRow other = row(new BatchId(early.batch()), SECOND, 4, 1, 1, 1, 1, rating);
      booking.addRows(List.of(early, other));
      // The days with rows are noted when the booking is committed.
      booking.commit();
    }
    try (Booking booking = facts.begin()) {
      CellRow late = row(batch(booking, THIRD), THIRD, 5, 2, 1, 1, 2, new RatingId(1));
      CellRow first = row(new BatchId(late.batch()), THIRD, 5, 1, 1, 1, 2, new RatingId(1));
      booking.addRows(List.of(late, first));
      assertThat(booking.rowsOfSims(List.of(new SimId(5), new SimId(6))))
          .containsExactly(first, early, late);
      assertThat(booking.rowsOfSims(List.of(new SimId(6)))).isEmpty();
    }
  }

  @Test
  void a_cut_as_of_a_day_ends_with_the_last_batch_booked_by_then() {
    Facts facts = facts();
    try (Booking booking = facts.begin()) {
      batch(booking, FIRST);
      batch(booking, SECOND);
      batch(booking, SECOND);
      batch(booking, THIRD);
      booking.commit();
    }
    assertThat(facts.cut(FIRST.minusDays(1))).isEqualTo(new Cut(0));
    assertThat(facts.cut(FIRST)).isEqualTo(new Cut(1));
    assertThat(facts.cut(SECOND)).isEqualTo(new Cut(3));
    assertThat(facts.cut(null)).isEqualTo(new Cut(4));
  }

  @Test
  void entries_are_found_by_either_side_booked_day_and_cut() {
    Facts facts = facts();
    Entry early;
    Entry late;
    try (Booking booking = facts.begin()) {
      early = entry(batch(booking, SECOND), SECOND, "123456789012345678.123456789");
      late = entry(batch(booking, THIRD), THIRD, "-0.000000001");
      booking.addEntries(List.of(early, late));
      booking.commit();
    }
    DaySpan booked = new DaySpan(FIRST, THIRD);
    DaySpan onThird = new DaySpan(THIRD, THIRD);
    assertThat(facts.entries(bought(2, booked), new Cut(2))).containsExactlyInAnyOrder(early, late);
    assertThat(facts.entries(bought(2, booked), new Cut(1))).containsExactly(early);
    assertThat(facts.entries(bought(2, onThird), new Cut(2))).containsExactly(late);
    assertThat(facts.entries(sold(2, booked), new Cut(2))).isEmpty();
    assertThat(facts.entries(sold(1, booked), new Cut(2))).hasSize(2);
    assertThat(entriesOf(facts, new Cut(1))).containsExactly(early);
  }

  @Test
  void entries_are_selected_by_subscription_and_days() {
    Facts facts = facts();
    Entry early;
    Entry late;
    try (Booking booking = facts.begin()) {
      early = entry(batch(booking, SECOND), SECOND, "1.5");
      late = entry(batch(booking, THIRD), THIRD, "-1.5");
      booking.addEntries(List.of(early, late));
      booking.commit();
    }
    DaySpan onFirst = new DaySpan(FIRST, FIRST);
    DaySpan onThird = new DaySpan(THIRD, null);
    Cut all = facts.cut(null);
    assertThat(facts.entries(selection(2, 7, onFirst, DaySpan.ALWAYS), all))
        .containsExactlyInAnyOrder(early, late);
    assertThat(facts.entries(selection(2, 7, onFirst, DaySpan.ALWAYS), new Cut(1)))
        .containsExactly(early);
    assertThat(facts.entries(selection(2, 7, DaySpan.ALWAYS, onThird), all)).containsExactly(late);
    assertThat(facts.entries(selection(2, 7, onThird, DaySpan.ALWAYS), all)).isEmpty();
    assertThat(facts.entries(selection(2, 8, onFirst, DaySpan.ALWAYS), all)).isEmpty();
    assertThat(facts.entries(selection(1, 7, onFirst, DaySpan.ALWAYS), all)).isEmpty();
  }

  private static EntrySelection bought(long buyer, DaySpan bookedDays) {
    return selection(buyer, 7, DaySpan.ALWAYS, bookedDays);
  }

  private static EntrySelection sold(long seller, DaySpan bookedDays) {
    return selection(Facts.Side.SELLER, seller, 7, DaySpan.ALWAYS, bookedDays);
  }

  private static EntrySelection selection(
      long buyer, long subscription, DaySpan usageDays, DaySpan bookedDays) {
    return selection(Facts.Side.BUYER, buyer, subscription, usageDays, bookedDays);
  }

  private static EntrySelection selection(
      Facts.Side side, long reseller, long subscription, DaySpan usageDays, DaySpan bookedDays) {
    return new EntrySelection(
        side, new ResellerId(reseller), new SubscriptionId(subscription), usageDays, bookedDays);
  }

  @Test
  void rows_of_a_subscription_and_of_a_session_come_with_their_whole_history() {
    Facts facts = facts();
    try (Booking booking = facts.begin()) {
      RatingId rating = booking.rating(rating());
      BatchId one = batch(booking, SECOND);
      BatchId two = batch(booking, THIRD);
      CellRow mine = row(one, SECOND, 5, 1, 1, 10, 20, rating);
      CellRow moved = owned(row(two, THIRD, 5, 1, 0, 0, 0, rating), 8);
      CellRow another = owned(row(two, THIRD, 6, 1, 1, 1, 1, rating), 8);
      CellRow next = row(two, THIRD, 5, 2, 1, 1, 1, rating);
      booking.addRows(List.of(moved, another, next));
      booking.addRows(List.of(mine));
      booking.commit();
      Cut all = facts.cut(null);
      assertThat(facts.rowsOfSubscription(SUBSCRIPTION, FIRST, all))
          .containsExactly(mine, moved, next);
      assertThat(facts.rowsOfSubscription(SUBSCRIPTION, FIRST, new Cut(1))).containsExactly(mine);
      assertThat(facts.rowsOfSubscription(new SubscriptionId(8), FIRST, all))
          .containsExactly(mine, moved, another);
      assertThat(facts.rowsOfSubscription(new SubscriptionId(8), FIRST, new Cut(1))).isEmpty();
      assertThat(facts.rowsOfSubscription(SUBSCRIPTION, SECOND, all)).isEmpty();
      assertThat(facts.rowsOfSession(1, FIRST, all)).containsExactly(mine, moved, another);
      assertThat(facts.rowsOfSession(1, FIRST, new Cut(1))).containsExactly(mine);
      assertThat(facts.rowsOfSession(1, SECOND, all)).isEmpty();
    }
  }

  private static CellRow owned(CellRow row, long subscription) {
    return new CellRow(
        row.batch(),
        row.bookedDay(),
        row.key(),
        row.records(),
        row.bytesUp(),
        row.bytesDown(),
        new SubscriptionId(subscription),
        row.rating());
  }

  @Test
  void batches_are_found_with_those_made_at_once_for_the_same_reason() {
    Facts facts = facts();
    try (Booking booking = facts.begin()) {
      batch(booking, FIRST);
      batch(booking, SECOND);
      booking.batch(SECOND, NOON, Batch.Cause.DELIVERY, new DeliveryId(2));
      booking.batch(SECOND, NOON, Batch.Cause.PRICE_ARRIVED, null);
      booking.batch(THIRD, NOON, Batch.Cause.PRICE_ARRIVED, null);
      booking.batch(THIRD, NOON.plusSeconds(1), Batch.Cause.PRICE_ARRIVED, null);
      booking.commit();
    }
    assertThat(numbersWith(facts, 2)).containsExactly(1L, 2L);
    assertThat(numbersWith(facts, 3)).containsExactly(3L);
    assertThat(numbersWith(facts, 5, 6)).containsExactly(4L, 5L, 6L);
    assertThat(numbersWith(facts)).isEmpty();
  }

  private static List<Long> numbersWith(Facts facts, long... batches) {
    return facts.batchesWith(LongStream.of(batches).mapToObj(BatchId::new).toList()).stream()
        .map(batch -> batch.id().value())
        .toList();
  }

  @Test
  void sums_of_a_side_come_by_subscription_period_and_booked_day_after_a_batch_through_a_cut() {
    Facts facts = facts();
    SubscriptionId early = new SubscriptionId(3);
    LocalDate nextYear = FIRST.plusYears(1);
    try (Booking booking = facts.begin()) {
      BatchId one = batch(booking, THIRD);
      BatchId two = batch(booking, SECOND);
      BatchId three = batch(booking, THIRD);
      booking.addEntries(
          List.of(
              entry(one, THIRD, SUBSCRIPTION, FIRST, "1"),
              entry(two, SECOND, SUBSCRIPTION, nextYear, "-0.000000002"),
              entry(two, SECOND, SUBSCRIPTION, FIRST.plusDays(1), "3"),
              entry(three, THIRD, early, nextYear, "123456789012345678.123456789")));
      booking.commit();
    }
    DaySpan always = DaySpan.ALWAYS;
    String last = early + " " + YearMonth.from(nextYear) + " 123456789012345678.123456789";
    String second = SUBSCRIPTION + " " + YearMonth.from(FIRST) + " 3.0";
    String negative = SUBSCRIPTION + " " + YearMonth.from(nextYear) + " -0.000000002";
    String first = SUBSCRIPTION + " " + YearMonth.from(FIRST) + " 1.0";
    assertThat(charges(facts, always, 0, 3)).containsExactly(last, second, first, negative);
    assertThat(charges(facts, always, 1, 3)).containsExactly(last, second, negative);
    assertThat(charges(facts, always, 1, 2)).containsExactly(second, negative);
    assertThat(charges(facts, always, 3, 3)).isEmpty();
    assertThat(charges(facts, new DaySpan(THIRD, null), 0, 3)).containsExactly(last, first);
    assertThat(charges(facts, new DaySpan(null, SECOND), 0, 3)).containsExactly(second, negative);
    List<BookedSum> revenues = new ArrayList<>();
    facts.sums(Facts.Side.SELLER, new ResellerId(1), always, 2, new Cut(3), revenues::add);
    assertThat(revenues)
        .containsExactly(new BookedSum(3, THIRD, early, YearMonth.from(nextYear), null));
  }

  private static List<String> charges(Facts facts, DaySpan days, long after, long through) {
    List<String> charges = new ArrayList<>();
    facts.sums(
        Facts.Side.BUYER,
        new ResellerId(2),
        days,
        after,
        new Cut(through),
        booked -> charges.add(booked.subscription() + " " + booked.period() + " " + booked.sum()));
    return charges;
  }

  @Test
  void a_rating_comes_back_as_it_was_and_has_one_number() {
    Facts facts = facts();
    RatingId number;
    try (Booking booking = facts.begin()) {
      number = booking.rating(rating());
      assertThat(booking.rating(rating())).isEqualTo(number);
      booking.commit();
    }
    try (Booking booking = facts.begin()) {
      assertThat(booking.rating(rating())).isEqualTo(number);
    }
    assertThat(facts.ratings()).isEqualTo(Map.of(number, rating()));
  }

  @Test
  void rows_of_a_rating_come_with_the_whole_history_of_their_session_days() {
    Facts facts = facts();
    try (Booking booking = facts.begin()) {
      RatingId rating = booking.rating(rating());
      RatingId other =
          booking.rating(new Rating("edge", "TD", new ResellerId(2), rating().tiers()));
      BatchId one = batch(booking, SECOND);
      BatchId two = batch(booking, THIRD);
      booking.addRows(
          List.of(
              row(one, SECOND, 5, 1, 1, 10, 20, rating),
              row(two, THIRD, 5, 1, 0, 0, 0, other),
              row(two, THIRD, 6, 2, 1, 1, 1, other)));
      booking.commit();
      assertThat(facts.rowsRated(List.of(rating), new Cut(2))).hasSize(2);
      assertThat(facts.rowsRated(List.of(rating), new Cut(1))).hasSize(1);
      assertThat(facts.rowsRated(List.of(), new Cut(2))).isEmpty();
    }
  }

  @Test
  void a_delivery_is_known_by_its_bytes_and_counts_what_was_unparked() {
    Facts facts = facts();
    KeptLine parked;
    DeliveryId id;
    try (Booking booking = facts.begin()) {
      assertThat(booking.delivery("edge", "a")).isNull();
      id = open(booking, "a");
      parked = kept(id, 3, KeptLine.Kind.PARKED);
      booking.keep(List.of(parked, kept(id, 4, KeptLine.Kind.REJECTED)));
      Delivery closed = booking.close(id, new Delivery.Counts(5, 2, 1, 0, 1, 1), 7);
      assertThat(closed.sequence()).isEqualTo(1);
      booking.commit();
    }
    assertThat(facts.keptLines(KeptLine.Kind.PARKED)).containsExactly(parked);
    try (Booking booking = facts.begin()) {
      assertThat(booking.delivery("edge", "a")).isNotNull();
      assertThat(booking.delivery("other", "a")).isNull();
      assertThat(booking.unended("edge")).containsExactly(new UnendedDelivery(id, 100, "a", 7));
      assertThat(booking.unended("other")).isEmpty();
      assertThat(booking.parkedFrom(id, 3)).isEqualTo(parked);
      assertThat(booking.parkedFrom(id, 4)).isNull();
      assertThat(booking.parked(List.of("nobody"))).isEmpty();
      assertThat(booking.parked(List.of("imsi"))).containsExactly(parked);
      booking.redecide(id, 3, Outcome.Kind.PARKED, Outcome.Kind.STORED, null);
      assertThat(booking.parked(List.of("imsi"))).isEmpty();
      booking.commit();
    }
    assertThat(facts.keptLines(KeptLine.Kind.PARKED)).isEmpty();
    assertThat(facts.keptLines(KeptLine.Kind.REJECTED)).hasSize(1);
    assertThat(facts.names(List.of(id))).isEqualTo(Map.of(id, "file.csv"));
    assertThat(facts.names(List.of())).isEmpty();
    assertThat(facts.deliveries())
        .singleElement()
        .satisfies(delivery ->
            assertThat(delivery.counts()).isEqualTo(new Delivery.Counts(5, 3, 1, 0, 1, 0)));
  }

  @Test
  void the_version_of_deliveries_is_raised_by_each_that_comes_or_is_withdrawn() {
    Facts facts = facts();
    long empty = facts.deliveriesVersion();
    DeliveryId id;
    try (Booking booking = facts.begin()) {
      id = open(booking, "a");
      booking.close(id, new Delivery.Counts(0, 0, 0, 0, 0, 0), 0);
      assertThat(facts.deliveriesVersion()).as("before the commit").isEqualTo(empty);
      booking.commit();
    }
    long came = facts.deliveriesVersion();
    assertThat(came).isGreaterThan(empty);
    try (Booking booking = facts.begin()) {
      booking.withdraw(id, new Withdrawal(NOON, SECOND, "wrong", null));
      booking.commit();
    }
    assertThat(facts.deliveriesVersion()).isGreaterThan(came);
  }

  @Test
  void a_kept_line_keeps_every_character_of_its_text() {
    Facts facts = facts();
    KeptLine broken;
    try (Booking booking = facts.begin()) {
      DeliveryId id = open(booking, "a");
      String raw = "a\0b\uFFFFc\0\0\uFFFF0\u001F\\,ж,\uD83D\uDE00\uFFFF";
      broken =
          new KeptLine(
              id, "edge", "file.csv", SECOND, 1, KeptLine.Kind.REJECTED, "because", raw, null);
      booking.keep(List.of(broken));
      booking.close(id, new Delivery.Counts(1, 0, 0, 0, 1, 0), 0);
      booking.commit();
    }
    assertThat(facts.keptLines(KeptLine.Kind.REJECTED)).containsExactly(broken);
  }

  @Test
  void a_setting_that_a_booking_settles_is_in_force_with_its_commit() {
    Facts facts = facts();
    try (Booking booking = facts.begin()) {
      assertThat(booking.settle("zone", "UTC")).isEqualTo("UTC");
    }
    try (Booking booking = facts.begin()) {
      assertThat(booking.settle("zone", "Asia/Almaty")).isEqualTo("Asia/Almaty");
      assertThat(booking.settle("zone", "UTC")).isEqualTo("Asia/Almaty");
      booking.commit();
    }
    try (Booking booking = facts.begin()) {
      assertThat(booking.settle("zone", "UTC")).isEqualTo("Asia/Almaty");
    }
  }

  @Test
  void accounts_know_the_last_batch_that_touched_them() {
    Facts facts = facts();
    try (Booking booking = facts.begin()) {
      BatchId one = batch(booking, FIRST);
      BatchId two = batch(booking, SECOND);
      booking.touch(one, List.of(new AccountId(1), new AccountId(2)));
      booking.touch(two, List.of(new AccountId(2)));
      booking.commit();
    }
    assertThat(facts.lastBatches(new Cut(2)))
        .isEqualTo(Map.of(new AccountId(1), 1L, new AccountId(2), 2L));
    assertThat(facts.lastBatches(new Cut(1)))
        .isEqualTo(Map.of(new AccountId(1), 1L, new AccountId(2), 1L));
  }

  @Test
  void a_recount_finds_a_session_day_that_differs_from_its_records() {
    Facts facts = facts();
    try (Booking booking = facts.begin()) {
      RatingId rating = booking.rating(rating());
      BatchId batch = batch(booking, SECOND);
      booking.addRecords(
          List.of(
              record(new DeliveryId(1), batch, "r1", 0, 1),
              record(new DeliveryId(1), batch, "r2", 0, 2)));
      booking.addRows(
          List.of(
              row(batch, SECOND, 5, 1, 1, 10, 20, rating),
              row(batch, SECOND, 5, 2, 1, 10, 21, rating)));
      booking.commit();
    }
    Facts.Recount recount = facts.recount();
    assertThat(recount.storedRecords()).isEqualTo(2);
    assertThat(recount.cellRecords()).isEqualTo(2);
    assertThat(recount.daysThatDiffer()).containsExactly(new SessionDayKey(FIRST, new SimId(5), 2));
  }

  @Test
  void the_books_remember_which_registry_they_are_in_line_with() {
    Facts facts = facts();
    assertThat(facts.settledAt()).isEqualTo(Instant.EPOCH);
    assertThat(facts.settledVersion()).isZero();
    try (Booking booking = facts.begin()) {
      booking.settled(NOON, 7);
      booking.commit();
    }
    assertThat(facts.settledAt()).isEqualTo(NOON);
    assertThat(facts.settledVersion()).isEqualTo(7);
  }

  @Test
  void what_the_batches_between_two_cuts_added_is_read_alone() {
    Facts facts = facts();
    List<CellRow> rows = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    for (LocalDate day : List.of(SECOND, THIRD, THIRD.plusMonths(2), THIRD.plusMonths(2))) {
      try (Booking booking = facts.begin()) {
        RatingId rating = booking.rating(rating());
        BatchId batch = batch(booking, day);
        CellRow later = row(batch, day, 5, 2, 1, 10, 20, rating);
        CellRow earlier = row(batch, day, 5, 1, 0, 0, 0, rating);
        booking.addRows(List.of(later, earlier));
        Entry entry = entry(batch, day, "1." + batch);
        booking.addEntries(List.of(entry));
        booking.commit();
        rows.addAll(List.of(earlier, later));
        entries.add(entry);
      }
    }
    Cut first = new Cut(1);
    Cut third = new Cut(3);
    assertThat(facts.batchesBetween(first, third))
        .containsExactlyElementsOf(facts.batches().subList(1, 3));
    assertThat(facts.batchesBetween(third, third)).isEmpty();
    assertThat(rowsBetween(facts, FIRST, first, third))
        .containsExactly(rows.get(2), rows.get(4), rows.get(3), rows.get(5));
    assertThat(rowsBetween(facts, FIRST, third, third)).isEmpty();
    assertThat(rowsBetween(facts, SECOND, first, third)).isEmpty();
    assertThat(entriesBetween(facts, first, third, 2))
        .containsExactlyInAnyOrderElementsOf(entries.subList(1, 3));
    assertThat(entriesBetween(facts, new Cut(0), new Cut(4), 1, 2, 3))
        .containsExactlyInAnyOrderElementsOf(entries);
    assertThat(entriesBetween(facts, new Cut(0), new Cut(4), 1)).isEmpty();
    assertThat(entriesBetween(facts, new Cut(0), new Cut(4))).isEmpty();
    assertThat(entriesBetween(facts, third, third, 2)).isEmpty();
  }

  private static List<CellRow> rowsBetween(Facts facts, LocalDate day, Cut after, Cut through) {
    List<CellRow> rows = new ArrayList<>();
    facts.rowsBetween(day, after, through, rows::add);
    return rows;
  }

  private static List<Entry> entriesBetween(Facts facts, Cut after, Cut through, long... buyers) {
    List<Entry> entries = new ArrayList<>();
    facts.entriesBetween(
        after, through, LongStream.of(buyers).mapToObj(ResellerId::new).toList(), entries::add);
    return entries;
  }

  @Test
  void entries_of_subscriptions_are_found_by_their_buyers_and_usage_days() {
    Facts facts = facts();
    Entry entry;
    try (Booking booking = facts.begin()) {
      BatchId batch = batch(booking, SECOND);
      entry = entry(batch, SECOND, "1.5");
      booking.addEntries(List.of(entry));
      booking.commit();
    }
    Cut now = facts.cut(null);
    assertThat(entriesOf(facts, 2, 7, FIRST, FIRST, now)).containsExactly(entry);
    assertThat(entriesOf(facts, 1, 7, FIRST, FIRST, now)).isEmpty();
    assertThat(entriesOf(facts, 2, 8, FIRST, FIRST, now)).isEmpty();
    assertThat(entriesOf(facts, 2, 7, SECOND, THIRD, now)).isEmpty();
    assertThat(entriesOf(facts, 2, 7, FIRST, THIRD, new Cut(0))).isEmpty();
  }

  private static List<Entry> entriesOf(
      Facts facts, long buyer, long subscription, LocalDate from, LocalDate to, Cut cut) {
    List<Entry> entries = new ArrayList<>();
    facts.entriesOf(
        List.of(new ResellerId(buyer)),
        List.of(new SubscriptionId(subscription)),
        from,
        to,
        cut,
        entries::add);
    return entries;
  }

  @Test
  void a_line_that_repeats_counts_while_its_delivery_and_the_record_do() {
    Facts facts = facts();
    DeliveryId second;
    try (Booking booking = facts.begin()) {
      DeliveryId first = open(booking, "a");
      booking.addRecords(
          List.of(
              record(first, batch(booking, SECOND), "r1", 0, 1),
              record(first, batch(booking, SECOND), "r2", 0, 2)));
      booking.addDuplicates(
          List.of(
              new DuplicateLine(first, 7, "edge", List.of("r1"), 0),
              new DuplicateLine(first, 8, "edge", List.of("r1"), 0)));
      booking.close(first, new Delivery.Counts(4, 2, 2, 0, 0, 0), 0);
      second = open(booking, "b");
      booking.addDuplicates(List.of(new DuplicateLine(second, 2, "edge", List.of("r2"), 0)));
      booking.close(second, new Delivery.Counts(1, 0, 1, 0, 0, 0), 0);
      booking.commit();
    }
    assertThat(repeated(facts, FIRST, FIRST)).containsExactly("r1", "r1", "r2");
    assertThat(repeated(facts, SECOND, THIRD)).isEmpty();
    try (Booking booking = facts.begin()) {
      booking.withdraw(second, new Withdrawal(NOON, SECOND, "by mistake", null));
      booking.commit();
    }
    assertThat(repeated(facts, FIRST, FIRST)).containsExactly("r1", "r1");
  }

  private static List<String> repeated(Facts facts, LocalDate from, LocalDate to) {
    List<String> identities = new ArrayList<>();
    facts.repeated(from, to, record -> identities.addAll(record.content().identity()));
    identities.sort(null);
    return identities;
  }

  private static BatchId batch(Booking booking, LocalDate bookedDay) {
    return booking.batch(bookedDay, NOON, Batch.Cause.DELIVERY, new DeliveryId(1));
  }

  private static DeliveryId open(Booking booking, String sha256) {
    return booking.open("edge", "file.csv", sha256, 100, NOON, SECOND);
  }

  private static CellRow row(
      BatchId batch,
      LocalDate bookedDay,
      long sim,
      long sid,
      int records,
      long up,
      long down,
      RatingId rating) {
    return new CellRow(
        batch.value(),
        bookedDay,
        new SessionDayKey(FIRST, new SimId(sim), sid),
        records,
        up,
        down,
        SUBSCRIPTION,
        rating);
  }

  private static Entry entry(BatchId batch, LocalDate bookedDay, String charge) {
    return entry(batch, bookedDay, SUBSCRIPTION, FIRST, charge);
  }

  private static Entry entry(
      BatchId batch,
      LocalDate bookedDay,
      SubscriptionId subscription,
      LocalDate usageDay,
      String charge) {
    return new Entry(
        batch.value(),
        bookedDay,
        new Entry.Key(
            Entry.Kind.CHARGE,
            "edge",
            new ResellerId(1),
            new ResellerId(2),
            subscription,
            usageDay,
            11,
            12,
            0,
            13),
        1,
        30,
        Money.exactly(new BigDecimal("0.25")),
        Money.exactly(new BigDecimal(charge)),
        null);
  }

  private static StoredRecord record(
      DeliveryId delivery, BatchId batch, String identity, int version, long sid) {
    return record(delivery, batch, List.of(identity), version, sid);
  }

  private static StoredRecord record(
      DeliveryId delivery, BatchId batch, List<String> identity, int version, long sid) {
    return new StoredRecord(
        "edge",
        version,
        batch.value(),
        delivery,
        new SessionDayKey(FIRST, new SimId(5), sid),
        10,
        20,
        false,
        new UsageRecord(
            2, "", "imsi", identity, List.of(), NOON, NOON.plusSeconds(1), 10 + version, 20));
  }

  private static KeptLine kept(DeliveryId delivery, long line, KeptLine.Kind kind) {
    return new KeptLine(
        delivery,
        "edge",
        "file.csv",
        SECOND,
        line,
        kind,
        "because",
        "a,b",
        kind == KeptLine.Kind.REJECTED
            ? null
            : new UsageRecord(
                line, "a,b", "imsi", List.of("r9"), List.of("s", "t"), NOON, NOON, 1, 2));
  }

  private static List<Entry> entriesOf(Facts facts, Cut cut) {
    List<Entry> entries = new ArrayList<>();
    facts.allEntries(cut, entries::add);
    return entries;
  }

  /** A rating that has every kind of pricing and conversion. */
  private static Rating rating() {
    ResellerId root = new ResellerId(1);
    ResellerId child = new ResellerId(2);
    return new Rating(
        "edge",
        "TC",
        child,
        List.of(
            new Rating.Tier(
                null,
                root,
                new Rating.Priced(
                    1,
                    2,
                    new Conversion.ListAmount(),
                    new Conversion.NotKept(),
                    new Conversion.BuyersCharge())),
            new Rating.Tier(
                root,
                child,
                new Rating.Priced(
                    3,
                    4,
                    new Conversion.AtRate(5),
                    new Conversion.Missing(),
                    new Conversion.AtRate(6))),
            new Rating.Tier(child, null, new Rating.Unrated(Rating.Reason.NO_RATE))));
  }
}
