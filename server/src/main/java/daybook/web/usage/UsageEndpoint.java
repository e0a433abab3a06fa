package daybook.web.usage;

import daybook.model.BookZone;
import daybook.model.Problem;
import daybook.model.Refusal;
import daybook.party.Caller;
import daybook.report.Snapshot;
import daybook.report.UsagePage;
import daybook.report.UsageQuery;
import daybook.web.Answer;
import daybook.web.Answers;
import daybook.web.Conditional;
import daybook.web.DateForm;
import daybook.web.Endpoint;
import daybook.web.EntityTag;
import daybook.web.HeavyWork;
import daybook.web.KeptAnswers;
import daybook.web.MediaType;
import daybook.web.PathTemplate;
import daybook.web.Request;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/report/day}: what the caller's SIM cards used, day by day. */
public final class UsageEndpoint implements Endpoint.Guarded {
  private static final PathTemplate PATH = PathTemplate.of("/api/report/day");
  private static final String AS_OF = "Daybook-As-Of";
  private static final String VARY = "Authorization, X-Api-Token, " + AS_OF;

  private final Answers<UsageQuery, UsagePage> answers;
  private final KeptAnswers kept;
  private final HeavyWork heavy;
  private final BookZone zone;
  private final int mostSize;

  /**
   * @param mostSize the largest page that may be asked for, in rows, inclusive; at least 1
   */
  public UsageEndpoint(
      Answers<UsageQuery, UsagePage> answers,
      KeptAnswers kept,
      HeavyWork heavy,
      BookZone zone,
      int mostSize) {
    this.answers = answers;
    this.kept = kept;
    this.heavy = heavy;
    this.zone = zone;
    this.mostSize = mostSize;
  }

  @Override
  public String method() {
    return "POST";
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
    UsageQuery query = UsageBody.read(request.body(), mostSize, asOf(request));
    Snapshot<UsagePage> page = answers.at(caller, query);
    EntityTag tag = tag(page.version(), Language.of(request), query);
    return Conditional.answer(
        request,
        tag,
        VARY,
        () -> kept.get(tag, () -> heavy.run(() -> answer(page.content().get()))));
  }

  private static @Nullable LocalDate asOf(Request request) {
    List<String> values = request.headers().all(AS_OF);
    if (values.size() > 1) {
      throw new Refusal(new Problem.Repeated(AS_OF));
    }
    return values.isEmpty() ? null : DateForm.YEAR_FIRST.parse(AS_OF, values.getFirst());
  }

  /** The same for all ways to name the same selection: it is a union without an order. */
  private static EntityTag tag(String version, Language language, UsageQuery query) {
    List<String> parts = new ArrayList<>();
    parts.add(version);
    parts.add(language.name());
    parts.add(String.valueOf(query.start()));
    parts.add(String.valueOf(query.end()));
    parts.add(String.valueOf(query.asOf()));
    parts.add(Long.toString(query.page()));
    parts.add(Integer.toString(query.size()));
    if (!query.select().contains("all")) {
      parts.addAll(new TreeSet<>(query.select()));
    }
    return EntityTag.of(parts.toArray(String[]::new));
  }

  private Answer answer(UsagePage page) {
    LocalDate complete = page.completeThrough();
    return Answer.ok(MediaType.JSON.toString(), UsageEncoder.encode(page.rows(), zone))
        .with("X-Total-Count", Long.toString(page.total()))
        .with("Daybook-Complete-Through", complete == null ? "unknown" : complete.toString())
        .with("Daybook-Unrated", Long.toString(page.unrated()));
  }
}
