package daybook.report;

import daybook.book.Cut;
import daybook.book.DaySlice;
import daybook.book.DaySlices;
import daybook.book.Delivery;
import daybook.book.Entry;
import daybook.book.Facts;
import daybook.book.Facts.Side;
import daybook.book.SessionDayKey;
import daybook.book.StoredRecord;
import daybook.model.DeliveryId;
import daybook.model.Rating;
import daybook.model.RatingId;
import daybook.model.ResellerId;
import daybook.model.SimId;
import daybook.model.SubscriptionId;
import daybook.rating.Charge;
import daybook.rating.PriceBook;
import daybook.rating.Tariff;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a number is made of: an expense of its entries, a session day of its charges and of the
 * operator's lines. The parts add up to the number exactly.
 */
public final class Explanations {
  private static final Comparator<Entry> IN_ORDER =
      Comparator.comparingLong(Entry::batch)
          .thenComparing(entry -> entry.key().usageDay())
          .thenComparing(entry -> entry.key().kind())
          .thenComparingLong(entry -> entry.key().priceVersion())
          .thenComparingLong(entry -> entry.key().rateVersion())
          .thenComparingLong(entry -> entry.key().revenueRateVersion());

  private final Facts facts;
  private final DaySlices slices;
  private final Supplier<PriceBook> prices;

  public Explanations(Facts facts, DaySlices slices, Supplier<PriceBook> prices) {
    this.facts = facts;
    this.slices = slices;
    this.prices = prices;
  }

  /**
   * The entries that a row of the expense report adds up, in the order of booking.
   *
   * @param from the first booked day, as the report was asked
   * @param to the last booked day, inclusive
   */
  public List<Entry> entries(
      ResellerId buyer,
      SubscriptionId subscription,
      YearMonth period,
      LocalDate from,
      LocalDate to) {
    List<Entry> entries = new ArrayList<>();
    facts.entries(
        Side.BUYER,
        buyer,
        from,
        to,
        facts.cut(null),
        entry -> {
          if (entry.key().subscription().equals(subscription)
              && entry.key().billingPeriod().equals(period)) {
            entries.add(entry);
          }
        });
    entries.sort(IN_ORDER);
    return entries;
  }

  /**
   * A tier of a session day.
   *
   * @param charge empty: the tier is unrated
   */
  public record TierCharge(Rating.Tier tier, Optional<Charge> charge) {}

  /**
   * A line that adds to a session day, or takes from it.
   *
   * @param file the delivery's name
   * @param text as the operator wrote it; empty: not kept
   */
  public record Line(StoredRecord record, String file, Optional<String> text) {}

  /**
   * @param tiers from the operator's sale down; none where no span covers the day any more
   * @param lines in the order of storing; what they add makes up the volumes
   */
  public record SessionDay(
      SessionDayKey key,
      SubscriptionId subscription,
      long bytesUp,
      long bytesDown,
      List<TierCharge> tiers,
      List<Line> lines) {
    public SessionDay {
      tiers = List.copyOf(tiers);
      lines = List.copyOf(lines);
    }
  }

  /** The session days of a number, one per SIM that had it on that day. */
  public List<SessionDay> sessionDays(long sid, LocalDate day) {
    Cut cut = facts.cut(null);
    Long version = facts.usageDays(cut).get(day);
    if (version == null) {
      return List.of();
    }
    DaySlice slice = slices.of(day, version);
    Map<RatingId, Rating> ratings = facts.ratings();
    Map<DeliveryId, String> files = new HashMap<>();
    for (Delivery delivery : facts.deliveries()) {
      files.put(delivery.id(), delivery.name());
    }
    List<SessionDay> found = new ArrayList<>();
    for (int row = 0; row < slice.size(); row++) {
      if (slice.sid(row) == sid) {
        found.add(sessionDay(slice, row, ratings, files));
      }
    }
    return found;
  }

  private SessionDay sessionDay(
      DaySlice slice, int row, Map<RatingId, Rating> ratings, Map<DeliveryId, String> files) {
    SessionDayKey key =
        new SessionDayKey(slice.usageDay(), new SimId(slice.sim(row)), slice.sid(row));
    long bytes = Math.addExact(slice.bytesUp(row), slice.bytesDown(row));
    List<TierCharge> tiers = new ArrayList<>();
    if (slice.rating(row) != 0) {
      Rating rating = Objects.requireNonNull(ratings.get(new RatingId(slice.rating(row))));
      for (Rating.Tier tier : rating.tiers()) {
        tiers.add(new TierCharge(tier, Tariff.of(tier, prices.get()).map(t -> t.charge(bytes))));
      }
    }
    List<Line> lines = new ArrayList<>();
    for (StoredRecord record : facts.recordsOf(key)) {
      lines.add(
          new Line(
              record,
              files.getOrDefault(record.delivery(), ""),
              facts.line(record.delivery(), record.content().line())));
    }
    return new SessionDay(
        key,
        new SubscriptionId(slice.subscription(row)),
        slice.bytesUp(row),
        slice.bytesDown(row),
        tiers,
        lines);
  }
}
