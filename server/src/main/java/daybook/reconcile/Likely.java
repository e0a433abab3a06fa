package daybook.reconcile;

import daybook.model.DataUnit;
import daybook.model.SummaryLayout.KeyKind;
import daybook.model.SummaryLayout.Volume;
import daybook.model.SummaryLayout.When;
import daybook.model.Tolerance;
import daybook.reconcile.Measures.Pair;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds why the usage of one cell differs. What explains the difference exactly comes alone; else
 * whatever may have to do with it is named, and where there is nothing, that.
 */
final class Likely {
  private final Measures measures;
  private final @Nullable Volume volume;
  private final Range range;
  private final TheirSummary theirs;
  private final OurBooks ours;
  private final Keys keys;
  private final Circumstances circumstances;
  private final Prices prices;

  Likely(
      Measures measures,
      @Nullable Volume volume,
      Range range,
      TheirSummary theirs,
      OurBooks ours,
      Keys keys,
      Circumstances circumstances,
      Prices prices) {
    this.measures = measures;
    this.volume = volume;
    this.range = range;
    this.theirs = theirs;
    this.ours = ours;
    this.keys = keys;
    this.circumstances = circumstances;
    this.prices = prices;
  }

  /** At least one reason. */
  List<Reason> of(Cell cell) {
    Stated stated = theirs.of(cell);
    Booked booked = ours.of(cell);
    boolean sameUsage = measures.agreeInUsage(stated, booked);
    List<Reason> exact = new ArrayList<>();
    if (!sameUsage) {
      exact.addAll(exactly(cell, stated, booked));
    } else if (volume != null && booked.sessionDays() > 0) {
      List<Reason> found = prices.reasons(stated, booked, measures.bytes(stated));
      return found.isEmpty() ? rest(cell, stated, booked) : found;
    } else {
      exact.addAll(prices.exactly(stated, booked));
    }
    shifted(cell).ifPresent(exact::add);
    if (!exact.isEmpty()) {
      return exact;
    }
    List<Reason> perhaps = new ArrayList<>(around(cell, stated, booked));
    if (sameUsage) {
      perhaps.addAll(prices.perhaps(booked));
    }
    return perhaps.isEmpty() ? rest(cell, stated, booked) : perhaps;
  }

  private List<Reason> exactly(Cell cell, Stated stated, Booked booked) {
    List<Reason> found = new ArrayList<>();
    Circumstances.Repeated again = circumstances.repeated(cell);
    boolean sameVolume = measures.agreeInVolume(stated, booked);
    if (volume != null && !sameVolume) {
      BigDecimal their = measures.bytes(stated);
      BigDecimal own = BigDecimal.valueOf(booked.bytes());
      otherUnit(volume, stated, own).ifPresent(found::add);
      rounded(volume, stated, booked, their, own).ifPresent(found::add);
      if (again.bytes() > 0 && admits(their, own.add(BigDecimal.valueOf(again.bytes())))) {
        found.add(duplicates(again));
      }
      long parked = circumstances.kept(cell).parkedBytes();
      if (parked > 0 && admits(their, own.add(BigDecimal.valueOf(parked)))) {
        found.add(parked(cell, ", exactly the difference"));
      }
    } else if (!measures.agreeInDirections(stated, booked)) {
      found.add(
          new Reason(
              Reason.Kind.DIRECTIONS,
              "up and down are divided otherwise: we have %d bytes up, %d down"
                  .formatted(booked.bytesUp(), booked.bytesDown())));
    } else if (stated.lines() > 0 && booked.sessionDays() > 0) {
      found.add(
          again.lines() > 0 && stated.records() == booked.records() + again.lines()
              ? duplicates(again)
              : new Reason(
                  Reason.Kind.RECORDS,
                  "they count %d records, we %d".formatted(stated.records(), booked.records())));
    }
    return found;
  }

  private boolean admits(BigDecimal their, BigDecimal own) {
    return volume != null && volume.tolerance().admits(their, own);
  }

