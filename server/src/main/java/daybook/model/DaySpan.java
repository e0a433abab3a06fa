package daybook.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A span of days, both ends inclusive; an absent end is unbounded. */
public record DaySpan(@Nullable LocalDate from, @Nullable LocalDate to) {
  public static final DaySpan ALWAYS = new DaySpan(null, null);

  public DaySpan {
    if (from != null && to != null && from.isAfter(to)) {
      throw new IllegalArgumentException("The span starts on " + from + ", after its end " + to);
    }
  }

  public boolean contains(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }

  public boolean overlaps(DaySpan other) {
    return (from == null || other.to == null || !from.isAfter(other.to))
        && (to == null || other.from == null || !to.isBefore(other.from));
  }
}
