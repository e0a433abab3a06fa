package daybook.web.expenses;

import daybook.model.Problem;
import daybook.web.Answer;
import daybook.web.Body;
import daybook.web.EnglishMessages;
import daybook.web.JsonBytes;
import daybook.web.MediaType;
import daybook.web.ProblemWriter;
import daybook.web.Request;
import org.jspecify.annotations.Nullable;

/** Problems as JSON:API error objects: a code for programs, a title and a detail for people. */
public final class ExpenseProblems implements ProblemWriter {
  private static final int USUAL_BYTES = 512;

  /**
   * What is the same for every problem of a kind.
   *
   * @param source absent: it lies in none
   */
  private record Kind(String code, String title, @Nullable Source source) {
    Kind(String code, String title) {
      this(code, title, null);
    }
  }

  /** Where the problem lies: {@code parameter} or {@code header}, and its name. */
  private record Source(String place, String name) {
    static Source parameter(String name) {
      return new Source("parameter", name);
    }

    static Source header(String name) {
      return new Source("header", name);
    }
  }

  @Override
  public Answer write(Problem problem, Request request) {
    Kind kind = kind(problem);
    JsonBytes json = new JsonBytes(USUAL_BYTES);
    json.raw("{\"errors\":[{\"status\":\"").number(problem.status());
    json.raw("\",\"code\":").string(kind.code());
    json.raw(",\"title\":").string(kind.title());
    json.raw(",\"detail\":").string(EnglishMessages.of(problem));
    Source source = kind.source();
    if (source != null) {
      json.raw(",\"source\":{").string(source.place()).raw(":").string(source.name()).raw("}");
    }
    Body body = json.raw("}]}").toBody();
    return Answer.refusing(problem, MediaType.JSON_API.toString(), body);
  }

  private static Kind kind(Problem problem) {
    return switch (problem) {
      case Problem.Unauthenticated() ->
          new Kind("unauthenticated", "No valid token", Source.header("X-Api-Token"));
      case Problem.Forbidden(var role) -> new Kind("forbidden", "Not allowed for this role");
      case Problem.MalformedBody(var detail) -> new Kind("malformed_body", "Malformed body");
      case Problem.WrongType(var parameter, var expected) ->
          new Kind("malformed_value", "Malformed value", Source.parameter(parameter));
      case Problem.Missing(var parameter) ->
          new Kind("missing_parameter", "Missing parameter", Source.parameter(parameter));
      case Problem.Repeated(var parameter) ->
          new Kind("repeated_parameter", "Repeated parameter", Source.parameter(parameter));
      case Problem.NotADate(var parameter, var value, var format) ->
          new Kind("invalid_date", "Invalid date", Source.parameter(parameter));
      case Problem.ReversedDates(var from, var to) ->
          new Kind("reversed_dates", "Reversed dates", Source.parameter(from));
      case Problem.OutOfRange(var parameter, var value, var least, var most) ->
          new Kind("out_of_range", "Value out of range", Source.parameter(parameter));
      case Problem.UnknownValue(var parameter, var value, var known) ->
          new Kind("unknown_value", "Unknown value", Source.parameter(parameter));
      case Problem.UnknownParameter(var parameter, var known) ->
          new Kind("unknown_parameter", "Unknown parameter", Source.parameter(parameter));
      case Problem.MalformedItem(var item) ->
          new Kind("malformed_item", "Malformed item", Source.parameter("select"));
      case Problem.UnknownItem(var item) ->
          new Kind("unknown_item", "Unknown item", Source.parameter("select"));
      case Problem.UnknownReseller(var id) ->
          new Kind("unknown_reseller", "Unknown reseller", Source.parameter("reseller_id"));
      case Problem.UnknownSubscription(var id) ->
          new Kind(
              "unknown_subscription", "Unknown subscription", Source.parameter("subscription"));
      case Problem.UnknownSession(var sid, var usageDay) ->
          new Kind("unknown_session", "Unknown session", Source.parameter("sid"));
      case Problem.AsOfBeforeOpening(var parameter, var asOf) ->
          new Kind("as_of_before_opening", "Day before the opening", Source.parameter(parameter));
      case Problem.AsOfInFuture(var parameter, var asOf) ->
          new Kind("as_of_in_future", "Day in the future", Source.parameter(parameter));
      case Problem.UnknownPath() -> new Kind("unknown_path", "Unknown address");
      case Problem.MethodNotAllowed(var allowed) ->
          new Kind("method_not_allowed", "Method not allowed");
      case Problem.NotAcceptable(var offered) ->
          new Kind("not_acceptable", "Not acceptable", Source.header("Accept"));
      case Problem.UnsupportedMediaType(var expected) ->
          new Kind(
              "unsupported_media_type", "Unsupported media type", Source.header("Content-Type"));
      case Problem.BodyTooLarge(var mostBytes) -> new Kind("body_too_large", "Body too large");
      case Problem.TooManyRequests(var perSecond, var retryAfter) ->
          new Kind("too_many_requests", "Too many requests", Source.header("X-Api-Token"));
      case Problem.Internal(var id) -> new Kind("internal_error", "Internal error");
      case Problem.Unavailable(var retryAfter) ->
          new Kind("unavailable", "No answer at the moment");
    };
  }
}
