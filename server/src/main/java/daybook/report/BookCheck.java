package daybook.report;

import daybook.book.Batch;
import daybook.book.Cut;
import daybook.book.DaySlice;
import daybook.book.DaySlices;
import daybook.book.Delivery;
import daybook.book.Entry;
import daybook.book.Facts;
import daybook.book.KeptLine;
import daybook.model.Account;
import daybook.model.DeliveryId;
import daybook.model.Money;
import daybook.model.Rating;
import daybook.model.RatingId;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import daybook.model.SimId;
import daybook.model.SimSpan;
import daybook.model.SubscriptionId;
import daybook.party.Directories;
import daybook.party.Directory;
import daybook.rating.Charge;
import daybook.rating.PriceBook;
import daybook.rating.Rater;
import daybook.rating.Tariff;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes every invariant of the books that can be recomputed, from the records up to the
 * entries, by a way of its own: it shares the rating with the intake, but none of its bookkeeping.
 */
public final class BookCheck {
  /**
   * @param isFault whether the books are wrong; else a remark that is no error
   */
  public record Finding(boolean isFault, String text) {}

  private final Facts facts;
  private final DaySlices slices;
  private final Directories directories;
  private final Supplier<PriceBook> prices;
  private final Supplier<Optional<LocalDate>> openedOn;

  public BookCheck(
      Facts facts,
      DaySlices slices,
      Directories directories,
      Supplier<PriceBook> prices,
      Supplier<Optional<LocalDate>> openedOn) {
    this.openedOn = openedOn;
    this.facts = facts;
    this.slices = slices;
    this.directories = directories;
    this.prices = prices;
  }

