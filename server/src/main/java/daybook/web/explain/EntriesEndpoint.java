package daybook.web.explain;

import daybook.party.Caller;
import daybook.report.EntryQuery;
import daybook.report.EntryReport;
import daybook.report.Snapshot;
import daybook.web.Answer;
import daybook.web.Answers;
import daybook.web.Conditional;
import daybook.web.Endpoint;
import daybook.web.EntityTag;
import daybook.web.MediaType;
import daybook.web.PathTemplate;
import daybook.web.Query;
import daybook.web.Request;
import java.time.YearMonth;
import java.util.Set;

/** {@code GET /v1/explain/expenses}: the entries that a row of the expense report adds up. */
public final class EntriesEndpoint implements Endpoint.Guarded {
  private static final PathTemplate PATH = PathTemplate.of("/v1/explain/expenses");
  private static final Set<String> KNOWN =
      Set.of(
          "reseller",
          "subscription",
          "period",
          "date_from",
          "date_to",
          "basis",
          "as_of",
          "page",
          "size");

  private final Answers<Paged<EntryQuery>, EntryReport> answers;
  private final int mostSize;

  /**
   * @param mostSize the largest page that may be asked for, in entries, inclusive; at least 1
   */
  public EntriesEndpoint(Answers<Paged<EntryQuery>, EntryReport> answers, int mostSize) {
    this.answers = answers;
    this.mostSize = mostSize;
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
    caller.requireExpenses();
    Paged<EntryQuery> asked = read(request.query());
    Snapshot<EntryReport> report = answers.at(caller, asked);
    EntityTag tag = EntityTag.of(report.version(), asked.toString());
    return Conditional.answer(
        request, tag, Paged.VARY, () -> page(report.content().get(), asked.query()));
  }

  private Paged<EntryQuery> read(Query query) {
    Parameters parameters = new Parameters(query, KNOWN);
    YearMonth period = parameters.month("period");
    parameters.requiredDay("date_from");
    parameters.requiredDay("date_to");
    EntryQuery asked =
        new EntryQuery(
            parameters.reseller(),
            parameters.subscription(),
            EntryQuery.daysOf(period),
            parameters.bookedDays(),
            parameters.basis(),
            parameters.day("as_of"));
    return new Paged<>(asked, parameters.page(mostSize));
  }

  private static Answer page(EntryReport report, EntryQuery query) {
    return Answer.ok(MediaType.JSON.toString(), EntryEncoder.encode(report, query))
        .with("X-Total-Count", Integer.toString(report.count()));
  }
}
