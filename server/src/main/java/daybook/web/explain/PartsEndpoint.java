package daybook.web.explain;

import daybook.model.DaySpan;
import daybook.party.Caller;
import daybook.report.EntryFilter;
import daybook.report.EntryQuery;
import daybook.report.PartQuery;
import daybook.report.PartReport;
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
import java.time.LocalDate;
import java.util.Set;

/** {@code GET /v1/explain/session-days}: the session days that entries of a usage day add up. */
public final class PartsEndpoint implements Endpoint.Guarded {
  static final String ADDRESS = "/v1/explain/session-days";

  private static final PathTemplate PATH = PathTemplate.of(ADDRESS);
  private static final Set<String> KNOWN =
      Set.of(
          "reseller",
          "subscription",
          "usage_day",
          "date_from",
          "date_to",
          "basis",
          "as_of",
          "batch",
          "kind",
          "operator",
          "price_version",
          "rate_version",
          "revenue_rate_version",
          "page",
          "size");

  private final Answers<Paged<PartQuery>, PartReport> answers;
  private final int mostSize;

  /**
   * @param mostSize the largest page that may be asked for, in session days, inclusive; at least 1
   */
  public PartsEndpoint(Answers<Paged<PartQuery>, PartReport> answers, int mostSize) {
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
    Paged<PartQuery> asked = read(request.query());
    Snapshot<PartReport> report = answers.at(caller, asked);
    EntityTag tag = EntityTag.of(report.version(), asked.toString());
    return Conditional.answer(
        request, tag, Paged.VARY, () -> page(report.content().get(), asked.query()));
  }

  private Paged<PartQuery> read(Query query) {
    Parameters parameters = new Parameters(query, KNOWN);
    LocalDate usageDay = parameters.requiredDay("usage_day");
    EntryQuery entries =
        new EntryQuery(
            parameters.reseller(),
            parameters.subscription(),
            new DaySpan(usageDay, usageDay),
            parameters.bookedDays(),
            parameters.basis(),
            parameters.day("as_of"));
    EntryFilter only =
        new EntryFilter(
            parameters.number("batch", 0, Long.MAX_VALUE),
            parameters.oneOf("kind", EntryFilter.KINDS).orElse(null),
            parameters.text("operator").orElse(null),
            parameters.number("price_version", 0, Long.MAX_VALUE),
            parameters.number("rate_version", 0, Long.MAX_VALUE),
            parameters.number("revenue_rate_version", 0, Long.MAX_VALUE));
    return new Paged<>(new PartQuery(entries, only), parameters.page(mostSize));
  }

  private static Answer page(PartReport report, PartQuery query) {
    return Answer.ok(MediaType.JSON.toString(), PartEncoder.encode(report, query.entries()))
        .with("X-Total-Count", Integer.toString(report.count()));
  }
}
