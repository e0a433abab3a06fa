package daybook.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The book's time zone: it says which calendar day an instant belongs to. Fixed once data exist.
 */
public record BookZone(ZoneId id) {
  public LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, id);
  }

  /** The first instant of a day, which daylight saving may put after midnight. */
  public Instant startOf(LocalDate day) {
    return day.atStartOfDay(id).toInstant();
  }

  /** The first instant that no longer belongs to the day. */
  public Instant endOf(LocalDate day) {
    return startOf(day.plusDays(1));
  }
}
