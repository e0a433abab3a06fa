package daybook.report;

import daybook.book.Batch;
import daybook.book.CellRow;
import daybook.book.Entry;
import daybook.book.EntrySelection;
import daybook.model.Rating;
import daybook.model.Rating.Conversion;
import daybook.model.RatingId;
import daybook.model.ResellerId;
import daybook.model.SubscriptionId;
import daybook.rating.Charge;
import daybook.rating.PriceBook;
import daybook.rating.Tariff;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What batches booked for a session day in one tier, found again from its rows alone: each took
 * back what was charged before, and charged what there was then. It shares the rating with the
 * intake, but none of its bookkeeping. Made for one answer, not for several threads.
 */
final class Replay {
  private final EntrySelection selection;
  private final Map<RatingId, Rating> ratings;
  private final PriceBook prices;
  private final Map<Long, Together> together;
  private final Map<Rating.Tier, Tariff> tariffs = new HashMap<>();

  /** The batches that one booking made for one reason; of each booked day there is one. */
  private static final class Together {
    final Map<LocalDate, Batch> byDay = new HashMap<>();
  }

  /** One charge of a session day; two that are equal cancel each other. */
  private record Charged(
      LocalDate bookedDay,
      SubscriptionId subscription,
      String operator,
      Rating.Tier tier,
      long bytes) {}

  /**
   * @param selection of which tier, subscription and booked days the charges are told
   * @param ratings all that the rows refer to
   * @param batches those of the rows, and those that were made with one of them; in their order
   */
  Replay(
      EntrySelection selection,
      Map<RatingId, Rating> ratings,
      PriceBook prices,
      List<Batch> batches) {
    this.selection = selection;
    this.ratings = ratings;
    this.prices = prices;
    this.together = together(batches);
  }

  private static Map<Long, Together> together(List<Batch> batches) {
    Map<Long, Together> together = new HashMap<>();
    Batch last = null;
    Together current = new Together();
    for (Batch batch : batches) {
      boolean goesOn = last != null && isNextTo(last, batch);
      if (!goesOn || current.byDay.containsKey(batch.bookedDay())) {
        current = new Together();
      }
      current.byDay.put(batch.bookedDay(), batch);
      together.put(batch.id().value(), current);
      last = batch;
    }
    return together;
  }

  private static boolean isNextTo(Batch last, Batch batch) {
    return batch.id().value() == last.id().value() + 1
        && batch.at().equals(last.at())
        && batch.cause() == last.cause()
        && Objects.equals(batch.delivery(), last.delivery());
  }

  /**
   * What a session day adds to the selected entries.
   *
   * @param rows all of one session day, sorted by batch
   */
  List<Entry> of(List<CellRow> rows) {
    List<Entry> parts = new ArrayList<>();
    int end = 0;
    while (end < rows.size()) {
      int start = end;
      Together batches = batchesOf(rows.get(start));
      while (end < rows.size() && batchesOf(rows.get(end)) == batches) {
        end++;
      }
      booked(rows.subList(0, start), rows.subList(0, end), batches)
          .forEach((charged, times) -> {
            if (isSelected(charged)) {
              Batch batch = Objects.requireNonNull(batches.byDay.get(charged.bookedDay()));
              parts.add(part(batch, rows.getFirst().key().usageDay(), charged, times));
            }
          });
    }
    return parts;
  }

  private Together batchesOf(CellRow row) {
    return Objects.requireNonNull(together.get(row.batch()));
  }

  private boolean isSelected(Charged charged) {
    return charged.subscription().equals(selection.subscription())
        && selection.bookedDays().contains(charged.bookedDay());
  }

  /**
   * Before the opening history is booked, each sum on the day of its delivery (docs/numbers.md);
   * from then on everything is booked today. A history that needs a day on which nothing was booked
   * was none.
   */
  private Map<Charged, Integer> booked(
      List<CellRow> before, List<CellRow> after, Together batches) {
    Map<Charged, Integer> history = difference(history(before), history(after));
    if (history.keySet().stream()
        .allMatch(charged -> batches.byDay.containsKey(charged.bookedDay()))) {
      return history;
    }
    LocalDate today = after.getLast().bookedDay();
    return difference(sumOn(today, before), sumOn(today, after));
  }

