package daybook.web;

import daybook.model.Problem;
import java.util.TreeSet;

/** What is said about each problem in English: the parameter, its value, and what to do. */
public final class EnglishMessages {
  private EnglishMessages() {}

  public static String of(Problem problem) {
    return switch (problem) {
      case Problem.Unauthenticated() ->
          "No valid token. Send one, and only one, as \"Authorization: Bearer <token>\" or as"
              + " \"X-Api-Token: <token>\".";
      case Problem.Forbidden(var role) ->
          "The role %s may not call this method. Use the token of a manager whose role may."
              .formatted(role);
      case Problem.MalformedBody(String detail) ->
          "The body is not a JSON object (see %s, line:column). Send an object, or no body at all."
              .formatted(detail);
      case Problem.WrongType(String parameter, String expected) ->
          "%s has the wrong type. Send it as: %s.".formatted(Excerpt.of(parameter), expected);
      case Problem.Missing(String parameter) ->
          "%s is missing. It is required.".formatted(Excerpt.of(parameter));
      case Problem.Repeated(String parameter) ->
          "%s is given several times. Give it once.".formatted(Excerpt.of(parameter));
      case Problem.NotADate(String parameter, String value, String format) ->
          "%s is %s, which is not a calendar date written as %s."
              .formatted(Excerpt.of(parameter), Excerpt.of(value), format);
      case Problem.ReversedDates(String from, String to) ->
          "%s lies after %s. Exchange the two.".formatted(Excerpt.of(from), Excerpt.of(to));
      case Problem.OutOfRange(String parameter, String value, long least, long most) ->
          "%s is %s. It must be from %s to %s."
              .formatted(Excerpt.of(parameter), Excerpt.of(value), least, most);
      case Problem.UnknownValue(String parameter, String value, var known) ->
          "%s is %s, which is not known. Known: %s."
              .formatted(
                  Excerpt.of(parameter),
                  Excerpt.of(value),
                  String.join(", ", new TreeSet<>(known)));
      case Problem.UnknownParameter(String parameter, var known) ->
          "There is no parameter %s. Known: %s."
              .formatted(Excerpt.of(parameter), String.join(", ", new TreeSet<>(known)));
      case Problem.MalformedItem(String item) ->
          "\"select\" holds %s. Its items are all, s_<id> or g_<id>.".formatted(Excerpt.of(item));
      case Problem.UnknownItem(String item) ->
          "\"select\" names %s, which does not exist or is not available to you."
              .formatted(Excerpt.of(item));
      case Problem.UnknownReseller(String id) ->
          "The reseller %s does not exist or is not available to you.".formatted(Excerpt.of(id));
      case Problem.UnknownSubscription(String id) ->
          "The subscription %s does not exist or is not available to you."
              .formatted(Excerpt.of(id));
      case Problem.UnknownSession(String sid, var usageDay) ->
          "The session %s on %s does not exist or is not available to you."
              .formatted(Excerpt.of(sid), usageDay);
      case Problem.AsOfBeforeOpening(String parameter, var asOf) ->
          ("%s is %s, but the book was not open on that day. Ask as of a later day, or leave it"
                  + " out.")
              .formatted(Excerpt.of(parameter), asOf);
      case Problem.AsOfInFuture(String parameter, var asOf) ->
          "%s is %s, which is still to come. Ask as of an earlier day, or leave it out."
              .formatted(Excerpt.of(parameter), asOf);
      case Problem.UnknownPath() -> "There is nothing at this address.";
      case Problem.MethodNotAllowed(String allowed) ->
          "This address does not know the method. Use %s.".formatted(allowed);
      case Problem.NotAcceptable(String offered) ->
          "The answer is %s, which the Accept header does not admit.".formatted(offered);
      case Problem.UnsupportedMediaType(String expected) ->
          "The Content-Type is not supported. Send %s.".formatted(expected);
      case Problem.BodyTooLarge(long mostBytes) ->
          "The body is larger than %s bytes. Send a smaller one.".formatted(mostBytes);
      case Problem.TooManyRequests(int perSecond, var retryAfter) ->
          "These are more than %s requests a second with one token. Ask again in %s seconds."
              .formatted(perSecond, retryAfter.toSeconds());
      case Problem.Internal(String id) ->
          "Something went wrong on our side. Please report it with this number: %s.".formatted(id);
      case Problem.Unavailable(var retryAfter) ->
          ("There is no answer at the moment. Ask again in %s seconds; if there is none then either,"
                  + " ask for fewer days.")
              .formatted(retryAfter.toSeconds());
    };
  }
}
