package daybook.model;

import java.math.BigDecimal;

/**
 * How far a stated number may be from the one it is held against: by either measure, inclusive.
 *
 * @param absolute not negative
 * @param perMille of the number it is held against, not negative
 */
public record Tolerance(BigDecimal absolute, BigDecimal perMille) {
  public static final Tolerance EXACT = new Tolerance(BigDecimal.ZERO, BigDecimal.ZERO);

  public Tolerance {
    if (absolute.signum() < 0 || perMille.signum() < 0) {
      throw new IllegalArgumentException("A tolerance is not negative");
    }
  }

  public boolean admits(BigDecimal stated, BigDecimal own) {
    BigDecimal difference = stated.subtract(own).abs();
    return difference.compareTo(absolute) <= 0
        || difference.compareTo(own.abs().multiply(perMille).movePointLeft(3)) <= 0;
  }

  /** The same in a unit of which {@code factor} make one of this. */
  public Tolerance times(long factor) {
    return new Tolerance(absolute.multiply(BigDecimal.valueOf(factor)), perMille);
  }
}
