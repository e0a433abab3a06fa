package daybook.web.completeness;

import daybook.party.Caller;
import daybook.report.CompletenessReport;
import daybook.web.Answer;
import daybook.web.Body;
import daybook.web.Conditional;
import daybook.web.Endpoint;
import daybook.web.EntityTag;
import daybook.web.MediaType;
import daybook.web.PathTemplate;
import daybook.web.Request;
import java.util.function.Function;

/** {@code GET /v1/completeness}: through which day each operator is complete, and what it lacks. */
public final class CompletenessEndpoint implements Endpoint.Guarded {
  private static final PathTemplate PATH = PathTemplate.of("/v1/completeness");
  private static final String VARY = "Authorization, X-Api-Token";

  private final Function<Caller, CompletenessReport> reports;

  public CompletenessEndpoint(Function<Caller, CompletenessReport> reports) {
    this.reports = reports;
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public PathTemplate path() {
    return PATH;
  }

  @Override
  public Answer answer(Request request, Caller caller) {
    Body body = CompletenessEncoder.encode(reports.apply(caller));
    // The tag is the content's own, for a day becomes overdue without anything being booked.
    return Conditional.answer(
        request, EntityTag.of(body.utf8()), VARY, () -> Answer.ok(MediaType.JSON.toString(), body));
  }
}
