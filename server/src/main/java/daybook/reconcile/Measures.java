package daybook.reconcile;

import daybook.model.SummaryLayout;
import daybook.model.SummaryLayout.Amount;
import daybook.model.SummaryLayout.Volume;
import daybook.model.Tolerance;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** What a summary states, and when that agrees with the books. */
final class Measures {
  private final SummaryLayout layout;

  Measures(SummaryLayout layout) {
    this.layout = layout;
  }

  boolean agree(Stated theirs, Booked ours) {
    return agreeInUsage(theirs, ours) && agreeInAmount(theirs, ours);
  }

  boolean agreeInUsage(Stated theirs, Booked ours) {
    return agreeInVolume(theirs, ours)
        && agreeInDirections(theirs, ours)
        && agreeInRecords(theirs, ours);
  }

  boolean agreeInVolume(Stated theirs, Booked ours) {
    Volume volume = layout.volume();
    return volume == null
        || volume.tolerance().admits(bytes(theirs), BigDecimal.valueOf(ours.bytes()));
  }

  boolean agreeInDirections(Stated theirs, Booked ours) {
    Volume volume = layout.volume();
    return volume == null
        || ((volume.up() == null || admits(volume, theirs.up(), ours.bytesUp()))
            && (volume.down() == null || admits(volume, theirs.down(), ours.bytesDown())));
  }

  private static boolean admits(Volume volume, BigDecimal theirs, long ours) {
    return volume.tolerance().admits(inBytes(volume, theirs), BigDecimal.valueOf(ours));
  }

  boolean agreeInRecords(Stated theirs, Booked ours) {
    return layout.records() == null || theirs.records() == ours.records();
  }

  boolean agreeInAmount(Stated theirs, Booked ours) {
    Amount amount = layout.amount();
    if (amount == null) {
      return true;
    }
    var own = ours.amounts();
    return theirs.amounts().entrySet().stream()
            .allMatch(stated ->
                amount
                    .tolerance()
                    .admits(stated.getValue(), own.getOrDefault(stated.getKey(), BigDecimal.ZERO)))
        && own.entrySet().stream()
            .filter(booked -> !theirs.amounts().containsKey(booked.getKey()))
            .allMatch(booked -> amount.tolerance().admits(BigDecimal.ZERO, booked.getValue()));
  }

  /** Their volume in bytes; not always a whole number. */
  BigDecimal bytes(Stated theirs) {
    Volume volume = layout.volume();
    return volume == null ? BigDecimal.ZERO : inBytes(volume, theirs.volume());
  }

  private static BigDecimal inBytes(Volume volume, BigDecimal stated) {
    return stated.multiply(BigDecimal.valueOf(volume.unit().bytes()));
  }

  /** One number for each side. */
  record Pair(BigDecimal theirs, BigDecimal ours) {
    Pair plus(Pair other) {
      return new Pair(theirs.add(other.theirs), ours.add(other.ours));
    }
  }

  /**
   * What days are told apart by: volume, else records, else the amount if it is in one currency.
   */
  Optional<Pair> leading(Stated theirs, Booked ours) {
    if (layout.volume() != null) {
      return Optional.of(new Pair(bytes(theirs), BigDecimal.valueOf(ours.bytes())));
    }
    if (layout.records() != null) {
      return Optional.of(
          new Pair(BigDecimal.valueOf(theirs.records()), BigDecimal.valueOf(ours.records())));
    }
    return amounts(theirs, ours);
  }

  /** Both amounts, if they are in one currency; a side that has none owes nothing. */
  Optional<Pair> amounts(Stated theirs, Booked ours) {
    Map<?, BigDecimal> stated = theirs.amounts();
    Map<?, BigDecimal> own = ours.amounts();
    boolean comparable =
        stated.size() <= 1
            && own.size() <= 1
            && (stated.isEmpty() || own.isEmpty() || stated.keySet().equals(own.keySet()));
    return comparable ? Optional.of(new Pair(only(stated), only(own))) : Optional.empty();
  }

  private static BigDecimal only(Map<?, BigDecimal> amounts) {
    return amounts.values().stream().findFirst().orElse(BigDecimal.ZERO);
  }

  /** The tolerance of what {@link #leading} gives. */
  Tolerance leadingTolerance() {
    Volume volume = layout.volume();
    if (volume != null) {
      return volume.tolerance();
    }
    Amount amount = layout.amount();
    return layout.records() == null && amount != null ? amount.tolerance() : Tolerance.EXACT;
  }
}
