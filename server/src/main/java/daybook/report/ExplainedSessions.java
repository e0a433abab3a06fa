package daybook.report;

import daybook.book.CellRow;
import daybook.book.Cut;
import daybook.book.DaySlice;
import daybook.book.Facts;
import daybook.book.SessionDayKey;
import daybook.book.StoredRecord;
import daybook.model.Currency;
import daybook.model.DeliveryId;
import daybook.model.Rating;
import daybook.model.RatingId;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import daybook.model.SimId;
import daybook.model.SubscriptionId;
import daybook.party.Directory;
import daybook.party.Scope;
import daybook.rating.Charge;
import daybook.rating.PriceBook;
import daybook.rating.Tariff;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells session days with their charges and lines, limited to what a scope may see. Made for one
 * answer, not for several threads.
 */
final class ExplainedSessions {
  private final Facts facts;
  private final Cut cut;
  private final Directory directory;
  private final Map<RatingId, Rating> ratings;
  private final PriceBook prices;
  private final @Nullable Scope scope;
  private final boolean withSources;

  /**
   * @param ratings all that session days at the cut refer to
   * @param scope absent: everything is told
   * @param withSources whether lines say where they stand
   */
  ExplainedSessions(
      Facts facts,
      Cut cut,
      Directory directory,
      Map<RatingId, Rating> ratings,
      PriceBook prices,
      @Nullable Scope scope,
      boolean withSources) {
    this.facts = facts;
    this.cut = cut;
    this.directory = directory;
    this.ratings = ratings;
    this.prices = prices;
    this.scope = scope;
    this.withSources = withSources;
  }

  /** The session days of a number that the scope covers; one per SIM, in the order of SIMs. */
  List<ExplainedSession> of(long sid, LocalDate usageDay) {
    DaySlice slice = merged(usageDay, facts.rowsOfSession(sid, usageDay, cut));
    List<ExplainedSession> found = new ArrayList<>();
    for (int row = 0; row < slice.size(); row++) {
      if (scope == null || scope.covers(slice.subscription(row))) {
        found.add(session(slice, row));
      }
    }
    return found;
  }

  private static DaySlice merged(LocalDate usageDay, List<CellRow> rows) {
    DaySlice.Builder slice = new DaySlice.Builder(usageDay);
    for (CellRow row : rows) {
      SubscriptionId subscription = row.subscription();
      RatingId rating = row.rating();
      slice.add(
          row.key().sim().value(),
          row.key().sid(),
          row.records(),
          row.bytesUp(),
          row.bytesDown(),
          subscription == null ? 0 : subscription.value(),
          rating == null ? 0 : rating.value());
    }
    return slice.build();
  }

  private ExplainedSession session(DaySlice slice, int row) {
    SessionDayKey key =
        new SessionDayKey(slice.usageDay(), new SimId(slice.sim(row)), slice.sid(row));
    long owner = slice.subscription(row);
    long bytes = Math.addExact(slice.bytesUp(row), slice.bytesDown(row));
    Rating rating =
        owner == 0 ? null : Objects.requireNonNull(ratings.get(new RatingId(slice.rating(row))));
    return new ExplainedSession(
        key.sid(),
        key.usageDay(),
        key.sim(),
        owner == 0 ? null : new SubscriptionId(owner),
        rating == null ? "" : rating.operator(),
        rating == null ? "" : rating.profile(),
        slice.bytesUp(row),
        slice.bytesDown(row),
        scope == null
            ? null
            : new OwnTier(scope, ratings, prices).sessionCost(slice.rating(row), bytes),
        rating == null ? List.of() : tiers(rating, bytes),
        lines(key));
  }

  /** From the scope's own tier down: those above it are nobody's business there. */
  private List<ExplainedSession.Tier> tiers(Rating rating, long bytes) {
    List<ExplainedSession.Tier> tiers = new ArrayList<>();
    boolean below = scope == null;
    for (Rating.Tier tier : rating.tiers()) {
      if (below) {
        tiers.add(tier(tier, tier.seller(), rating, bytes));
      } else if (isOwn(tier)) {
        tiers.add(tier(tier, null, rating, bytes));
        below = true;
      }
    }
    return tiers;
  }

  private boolean isOwn(Rating.Tier tier) {
    Scope.Key key = Objects.requireNonNull(scope).key();
    return Objects.equals(tier.buyer(), key.account() == null ? key.reseller() : null);
  }

  /**
   * @param seller absent: the operator, or not to be told
   */
  private ExplainedSession.Tier tier(
      Rating.Tier tier, @Nullable ResellerId seller, Rating rating, long bytes) {
    ExplainedSession.Outcome outcome =
        switch (tier.pricing()) {
          case Rating.Unrated(Rating.Reason reason) ->
              new ExplainedSession.Unrated(reason.name().toLowerCase(Locale.ROOT));
          case Rating.Priced priced -> {
            Charge charge = Tariff.of(tier, prices).orElseThrow().charge(bytes);
            yield new ExplainedSession.Charged(
                Terms.of(
                    priced.priceVersion(),
                    priced.listVersion(),
                    Replay.version(priced.charge()),
                    0,
                    prices),
                charge.amount(),
                charge.charge(),
                currency(tier.buyer() == null ? rating.reseller() : tier.buyer()));
          }
        };
    return new ExplainedSession.Tier(seller, tier.buyer(), outcome);
  }

  private Currency currency(ResellerId reseller) {
    return directory.reseller(reseller).map(Reseller::currency).orElseThrow();
  }

  private List<ExplainedSession.Line> lines(SessionDayKey key) {
    List<StoredRecord> records = facts.recordsOf(key, cut);
    return withSources
        ? linesWithSources(records)
        : records.stream().map(record -> line(record, null)).toList();
  }

  private List<ExplainedSession.Line> linesWithSources(List<StoredRecord> records) {
    Map<DeliveryId, List<Long>> numbers =
        records.stream()
            .collect(
                Collectors.groupingBy(
                    StoredRecord::delivery,
                    Collectors.mapping(record -> record.content().line(), Collectors.toList())));
    Map<DeliveryId, String> files = facts.names(numbers.keySet());
    Map<DeliveryId, Map<Long, String>> texts = new HashMap<>();
    numbers.forEach((delivery, lines) -> texts.put(delivery, facts.lines(delivery, lines)));
    return records.stream()
        .map(record -> {
          DeliveryId delivery = record.delivery();
          long line = record.content().line();
          String text = Objects.requireNonNull(texts.get(delivery)).get(line);
          String file = Objects.requireNonNull(files.get(delivery));
          return line(
              record, new ExplainedSession.Source(delivery, file, line, Optional.ofNullable(text)));
        })
        .toList();
  }

  private static ExplainedSession.Line line(
      StoredRecord record, ExplainedSession.@Nullable Source source) {
    return new ExplainedSession.Line(
        record.addedUp(), record.addedDown(), record.withdrawn(), source);
  }
}
