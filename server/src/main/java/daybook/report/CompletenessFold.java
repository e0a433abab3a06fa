package daybook.report;

import daybook.completeness.Completeness;
import daybook.completeness.OperatorState;
import daybook.model.Reseller;
import daybook.model.Role;
import daybook.party.Caller;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

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
    Map<String, OperatorState> states = completeness.operators(null);
    if (maySeeFeeds(caller, view)) {
      return new CompletenessReport(
          states.values().stream()
              .map(state ->
                  new CompletenessReport.Line(state.operator(), state.completeThrough(), state))
              .toList());
    }
    List<CompletenessReport.Line> lines =
        new TreeSet<>(CompleteThrough.namesOf(completeThrough.inScope(view), states))
            .stream().map(name -> line(name, states)).toList();
    return new CompletenessReport(lines);
  }

  /** An operator without a feed is not known to be complete. */
  private static CompletenessReport.Line line(String name, Map<String, OperatorState> states) {
    OperatorState state = states.get(name);
    return new CompletenessReport.Line(name, state == null ? null : state.completeThrough(), null);
  }

  private static boolean maySeeFeeds(Caller caller, Viewpoint view) {
    boolean ofTheRoot =
        view.now().root().map(Reseller::id).filter(caller.reseller()::equals).isPresent();
    return ofTheRoot
        && caller.account() == null
        && (caller.role() == Role.ADMIN || caller.role() == Role.OPERATIONS);
  }
}
