package daybook.intake;

import daybook.book.Batch;
import daybook.book.Booking;
import daybook.book.CellRow;
import daybook.book.Entry;
import daybook.book.SessionDayKey;
import daybook.model.Account;
import daybook.model.AccountId;
import daybook.model.BatchId;
import daybook.model.DeliveryId;
import daybook.model.Rating;
import daybook.model.Rating.Conversion;
import daybook.model.RatingId;
import daybook.model.SimSpan;
import daybook.model.SubscriptionId;
import daybook.party.Directory;
import daybook.rating.PriceBook;
import daybook.rating.Rater;
import daybook.rating.Tariff;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Books what happens to session days within one booking: stamps their owner and rating, writes cell
 * rows, and adds charges and reversals up to entries.
 */
final class Posting {
  private final Booking booking;
  private final Directory directory;
  private final PriceBook prices;
  private final Rater rater;
  private final BookingDays days;
  private final Instant at;

  private final EntrySums sums = new EntrySums();
  private final Map<BatchKey, BatchId> batches = new HashMap<>();
  private final Map<Alike, List<TierSum>> firsts = new HashMap<>();
  private final Map<RatingId, Rating> ratings;
  private final Map<RatingQuestion, RatingId> answers = new HashMap<>();
  private final Map<Rating.Tier, Tariff> tariffs = new HashMap<>();

  /** Why the changes at hand are booked. */
  record Reason(Batch.Cause cause, @Nullable DeliveryId delivery) {}

  private record BatchKey(Reason reason, LocalDate bookedDay) {}

  private record RatingQuestion(
      String operator,
      String profile,
      LocalDate usageDay,
      AccountId account,
      @Nullable RatingId before,
      boolean sameAccount) {

    /** What of the rating before stays: a sale to another account does not. */
    @Nullable Rating kept(Map<RatingId, Rating> ratings) {
      Rating rating = before == null ? null : ratings.get(before);
      if (rating == null || sameAccount) {
        return rating;
      }
      return new Rating(
          rating.operator(),
          rating.profile(),
          rating.reseller(),
          rating.tiers().subList(0, rating.tiers().size() - 1));
    }
  }

  /** What makes session days that were not in the books before go into the same entries. */
  private record Alike(
      long batch, LocalDate usageDay, SubscriptionId subscription, RatingId rating) {}

  /** Where a tier's charges go. */
  private record TierSum(Tariff tariff, EntrySums.Sum sum) {}

  /** One tier's charge for one sum; two that are equal cancel each other. */
  private record TierCharged(
      LocalDate bookedDay,
      String operator,
      Rating.Tier tier,
      SubscriptionId subscription,
      long bytes) {}

  /** Who owns a session day and how it is rated; both absent where no span covers the day. */
  private record Stamp(@Nullable SubscriptionId subscription, @Nullable RatingId rating) {}

  /**
   * @param ratings all that the books refer to before this booking
   * @param at when the booking is made
   */
  Posting(
      Booking booking,
      Directory directory,
      PriceBook prices,
      Map<RatingId, Rating> ratings,
      BookingDays days,
      Instant at) {
    this.booking = booking;
    this.directory = directory;
    this.prices = prices;
    this.rater = new Rater(prices);
    this.ratings = new HashMap<>(ratings);
    this.days = days;
    this.at = at;
  }

  /** The batch of this reason and booked day; made when it is first asked for. */
  BatchId batch(Reason reason, LocalDate bookedDay) {
    return batches.computeIfAbsent(
        new BatchKey(reason, bookedDay),
        key -> booking.batch(bookedDay, at, reason.cause(), reason.delivery()));
  }

  /**
   * Books changes, at most one per session day. A change without deltas books only what a new owner
   * or a better rating makes different.
   *
   * @return how many session days were changed
   */
  int post(Reason reason, Collection<Change> changes) {
    Set<SessionDayKey> known = new HashSet<>();
    for (Change change : changes) {
      if (!change.isFresh()) {
        known.add(change.key());
      }
    }
    Map<SessionDayKey, List<CellRow>> before = known.isEmpty() ? Map.of() : booking.rows(known);
    List<CellRow> added = new ArrayList<>();
    int changed = 0;
    for (Change change : changes) {
      List<CellRow> rows = before.getOrDefault(change.key(), List.of());
      List<CellRow> more = rowsOf(reason, change, rows);
      if (!more.isEmpty()) {
        added.addAll(more);
        book(reason, change, rows, more);
        changed++;
      }
    }
    booking.addRows(added);
    return changed;
  }

