package daybook.reconcile;

import daybook.model.SummaryLine;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an operator's summary says, added up per cell as its lines are read. */
public final class TheirSummary {
  private final Map<Cell, Stated> sums = new HashMap<>();
  private final Set<String> keys = new HashSet<>();
  private final Set<LocalDate> starts = new HashSet<>();
  private @Nullable LocalDate first;
  private @Nullable LocalDate last;

  public void add(SummaryLine line) {
    LocalDate from = line.from();
    if (from != null) {
      first = first == null || from.isBefore(first) ? from : first;
      last = last == null || from.isAfter(last) ? from : last;
    }
    Cell cell = new Cell(from == null ? Range.WHOLE : from, line.key());
    sums.computeIfAbsent(cell, same -> new Stated()).add(line);
    keys.add(cell.key());
    starts.add(cell.from());
  }

  /** The first day that a line names, or the first of the first month; absent: none does. */
  public @Nullable LocalDate first() {
    return first;
  }

  /** The last day that a line names, or the first of the last month; absent: none does. */
  public @Nullable LocalDate last() {
    return last;
  }

  Map<Cell, Stated> sums() {
    return sums;
  }

  Stated of(Cell cell) {
    return sums.getOrDefault(cell, Stated.NOTHING);
  }

  boolean names(String key) {
    return keys.contains(key);
  }

  boolean names(LocalDate start) {
    return starts.contains(start);
  }
}
