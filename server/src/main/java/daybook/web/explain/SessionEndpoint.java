package daybook.web.explain;

import daybook.model.Problem;
import daybook.party.Caller;
import daybook.report.ExplainedSession;
import daybook.report.SessionQuery;
import daybook.web.Answer;
import daybook.web.Body;
import daybook.web.Conditional;
import daybook.web.Endpoint;
import daybook.web.EntityTag;
import daybook.web.MediaType;
import daybook.web.PathTemplate;
import daybook.web.Query;
import daybook.web.Request;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** {@code GET /v1/explain/session}: what a row of the usage report costs, and its lines. */
public final class SessionEndpoint implements Endpoint.Guarded {
  static final String ADDRESS = "/v1/explain/session";

  private static final PathTemplate PATH = PathTemplate.of(ADDRESS);
  private static final Set<String> KNOWN = Set.of("sid", "day", "as_of");

  private final BiFunction<Caller, SessionQuery, List<ExplainedSession>> sessions;

  public SessionEndpoint(BiFunction<Caller, SessionQuery, List<ExplainedSession>> sessions) {
    this.sessions = sessions;
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
    Body body = SessionEncoder.encode(sessions.apply(caller, read(request.query())));
    // The tag is the content's own: a line may come from another delivery with nothing booked.
    return Conditional.answer(
        request,
        EntityTag.of(body.utf8()),
        Paged.VARY,
        () -> Answer.ok(MediaType.JSON.toString(), body));
  }

  private static SessionQuery read(Query query) {
    Parameters parameters = new Parameters(query, KNOWN);
    LocalDate day = parameters.requiredDay("day");
    return parameters.id(
        "sid",
        sid -> new SessionQuery(sid, day, parameters.day("as_of")),
        sid -> new Problem.UnknownSession(sid, day));
  }
}