  /**
   * Whether session days of this rating and owner would be rated otherwise now, whatever they were
   * charged by.
   */
  boolean ratesOtherwise(RatingId id, SubscriptionId owner, LocalDate usageDay) {
    Rating rating = ratingOf(id);
    RatingQuestion anew =
        new RatingQuestion(
            rating.operator(), rating.profile(), usageDay, accountOf(owner), null, false);
    return !rating(anew).equals(rating);
  }

  /** The entries that all posts of this booking add up to. */
  List<Entry> entries() {
    return sums.entries();
  }

  void writeEntries() {
    booking.addEntries(sums.entries());
    sums.clear();
    firsts.clear();
  }

  private List<CellRow> rowsOf(Reason reason, Change change, List<CellRow> before) {
    CellRow latest = Change.latest(before);
    Stamp stamp = stamp(change, latest, isCharged(change, before));
    List<Change.Delta> deltas = change.deltas();
    if (deltas.isEmpty()) {
      if (latest == null || stamp.equals(new Stamp(latest.subscription(), latest.rating()))) {
        return List.of();
      }
      deltas = List.of(new Change.Delta(days.correctionDay(before), 0, 0, 0));
    }
    List<CellRow> rows = new ArrayList<>(deltas.size());
    for (Change.Delta delta : deltas) {
      rows.add(
          new CellRow(
              batch(reason, delta.bookedDay()).value(),
              delta.bookedDay(),
              change.key(),
              delta.records(),
              delta.bytesUp(),
              delta.bytesDown(),
              stamp.subscription(),
              stamp.rating()));
    }
    return rows;
  }

  /** What has left the books, or is to be charged anew, keeps no price. */
  private static boolean isCharged(Change change, List<CellRow> before) {
    return !change.isRatedAnew()
        && !before.isEmpty()
        && before.stream().mapToInt(CellRow::records).sum() > 0;
  }

  private Stamp stamp(Change change, @Nullable CellRow latest, boolean charged) {
    SimSpan span = directory.spanOn(change.key().sim(), change.key().usageDay()).orElse(null);
    if (span == null) {
      return new Stamp(null, null);
    }
    AccountId account = accountOf(span.subscription());
    SubscriptionId before = latest == null ? null : latest.subscription();
    RatingQuestion question =
        new RatingQuestion(
            change.operator(),
            span.profile(),
            change.key().usageDay(),
            account,
            latest == null || !charged ? null : latest.rating(),
            before != null && accountOf(before).equals(account));
    RatingId rating = answers.get(question);
    if (rating == null) {
      rating = rate(question);
      answers.put(question, rating);
    }
    return new Stamp(span.subscription(), rating);
  }

  private RatingId rate(RatingQuestion question) {
    Rating rating = rating(question);
    RatingId id = booking.rating(rating);
    ratings.put(id, rating);
    return id;
  }

  private Rating rating(RatingQuestion question) {
    Account account = directory.account(question.account()).orElseThrow();
    return rater.rate(
        question.operator(),
        question.profile(),
        question.usageDay(),
        directory.path(account.reseller()),
        account.id(),
        question.kept(ratings));
  }

  private void book(Reason reason, Change change, List<CellRow> before, List<CellRow> added) {
    if (before.isEmpty() && added.size() == 1) {
      bookFirst(reason, change, added.getFirst());
    } else {
      bookDifference(reason, change, before, added);
    }
  }

  /**
   * What is said of a session day for the first time is charged as it is: this is what the
   * difference between no plan and its plan comes to.
   */
  private void bookFirst(Reason reason, Change change, CellRow row) {
    SubscriptionId subscription = row.subscription();
    RatingId rating = row.rating();
    if (subscription == null || rating == null || row.records() == 0) {
      bookDifference(reason, change, List.of(), List.of(row));
      return;
    }
    Alike alike = new Alike(row.batch(), row.key().usageDay(), subscription, rating);
    List<TierSum> tiers = firsts.get(alike);
    if (tiers == null) {
      touchAccounts(List.of(), List.of(row));
      tiers = tierSums(reason, change, days.following(row.bookedDay()), subscription, rating);
      firsts.put(alike, tiers);
    }
    long bytes = Math.addExact(row.bytesUp(), row.bytesDown());
    for (TierSum tier : tiers) {
      tier.sum().add(1, bytes, tier.tariff().charge(bytes));
    }
  }

