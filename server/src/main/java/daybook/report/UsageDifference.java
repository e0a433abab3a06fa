package daybook.report;

import daybook.model.BatchId;
import daybook.model.SimId;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A usage day, or what one SIM has of it, on which the usage report differs between two states.
 *
 * @param sim absent: all SIMs together
 * @param before what the report had
 * @param effect from the first state to the second
 * @param effects of each batch in between. Their volumes add up to that of {@code effect}; how many
 *     session days each made differ does not, for two batches may change the same one
 */
public record UsageDifference(
    LocalDate usageDay,
    @Nullable SimId sim,
    Volume before,
    Effect effect,
    SortedMap<BatchId, Effect> effects) {
  public UsageDifference {
    effects = Collections.unmodifiableSortedMap(new TreeMap<>(effects));
  }

  /** What is told apart. */
  public enum Detail {
    DAY,
    SIM
  }

  /**
   * @param bytes up and down
   */
  public record Volume(long sessionDays, long bytes) {
    static final Volume NONE = new Volume(0, 0);

    public Volume plus(Volume other) {
      return new Volume(
          Math.addExact(sessionDays, other.sessionDays), Math.addExact(bytes, other.bytes));
    }
  }

  /**
   * @param volume that came or, negative, went
   * @param changed session days that came, went, or differ in anything the report says of them
   * @param moved those of them that belong to another subscription
   * @param rerated those of them that belong to the same one and are charged otherwise
   */
  public record Effect(Volume volume, long changed, long moved, long rerated) {
    static final Effect NONE = new Effect(Volume.NONE, 0, 0, 0);

    Effect plus(Effect other) {
      return new Effect(
          volume.plus(other.volume),
          changed + other.changed,
          moved + other.moved,
          rerated + other.rerated);
    }
  }
}
