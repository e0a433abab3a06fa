package daybook.model;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;

/**
 * Everything a request can be refused for. Each API writes these in its own form and words, by type
 * and never by message text.
 */
public sealed interface Problem {
  /** The HTTP status of a refusal for this. */
  default int status() {
    return switch (this) {
      case MalformedBody _,
          WrongType _,
          Missing _,
          Repeated _,
          NotADate _,
          ReversedDates _,
          OutOfRange _,
          UnknownValue _,
          UnknownParameter _,
          MalformedItem _,
          AsOfBeforeOpening _,
          AsOfInFuture _ ->
          400;
      case Unauthenticated _ -> 401;
      case Forbidden _ -> 403;
      case UnknownItem _,
          UnknownReseller _,
          UnknownSubscription _,
          UnknownSession _,
          UnknownPath _ ->
          404;
      case MethodNotAllowed _ -> 405;
      case NotAcceptable _ -> 406;
      case BodyTooLarge _ -> 413;
      case UnsupportedMediaType _ -> 415;
      case TooManyRequests _ -> 429;
      case Internal _ -> 500;
      case Unavailable _ -> 503;
    };
  }

  /** No token, or none in force; which of the two is not said. */
  record Unauthenticated() implements Problem {}

  /** The caller's role may not call this. */
  record Forbidden(Role role) implements Problem {}

  /** The body is no JSON object. */
  record MalformedBody(String detail) implements Problem {}

  /** A value has the wrong JSON type or form. */
  record WrongType(String parameter, String expected) implements Problem {}

  record Missing(String parameter) implements Problem {}

  /** A parameter that may stand once stands several times. */
  record Repeated(String parameter) implements Problem {}

  /**
   * @param format as the API's document writes it, as DD-MM-YYYY
   */
  record NotADate(String parameter, String value, String format) implements Problem {}

  /** The start lies after the end. */
  record ReversedDates(String fromParameter, String toParameter) implements Problem {}

  record OutOfRange(String parameter, String value, long least, long most) implements Problem {}

  /** The value is none of those that are known. */
  record UnknownValue(String parameter, String value, Set<String> known) implements Problem {}

  /** Nobody asks for a parameter of this name, so that it may be a known one misspelt. */
  record UnknownParameter(String parameter, Set<String> known) implements Problem {}

  /** An item of {@code select} is neither {@code all} nor {@code s_<id>} nor {@code g_<id>}. */
  record MalformedItem(String item) implements Problem {}

  /** No such SIM or group, or not the caller's; which of the two is not said. */
  record UnknownItem(String item) implements Problem {}

  /** No such reseller, or not within the caller's reach; which of the two is not said. */
  record UnknownReseller(String id) implements Problem {}

  /** No such subscription, or not within the reseller's reach; which of the two is not said. */
  record UnknownSubscription(String id) implements Problem {}

  /** No such session on that day, or not the caller's then; which of the two is not said. */
  record UnknownSession(String sid, LocalDate usageDay) implements Problem {}

  /** The book is not open, or was opened after that day. */
  record AsOfBeforeOpening(String parameter, LocalDate asOf) implements Problem {}

  record AsOfInFuture(String parameter, LocalDate asOf) implements Problem {}

  record UnknownPath() implements Problem {}

  /**
   * @param allowed as the {@code Allow} header lists them
   */
  record MethodNotAllowed(String allowed) implements Problem {}

  record NotAcceptable(String offered) implements Problem {}

  record UnsupportedMediaType(String expected) implements Problem {}

  record BodyTooLarge(long mostBytes) implements Problem {}

  /**
   * The caller has asked more often than it may.
   *
   * @param perSecond how often it may
   * @param retryAfter when to ask again, in whole seconds
   */
  record TooManyRequests(int perSecond, Duration retryAfter) implements Problem {}

  /**
   * Our fault.
   *
   * @param id also in the log, beside what happened
   */
  record Internal(String id) implements Problem {}

  /**
   * There is no answer now, but there may be one soon.
   *
   * @param retryAfter when to ask again, in whole seconds
   */
  record Unavailable(Duration retryAfter) implements Problem {}
}