  private List<TierSum> tierSums(
      Reason reason, Change change, LocalDate bookedDay, SubscriptionId owner, RatingId id) {
    Rating rating = ratingOf(id);
    List<TierSum> tierSums = new ArrayList<>(rating.tiers().size());
    for (Rating.Tier tier : rating.tiers()) {
      if (tier.pricing() instanceof Rating.Priced priced) {
        Entry.Key key = key(Entry.Kind.CHARGE, change, rating.operator(), tier, owner, priced);
        tierSums.add(new TierSum(tariff(tier), sums.of(batch(reason, bookedDay), bookedDay, key)));
      }
    }
    return tierSums;
  }

  private void bookDifference(
      Reason reason, Change change, List<CellRow> before, List<CellRow> added) {
    touchAccounts(before, added);
    List<CellRow> after = new ArrayList<>(before);
    after.addAll(added);
    Map<TierCharged, Integer> tiers = new HashMap<>();
    Plan.difference(days.plan(before), days.plan(after))
        .forEach((charged, times) -> spread(charged, times, tiers));
    tiers.forEach((tier, times) -> charge(reason, change, tier, times));
  }

  /** Spreads a sum over the tiers of its rating; what stays the same in a tier cancels out. */
  private void spread(Plan.Charged charged, int times, Map<TierCharged, Integer> tiers) {
    Rating rating = ratingOf(charged.rating());
    for (Rating.Tier tier : rating.tiers()) {
      if (tier.pricing() instanceof Rating.Priced) {
        tiers.merge(
            new TierCharged(
                charged.bookedDay(),
                rating.operator(),
                tier,
                charged.subscription(),
                charged.bytes()),
            times,
            Integer::sum);
      }
    }
  }

  private void charge(Reason reason, Change change, TierCharged charged, int times) {
    if (times == 0 || !(charged.tier().pricing() instanceof Rating.Priced priced)) {
      return;
    }
    Entry.Key key =
        key(
            times > 0 ? Entry.Kind.CHARGE : Entry.Kind.REVERSAL,
            change,
            charged.operator(),
            charged.tier(),
            charged.subscription(),
            priced);
    sums.of(batch(reason, charged.bookedDay()), charged.bookedDay(), key)
        .add(times, charged.bytes(), tariff(charged.tier()).charge(charged.bytes()));
  }

  private Tariff tariff(Rating.Tier tier) {
    return tariffs.computeIfAbsent(tier, t -> Tariff.of(t, prices).orElseThrow());
  }

  private static Entry.Key key(
      Entry.Kind kind,
      Change change,
      String operator,
      Rating.Tier tier,
      SubscriptionId subscription,
      Rating.Priced priced) {
    return new Entry.Key(
        kind,
        operator,
        tier.seller(),
        tier.buyer(),
        subscription,
        change.key().usageDay(),
        priced.priceVersion(),
        priced.listVersion(),
        rateVersion(priced.charge()),
        rateVersion(priced.revenue()));
  }

  private static long rateVersion(Conversion conversion) {
    return conversion instanceof Conversion.AtRate(long version) ? version : 0;
  }

  private void touchAccounts(List<CellRow> before, List<CellRow> added) {
    for (CellRow row : added) {
      Set<AccountId> accounts = new HashSet<>();
      addAccount(accounts, row);
      CellRow latest = Change.latest(before);
      if (latest != null) {
        addAccount(accounts, latest);
      }
      booking.touch(new BatchId(row.batch()), accounts);
    }
  }

  private void addAccount(Set<AccountId> accounts, CellRow row) {
    SubscriptionId subscription = row.subscription();
    if (subscription != null) {
      accounts.add(accountOf(subscription));
    }
  }

  private AccountId accountOf(SubscriptionId subscription) {
    return directory
        .accountOf(subscription)
        .orElseThrow(() -> new IllegalStateException("No subscription " + subscription))
        .id();
  }

  private Rating ratingOf(RatingId id) {
    Rating rating = ratings.get(id);
    if (rating == null) {
      throw new IllegalStateException("The books refer to rating " + id + ", which is not there");
    }
    return rating;
  }
}