  private static Reason duplicates(Circumstances.Repeated again) {
    return new Reason(
        Reason.Kind.DUPLICATES,
        "they count %d lines with %d bytes that repeat others"
            .formatted(again.lines(), again.bytes()));
  }

  private static Optional<Reason> otherUnit(Volume volume, Stated stated, BigDecimal own) {
    if (stated.volume().signum() == 0 || own.signum() == 0) {
      return Optional.empty();
    }
    BigDecimal declared = BigDecimal.valueOf(volume.unit().bytes());
    for (DataUnit unit : DataUnit.values()) {
      BigDecimal bytes = BigDecimal.valueOf(unit.bytes());
      // What they may be off by is counted in their unit, whichever it is; units divide exactly.
      Tolerance tolerance =
          new Tolerance(
              volume.tolerance().absolute().multiply(bytes).divide(declared),
              volume.tolerance().perMille());
      if (unit != volume.unit() && tolerance.admits(stated.volume().multiply(bytes), own)) {
        return Optional.of(
            new Reason(
                Reason.Kind.UNIT,
                "their number is ours in %s, declared is %s".formatted(unit, volume.unit())));
      }
    }
    return Optional.empty();
  }

  private Optional<Reason> rounded(
      Volume of, Stated stated, Booked booked, BigDecimal their, BigDecimal own) {
    if (stated.lines() == 0 || booked.sessionDays() == 0) {
      return Optional.empty();
    }
    if (booked.chargedBytes() > 0 && admits(their, BigDecimal.valueOf(booked.chargedBytes()))) {
      return Optional.of(
          new Reason(
              Reason.Kind.ROUNDING,
              "theirs is ours with each session day rounded up to the price's increment"));
    }
    Optional<Reason> atOnce =
        prices
            .incrementBytes(booked)
            .filter(increment -> admits(their, roundedUp(booked.bytes(), increment)))
            .map(increment ->
                new Reason(
                    Reason.Kind.ROUNDING,
                    "theirs is ours rounded up to the increment of %d B".formatted(increment)));
    if (atOnce.isPresent()) {
      return atOnce;
    }
    BigDecimal step =
        BigDecimal.valueOf(of.unit().bytes()).scaleByPowerOfTen(-stated.volume().scale());
    boolean within =
        their.subtract(own).abs().compareTo(step.multiply(BigDecimal.valueOf(stated.lines()))) < 0;
    return within && step.compareTo(BigDecimal.ONE) > 0
        ? Optional.of(
            new Reason(
                Reason.Kind.ROUNDING, "the difference is less than the last digit they write"))
        : Optional.empty();
  }

  private static BigDecimal roundedUp(long bytes, long increment) {
    return BigDecimal.valueOf(Math.multiplyExact(Math.ceilDiv(bytes, increment), increment));
  }

  private Optional<Reason> shifted(Cell cell) {
    if (!(range.when() instanceof When.Day)) {
      return Optional.empty();
    }
    Cell before = new Cell(cell.from().minusDays(1), cell.key());
    Cell after = new Cell(cell.from().plusDays(1), cell.key());
    return ourDayIs(cell, before)
        .or(() -> ourDayIs(cell, after))
        .or(() -> theirDayIs(cell, before))
        .or(() -> theirDayIs(cell, after))
        .or(() -> together(cell, before))
        .or(() -> together(cell, after));
  }

  /** Both sides of a neighbour that does not agree by itself. */
  private Optional<Pair> differing(Cell neighbour) {
    return measures
        .leading(theirs.of(neighbour), ours.of(neighbour))
        .filter(pair -> !measures.leadingTolerance().admits(pair.theirs(), pair.ours()));
  }

  private Optional<Reason> ourDayIs(Cell cell, Cell neighbour) {
    return both(cell, neighbour)
        .filter(both -> isSame(both.here().theirs(), both.there().ours()))
        .map(both -> shifted("they state here what we have on %s".formatted(neighbour.from())));
  }

  private Optional<Reason> theirDayIs(Cell cell, Cell neighbour) {
    return both(cell, neighbour)
        .filter(both -> isSame(both.there().theirs(), both.here().ours()))
        .map(both -> shifted("they state it on %s".formatted(neighbour.from())));
  }