  /** All findings: a line per invariant that holds, and one per fault. */
  public List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    checkDeliveries(findings);
    checkRecords(findings);
    checkBatches(findings);
    new SessionDays(findings).check();
    return findings;
  }

  private record Kept(DeliveryId delivery, KeptLine.Kind kind) {}

  private void checkDeliveries(List<Finding> findings) {
    Map<Kept, Long> kept = new HashMap<>();
    for (KeptLine.Kind kind : KeptLine.Kind.values()) {
      for (KeptLine line : facts.keptLines(kind)) {
        kept.merge(new Kept(line.delivery(), kind), 1L, Long::sum);
      }
    }
    List<Delivery> deliveries = facts.deliveries();
    long lines = 0;
    for (Delivery delivery : deliveries) {
      Delivery.Counts counts = delivery.counts();
      lines += counts.read();
      Map<KeptLine.Kind, Long> counted =
          Map.of(
              KeptLine.Kind.REJECTED, counts.rejected(),
              KeptLine.Kind.CONFLICT, counts.conflict(),
              KeptLine.Kind.PARKED, counts.parked());
      boolean keepsAll =
          counted.entrySet().stream()
              .allMatch(kind ->
                  kept.getOrDefault(new Kept(delivery.id(), kind.getKey()), 0L)
                      .equals(kind.getValue()));
      if (!keepsAll) {
        findings.add(
            fault(
                "delivery %s (%s) does not keep the lines it counts as rejected, conflict or parked"
                    .formatted(delivery.id(), delivery.name())));
      }
    }
    findings.add(
        remark(
            "%d deliveries, %d lines: read = stored + duplicate + conflict + rejected + parked"
                .formatted(deliveries.size(), lines)));
  }

  private void checkRecords(List<Finding> findings) {
    Facts.Recount recount = facts.recount();
    if (recount.duplicateIdentities() != 0) {
      findings.add(fault(recount.duplicateIdentities() + " identities are stored twice"));
    }
    if (recount.cellRecords() != recount.storedRecords()) {
      findings.add(
          fault(
              "session days count %d records, but %d are stored"
                  .formatted(recount.cellRecords(), recount.storedRecords())));
    }
    recount
        .daysThatDiffer()
        .forEach(day ->
            findings.add(
                fault(
                    "the records of session %d of SIM %s on %s do not add up to its session day"
                        .formatted(day.sid(), day.sim(), day.usageDay()))));
    findings.add(
        remark(
            "%d records, %d bytes: records add up to session days"
                .formatted(recount.storedRecords(), recount.storedBytes())));
  }

  /** From the opening on, booked days never decrease: every as_of answer rests on that. */
  private void checkBatches(List<Finding> findings) {
    List<Batch> batches = facts.batches();
    LocalDate opening = openedOn.get().orElse(LocalDate.MAX);
    LocalDate last = LocalDate.MIN;
    for (Batch batch : batches) {
      if (last.isAfter(opening) && batch.bookedDay().isBefore(last)) {
        findings.add(
            fault(
                "batch %s is booked on %s, after one of %s"
                    .formatted(batch.id(), batch.bookedDay(), last)));
      }
      if (batch.bookedDay().isAfter(last)) {
        last = batch.bookedDay();
      }
    }
    findings.add(remark("%d batches, in the order of their booked days".formatted(batches.size())));
  }

  /** One pass over all session days, against stamps, entries and prices. */
  private final class SessionDays {
    private final List<Finding> findings;
    private final Cut cut = facts.cut(null);
    private final Directory directory = directories.now();
    private final PriceBook book = prices.get();
    private final Rater rater = new Rater(book);
    private final Map<RatingId, Rating> ratings = facts.ratings();
    private final Map<Rating.Tier, Optional<Tariff>> tariffs = new HashMap<>();
    private final Map<StaleQuestion, Boolean> staleAnswers = new HashMap<>();
    private final Map<Sale, Sum> sums = new HashMap<>();
    private long count;
    private long unowned;
    private long unrated;
    private long stale;

    private record StaleQuestion(RatingId rating, LocalDate usageDay, Account account) {}

    /** What was sold to whom on a usage day. */
    private record Sale(
        @Nullable ResellerId seller,
        @Nullable ResellerId buyer,
        SubscriptionId subscription,
        LocalDate usageDay) {}

    private static final class Sum {
      long sessionDays;
      long bytes;
      Money charge = Money.ZERO;
      Money revenue = Money.ZERO;

      boolean isNothing() {
        return sessionDays == 0 && bytes == 0 && charge.isZero() && revenue.isZero();
      }
    }

    SessionDays(List<Finding> findings) {
      this.findings = findings;
    }

    void check() {
      SortedMap<LocalDate, Long> days = facts.usageDays(cut);
      days.forEach((day, version) -> {
        DaySlice slice = facts.slice(day, version);
        check(slice);
        if (!slices.of(day, version).isSameAs(slice)) {
          findings.add(
              fault(
                  "what is kept of %s is not what the books say: stop the server and delete the"
                          .formatted(day)
                      + " folder slices"));
        }
      });
      facts.allEntries(cut, this::takeOff);
      long before = findings.stream().filter(Finding::isFault).count();
      sums.forEach(this::compare);
      if (findings.stream().filter(Finding::isFault).count() == before) {
        findings.add(
            remark(
                "%d session days on %d days: the entries are exactly the sums of their charges"
                    .formatted(count, days.size())));
      }
      findings.add(
          remark(
              "%d session days unrated in some tier, %d stale (a price or rate changed since), %d"
                      .formatted(unrated, stale, unowned)
                  + " without an owner"));
    }

    private void check(DaySlice slice) {
      for (int row = 0; row < slice.size(); row++) {
        count++;
        checkOwner(slice, row);
        if (slice.rating(row) == 0) {
          unowned++;
        } else {
          charge(slice, row);
        }
      }
    }

    private void checkOwner(DaySlice slice, int row) {
      SimSpan span = directory.spanOn(new SimId(slice.sim(row)), slice.usageDay()).orElse(null);
      long owner = span == null ? 0 : span.subscription().value();
      if (owner != slice.subscription(row)) {
        findings.add(
            fault(
                "session %d of SIM %d on %s is booked for subscription %d, but the SIM was in %d:"
                        .formatted(
                            slice.sid(row),
                            slice.sim(row),
                            slice.usageDay(),
                            slice.subscription(row),
                            owner)
                    + " import again to settle it"));
      }
    }

    private void charge(DaySlice slice, int row) {
      RatingId id = new RatingId(slice.rating(row));
      SubscriptionId subscription = new SubscriptionId(slice.subscription(row));
      Rating rating = Objects.requireNonNull(ratings.get(id));
      if (!rating.isComplete()) {
        unrated++;
      }
      Account account = directory.accountOf(subscription).orElseThrow();
      if (staleAnswers.computeIfAbsent(
          new StaleQuestion(id, slice.usageDay(), account), this::isStale)) {
        stale++;
      }
      long bytes = Math.addExact(slice.bytesUp(row), slice.bytesDown(row));
      for (Rating.Tier tier : rating.tiers()) {
        tariffs
            .computeIfAbsent(tier, t -> Tariff.of(t, book))
            .map(tariff -> tariff.charge(bytes))
            .ifPresent(charge -> add(tier, subscription, slice.usageDay(), bytes, charge));
      }
    }

    private boolean isStale(StaleQuestion question) {
      List<Reseller> path = directory.path(question.account().reseller());
      return rater.isStale(
          Objects.requireNonNull(ratings.get(question.rating())),
          question.usageDay(),
          path,
          question.account().id());
    }

    private void add(
        Rating.Tier tier,
        SubscriptionId subscription,
        LocalDate usageDay,
        long bytes,
        Charge charge) {
      Sum sum = sum(new Sale(tier.seller(), tier.buyer(), subscription, usageDay));
      sum.sessionDays++;
      sum.bytes = Math.addExact(sum.bytes, bytes);
      sum.charge = sum.charge.plus(charge.charge());
      Money revenue = charge.revenue();
      if (revenue != null) {
        sum.revenue = sum.revenue.plus(revenue);
      }
    }

    private void takeOff(Entry entry) {
      Entry.Key key = entry.key();
      Sum sum = sum(new Sale(key.seller(), key.buyer(), key.subscription(), key.usageDay()));
      sum.sessionDays -= entry.sessionDays();
      sum.bytes = Math.subtractExact(sum.bytes, entry.bytes());
      sum.charge = sum.charge.minus(entry.charge());
      Money revenue = entry.revenue();
      if (revenue != null) {
        sum.revenue = sum.revenue.minus(revenue);
      }
    }

    private Sum sum(Sale sale) {
      return sums.computeIfAbsent(sale, s -> new Sum());
    }

    private void compare(Sale sale, Sum sum) {
      if (!sum.isNothing()) {
        findings.add(
            fault(
                "entries differ from charges for subscription %s on %s, seller %s, buyer %s:"
                        .formatted(
                            sale.subscription(),
                            sale.usageDay(),
                            sale.seller() == null ? "the operator" : sale.seller(),
                            sale.buyer() == null ? "the account" : sale.buyer())
                    + " %d session days, %d bytes, %s charged, %s revenue"
                        .formatted(sum.sessionDays, sum.bytes, sum.charge, sum.revenue)));
      }
    }
  }

  private static Finding fault(String text) {
    return new Finding(true, text);
  }

  private static Finding remark(String text) {
    return new Finding(false, text);
  }
}
