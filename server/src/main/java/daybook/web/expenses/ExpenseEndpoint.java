package daybook.web.expenses;

import daybook.model.Problem;
import daybook.model.Refusal;
import daybook.party.Caller;
import daybook.report.ExpenseQuery;
import daybook.report.ExpenseReport;
import daybook.report.Snapshot;
import daybook.web.Answer;
import daybook.web.Answers;
import daybook.web.Conditional;
import daybook.web.Endpoint;
import daybook.web.EntityTag;
import daybook.web.Headers;
import daybook.web.HeavyWork;
import daybook.web.KeptAnswers;
import daybook.web.MediaType;
import daybook.web.PathTemplate;
import daybook.web.Request;
import java.time.LocalDate;

/**
 * {@code GET /api/v3/resellers/{reseller_id}/reseller_analytics}: what each subscription cost a
 * reseller.
 */
public final class ExpenseEndpoint implements Endpoint.Guarded {
  private static final PathTemplate PATH =
      PathTemplate.of("/api/v3/resellers/{reseller_id}/reseller_analytics");
  private static final String VARY = "Authorization, X-Api-Token, Accept";

  private final Answers<ExpenseQuery, ExpenseReport> answers;
  private final KeptAnswers kept;
  private final HeavyWork heavy;

  public ExpenseEndpoint(
      Answers<ExpenseQuery, ExpenseReport> answers, KeptAnswers kept, HeavyWork heavy) {
    this.answers = answers;
    this.kept = kept;
    this.heavy = heavy;
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
  public boolean isOftenAtOnce() {
    return true;
  }

  @Override
  public Answer answer(Request request, Caller caller) {
    requireMediaTypes(request.headers());
    caller.requireExpenses();
    ExpenseQuery query = ExpenseParameters.read(PATH.variableIn(request.path()), request.query());
    Snapshot<ExpenseReport> report = answers.at(caller, query);
    EntityTag tag = EntityTag.of(report.version(), query.toString());
    return Conditional.answer(
        request,
        tag,
        VARY,
        () ->
            kept.get(
                tag, () -> heavy.run(() -> answer(report.content().get(), query.downstream()))));
  }

  private static void requireMediaTypes(Headers headers) {
    if (!MediaType.JSON_API.isAcceptedBy(headers)) {
      throw new Refusal(new Problem.NotAcceptable(MediaType.JSON_API.toString()));
    }
    for (String sent : headers.all("Content-Type")) {
      boolean known = MediaType.JSON_API.isNamedBy(sent) || MediaType.JSON.isNamedBy(sent);
      if (!known && !sent.isBlank()) {
        throw new Refusal(new Problem.UnsupportedMediaType(MediaType.JSON_API.toString()));
      }
    }
  }

  private static Answer answer(ExpenseReport report, boolean withReseller) {
    LocalDate complete = report.completeThrough();
    return Answer.ok(
            MediaType.JSON_API.toString(), ExpenseEncoder.encode(report.lines(), withReseller))
        .with("X-Total-Count", Integer.toString(report.lines().size()))
        .with("Daybook-Complete-Through", complete == null ? "unknown" : complete.toString())
        .with("Daybook-Unrated", Long.toString(report.unrated()))
        .with("Daybook-Currency", report.currency().code());
  }
}
