package daybook.report;

import daybook.completeness.Completeness;
import daybook.party.Caller;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How complete the operators are. Feeds are the provider's: its admins and operations see what they
 * lack, everybody else how far the operators of their own SIMs have come.
 */
public final class CompletenessFold {
  private final Completeness completeness;
  private final Viewpoints viewpoints;
  private final CompleteThrough completeThrough;

  public CompletenessFold(
      Completeness completeness, Viewpoints viewpoints, CompleteThrough completeThrough) {
    this.completeness = completeness;
    this.viewpoints = viewpoints;
    this.completeThrough = completeThrough;
  }

  public CompletenessReport report(Caller caller) {
    Viewpoint view = viewpoints.of(caller, null, "as_of");
    if (view.showsRawRecords(caller)) {
      return new CompletenessReport(
          completeness.operators(null).values().stream()
              .map(state ->
                  new CompletenessReport.Line(state.operator(), state.completeThrough(), state))
              .toList());
    }
    Map<String, Optional<LocalDate>> known = completeness.watermarks(null);
    Set<String> names = CompleteThrough.namesOf(completeThrough.inScope(view), known.keySet());
    return new CompletenessReport(
        names.stream()
            .sorted()
            .map(name ->
                new CompletenessReport.Line(name, CompleteThrough.watermark(name, known), null))
            .toList());
  }
}