  /** On each booked day the sum so far is charged, and that of the day before is taken back. */
  private Map<Charged, Integer> history(List<CellRow> rows) {
    TreeMap<LocalDate, Sum> days = new TreeMap<>();
    for (CellRow row : rows) {
      days.computeIfAbsent(row.bookedDay(), day -> new Sum()).add(row);
    }
    Map<Charged, Integer> charges = new HashMap<>();
    Sum sum = new Sum();
    days.forEach((day, more) -> {
      charged(day, sum, rows.getLast()).ifPresent(charged -> count(charges, charged, -1));
      sum.add(more);
      charged(day, sum, rows.getLast()).ifPresent(charged -> count(charges, charged, 1));
    });
    return charges;
  }

  private Map<Charged, Integer> sumOn(LocalDate bookedDay, List<CellRow> rows) {
    if (rows.isEmpty()) {
      return Map.of();
    }
    Sum sum = new Sum();
    rows.forEach(sum::add);
    return charged(bookedDay, sum, rows.getLast())
        .map(charged -> Map.of(charged, 1))
        .orElseGet(Map::of);
  }

  private static Map<Charged, Integer> difference(
      Map<Charged, Integer> before, Map<Charged, Integer> after) {
    Map<Charged, Integer> difference = new HashMap<>(after);
    before.forEach((charged, times) -> count(difference, charged, -times));
    return difference;
  }

  private static void count(Map<Charged, Integer> charges, Charged charged, int times) {
    charges.merge(charged, times, (one, more) -> one + more == 0 ? null : one + more);
  }

  /**
   * @param latest says the owner and the rating
   */
  private Optional<Charged> charged(LocalDate bookedDay, Sum sum, CellRow latest) {
    SubscriptionId subscription = latest.subscription();
    RatingId id = latest.rating();
    if (sum.records == 0 || subscription == null || id == null) {
      return Optional.empty();
    }
    Rating rating = Objects.requireNonNull(ratings.get(id));
    return rating.tiers().stream()
        .filter(tier -> selection.reseller().equals(ofThisSide(tier)))
        .filter(tier -> tier.pricing() instanceof Rating.Priced)
        .map(tier -> new Charged(bookedDay, subscription, rating.operator(), tier, sum.bytes))
        .findFirst();
  }

  private @Nullable ResellerId ofThisSide(Rating.Tier tier) {
    return switch (selection.side()) {
      case BUYER -> tier.buyer();
      case SELLER -> tier.seller();
    };
  }

  private Entry part(Batch batch, LocalDate usageDay, Charged charged, int times) {
    Rating.Tier tier = charged.tier();
    Rating.Priced priced = (Rating.Priced) tier.pricing();
    Charge charge =
        tariffs
            .computeIfAbsent(tier, t -> Tariff.of(t, prices).orElseThrow())
            .charge(charged.bytes());
    return new Entry(
        batch.id().value(),
        charged.bookedDay(),
        new Entry.Key(
            times > 0 ? Entry.Kind.CHARGE : Entry.Kind.REVERSAL,
            charged.operator(),
            tier.seller(),
            tier.buyer(),
            charged.subscription(),
            usageDay,
            priced.priceVersion(),
            priced.listVersion(),
            version(priced.charge()),
            version(priced.revenue())),
        times,
        Math.multiplyExact(times, charged.bytes()),
        charge.amount().times(times),
        charge.charge().times(times),
        charge.revenue() == null ? null : charge.revenue().times(times));
  }

  /** 0 where none was needed. */
  static long version(Conversion conversion) {
    return conversion instanceof Conversion.AtRate(long version) ? version : 0;
  }

  private static final class Sum {
    long records;
    long bytes;

    void add(CellRow row) {
      records = Math.addExact(records, row.records());
      bytes = Math.addExact(bytes, Math.addExact(row.bytesUp(), row.bytesDown()));
    }

    void add(Sum other) {
      records = Math.addExact(records, other.records);
      bytes = Math.addExact(bytes, other.bytes);
    }
  }
}
