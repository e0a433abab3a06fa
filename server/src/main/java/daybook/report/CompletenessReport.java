package daybook.report;

import daybook.completeness.OperatorState;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How complete operators are, as far as the caller may know it; sorted by name. */
public record CompletenessReport(List<Line> lines) {
  public CompletenessReport {
    lines = List.copyOf(lines);
  }

  /**
   * @param completeThrough absent: unknown
   * @param details what its feeds lack; absent: not for this caller
   */
  public record Line(
      String operator, @Nullable LocalDate completeThrough, @Nullable OperatorState details) {}
}