  private Optional<Reason> together(Cell cell, Cell neighbour) {
    return both(cell, neighbour)
        .filter(both -> {
          Pair sum = both.here().plus(both.there());
          return isSame(sum.theirs(), sum.ours());
        })
        .map(both -> shifted("together with %s the two sides agree".formatted(neighbour.from())));
  }

  private record Both(Pair here, Pair there) {}

  private Optional<Both> both(Cell cell, Cell neighbour) {
    return measures
        .leading(theirs.of(cell), ours.of(cell))
        .flatMap(here -> differing(neighbour).map(there -> new Both(here, there)));
  }

  private boolean isSame(BigDecimal their, BigDecimal own) {
    return their.signum() != 0
        && own.signum() != 0
        && measures.leadingTolerance().admits(their, own);
  }

  private static Reason shifted(String text) {
    return new Reason(Reason.Kind.DAY_SHIFTED, text + ": another clock or zone, or a moved line");
  }

  /** What may have to do with it: where they have more, what ours lacks. */
  private List<Reason> around(Cell cell, Stated stated, Booked booked) {
    List<Reason> found = new ArrayList<>();
    Circumstances.Kept kept = circumstances.kept(cell);
    if (kept.conflicts() > 0) {
      found.add(
          new Reason(
              Reason.Kind.CONFLICT,
              kept.conflicts() + " lines contradict others of the same identity"));
    }
    boolean theirsIsMore =
        measures
            .leading(stated, booked)
            .map(pair -> pair.theirs().compareTo(pair.ours()) > 0)
            .orElse(true);
    if (!theirsIsMore) {
      return found;
    }
    if (kept.parked() > 0) {
      found.add(parked(cell, ""));
    }
    if (!kept.rejected().isEmpty()) {
      found.add(
          new Reason(
              Reason.Kind.REJECTED,
              "%d lines are rejected, as %s"
                  .formatted(kept.rejected().size(), kept.rejected().getFirst())));
    }
    Map<LocalDate, List<String>> lacks = circumstances.lacks(cell);
    if (!lacks.isEmpty()) {
      found.add(new Reason(Reason.Kind.INCOMPLETE, incomplete(lacks)));
    }
    if (stated.lines() > 0 && booked.sessionDays() == 0 && !keys.isKnown(cell.key())) {
      found.add(new Reason(Reason.Kind.UNKNOWN_KEY, "there is no " + keys.noun()));
    }
    return found;
  }

  private Reason parked(Cell cell, String more) {
    Circumstances.Kept kept = circumstances.kept(cell);
    return new Reason(
        Reason.Kind.PARKED,
        "%d lines are parked with %d bytes%s".formatted(kept.parked(), kept.parkedBytes(), more));
  }

  private static String incomplete(Map<LocalDate, List<String>> lacks) {
    Map.Entry<LocalDate, List<String>> first = lacks.entrySet().iterator().next();
    String one = first.getKey() + " is incomplete: " + String.join(", ", first.getValue());
    return lacks.size() == 1 ? one : one + "; and " + (lacks.size() - 1) + " more days";
  }

  private List<Reason> rest(Cell cell, Stated stated, Booked booked) {
    if (stated.lines() == 0) {
      return List.of(new Reason(Reason.Kind.NOT_IN_SUMMARY, notInSummary(cell)));
    }
    if (booked.sessionDays() == 0) {
      return List.of(new Reason(Reason.Kind.NOT_IN_BOOKS, "we have no usage of it"));
    }
    return List.of(new Reason(Reason.Kind.UNEXPLAINED, "nothing that the books know explains it"));
  }

  private String notInSummary(Cell cell) {
    if (!theirs.names(cell.from())) {
      return "they state nothing of %s at all".formatted(range.text(cell));
    }
    return keys.isAbout(KeyKind.NONE) || theirs.names(cell.key())
        ? "they state nothing of it, but other lines of this key"
        : "they state nothing of this key at all";
  }
}
