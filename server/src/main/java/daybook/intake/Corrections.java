package daybook.intake;

import daybook.book.Batch;
import daybook.book.Booking;
import daybook.book.DaySlice;
import daybook.book.Delivery;
import daybook.book.Entry;
import daybook.book.Facts;
import daybook.book.SessionDayKey;
import daybook.book.Withdrawal;
import daybook.model.DeliveryId;
import daybook.model.Feed;
import daybook.model.Money;
import daybook.model.Rating;
import daybook.model.RatingId;
import daybook.model.ResellerId;
import daybook.model.SimId;
import daybook.model.SubscriptionId;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Corrections of the books that somebody decides: a delivery withdrawn, session days charged anew.
 * Nothing is changed or deleted; the difference is booked, each in one booking.
 */
public final class Corrections {
  /** Bounds memory: session days are charged anew in chunks of this many. */
  private static final int CHUNK_SESSION_DAYS = 20_000;

  private final Facts facts;
  private final Workbench workbench;

  public Corrections(Facts facts, Workbench workbench) {
    this.facts = facts;
    this.workbench = workbench;
  }

  /**
   * @param records how many records left the books
   * @param before whether it was withdrawn before, so that nothing was done
   */
  public record Withdrawn(Delivery delivery, long records, boolean before) {}

  /** No delivery has the number. */
  public static final class UnknownDelivery extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownDelivery(DeliveryId id) {
      super("no delivery " + id + ": see 'list deliveries'");
    }
  }

  /**
   * Takes a delivery back, as if it had not come: what it has in the books leaves them, and what
   * other deliveries say of the same records counts.
   *
   * @param feeds the declared feed of a name
   * @throws UnknownDelivery if there is none of this number
   */
  public Withdrawn withdraw(DeliveryId id, String why, Function<String, Feed> feeds) {
    Delivery delivery =
        facts.deliveries().stream()
            .filter(any -> any.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new UnknownDelivery(id));
    Feed feed = feeds.apply(delivery.feed());
    try (Booking booking = facts.begin()) {
      Delivery now = Objects.requireNonNull(booking.delivery(delivery.feed(), delivery.sha256()));
      if (now.isWithdrawn()) {
        return new Withdrawn(now, 0, true);
      }
      Workbench.Bench bench = workbench.lay(booking);
      LocalDate day = bench.days().following(now.bookedDay());
      Withdrawal withdrawal = new Withdrawal(bench.at(), day, why, null);
      booking.withdraw(id, withdrawal);
      long records =
          new Withdrawing(
                  facts,
                  booking,
                  bench,
                  feed,
                  bench.recording(booking, feed),
                  new Posting.Reason(Batch.Cause.WITHDRAWN, id))
              .takeBack(now);
      bench.posting().writeEntries();
      booking.commit();
      return new Withdrawn(now.with(withdrawal), records, false);
    }
  }

  /**
   * What charging anew changes for one buyer and billing period.
   *
   * @param seller absent: the operator
   * @param buyer absent: the accounts of the seller
   * @param sessionDays that are charged otherwise
   * @param difference in the buyer's currency
   */
  public record Line(
      @Nullable ResellerId seller,
      @Nullable ResellerId buyer,
      YearMonth period,
      long sessionDays,
      Money difference) {}

  private record LineKey(@Nullable ResellerId seller, @Nullable ResellerId buyer, YearMonth period)
      implements Comparable<LineKey> {
    /** Down the chain: the operators' sales first, a reseller's to its accounts last. */
    private static final Comparator<LineKey> ORDER =
        Comparator.<LineKey, @Nullable ResellerId>comparing(
                LineKey::seller, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(LineKey::buyer, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(LineKey::period);

    @Override
    public int compareTo(LineKey other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * @param sessionDays whose price or rate in some tier is another now
   * @param lines what that changes, by seller, buyer and period
   */
  public record Rerated(long sessionDays, List<Line> lines) {}

  /**
   * Charges session days by the prices and rates of now, whatever they were charged by.
   *
   * @param from the first usage day
   * @param to the last usage day, inclusive
   * @param dry whether nothing is to be booked
   */
  public Rerated rerate(LocalDate from, LocalDate to, boolean dry) {
    try (Booking booking = facts.begin()) {
      Workbench.Bench bench = workbench.lay(booking);
      Posting.Reason reason = new Posting.Reason(Batch.Cause.RERATED, null);
      SortedMap<LocalDate, Long> days =
          facts.usageDays(facts.cut(null)).subMap(from, to.plusDays(1));
      long changed = 0;
      for (Map.Entry<LocalDate, Long> day : days.entrySet()) {
        changed += rerate(bench, reason, facts.slice(day.getKey(), day.getValue()));
      }
      List<Line> lines = lines(bench.posting().entries());
      if (!dry) {
        bench.posting().writeEntries();
        booking.commit();
      }
      return new Rerated(changed, lines);
    }
  }

  private static long rerate(Workbench.Bench bench, Posting.Reason reason, DaySlice slice) {
    long changed = 0;
    List<Change> chunk = new ArrayList<>();
    Map<RatedFor, Boolean> stale = new HashMap<>();
    for (int row = 0; row < slice.size(); row++) {
      long rating = slice.rating(row);
      if (rating != 0
          && stale.computeIfAbsent(
              new RatedFor(new RatingId(rating), new SubscriptionId(slice.subscription(row))),
              rated ->
                  bench.posting().ratesOtherwise(rated.rating, rated.owner, slice.usageDay()))) {
        Rating rated = Objects.requireNonNull(bench.ratings().get(new RatingId(rating)));
        chunk.add(
            Change.ratedAnew(
                new SessionDayKey(slice.usageDay(), new SimId(slice.sim(row)), slice.sid(row)),
                rated.operator()));
      }
      if (chunk.size() == CHUNK_SESSION_DAYS || row == slice.size() - 1) {
        changed += bench.posting().post(reason, chunk);
        chunk.clear();
      }
    }
    return changed;
  }

  private record RatedFor(RatingId rating, SubscriptionId owner) {}

  private static List<Line> lines(List<Entry> entries) {
    Map<LineKey, Line> lines = new TreeMap<>();
    for (Entry entry : entries) {
      Entry.Key key = entry.key();
      LineKey lineKey = new LineKey(key.seller(), key.buyer(), key.billingPeriod());
      Line line =
          new Line(
              key.seller(),
              key.buyer(),
              key.billingPeriod(),
              // Whatever is charged anew is charged once more, and taken back if it was charged.
              key.kind() == Entry.Kind.CHARGE ? entry.sessionDays() : 0,
              entry.charge());
      lines.merge(lineKey, line, Corrections::sum);
    }
    return List.copyOf(lines.values());
  }

  private static Line sum(Line one, Line other) {
    return new Line(
        one.seller(),
        one.buyer(),
        one.period(),
        one.sessionDays() + other.sessionDays(),
        one.difference().plus(other.difference()));
  }
}
