package daybook.model;

import java.time.LocalDate;
import java.util.Set;

/**
 * Everything a request can be refused for. Each API writes these in its own form and words, by type
 * and never by message text; {@link #status} is the HTTP status of all of them.
 */
public sealed interface Problem {
  int status();

  /** No token, or none in force; which of the two is not said. */
  record Unauthenticated() implements Problem {
    @Override
    public int status() {
      return 401;
    }
  }

  /** The caller's role may not call this. */
  record Forbidden(Role role) implements Problem {
    @Override
    public int status() {
      return 403;
    }
  }

  /** The body is no JSON object. */
  record MalformedBody(String detail) implements Problem {
    @Override
    public int status() {
      return 400;
    }
  }

  /** A value has the wrong JSON type or form. */
  record WrongType(String parameter, String expected) implements Problem {
    @Override
    public int status() {
      return 400;
    }
  }

  record Missing(String parameter) implements Problem {
    @Override
    public int status() {
      return 400;
    }
  }

  /** A parameter that may stand once stands several times. */
  record Repeated(String parameter) implements Problem {
    @Override
    public int status() {
      return 400;
    }
  }

  /**
   * @param format as the API's document writes it, as DD-MM-YYYY
   */
  record NotADate(String parameter, String value, String format) implements Problem {
    @Override
    public int status() {
      return 400;
    }
  }

  /** The start lies after the end. */
  record ReversedDates(String fromParameter, String toParameter) implements Problem {
    @Override
    public int status() {
      return 400;
    }
  }

  record OutOfRange(String parameter, String value, long least, long most) implements Problem {
    @Override
    public int status() {
      return 400;
    }
  }

  /** The value is none of those that are known. */
  record UnknownValue(String parameter, String value, Set<String> known) implements Problem {
    @Override
    public int status() {
      return 400;
    }
  }

  /** An item of {@code select} is neither {@code all} nor {@code s_<id>} nor {@code g_<id>}. */
  record MalformedItem(String item) implements Problem {
    @Override
    public int status() {
      return 400;
    }
  }

  /** No such SIM or group, or not the caller's; which of the two is not said. */
  record UnknownItem(String item) implements Problem {
    @Override
    public int status() {
      return 404;
    }
  }

  /** No such reseller, or not within the caller's reach; which of the two is not said. */
  record UnknownReseller(String id) implements Problem {
    @Override
    public int status() {
      return 404;
    }
  }

  /** The book is not open, or was opened after that day. */
  record AsOfBeforeOpening(String parameter, LocalDate asOf) implements Problem {
    @Override
    public int status() {
      return 400;
    }
  }

  record AsOfInFuture(String parameter, LocalDate asOf) implements Problem {
    @Override
    public int status() {
      return 400;
    }
  }

  record UnknownPath() implements Problem {
    @Override
    public int status() {
      return 404;
    }
  }

  /**
   * @param allowed as the {@code Allow} header lists them
   */
  record MethodNotAllowed(String allowed) implements Problem {
    @Override
    public int status() {
      return 405;
    }
  }

  record NotAcceptable(String offered) implements Problem {
    @Override
    public int status() {
      return 406;
    }
  }

  record UnsupportedMediaType(String expected) implements Problem {
    @Override
    public int status() {
      return 415;
    }
  }

  record BodyTooLarge(long mostBytes) implements Problem {
    @Override
    public int status() {
      return 413;
    }
  }

  /**
   * Our fault.
   *
   * @param id also in the log, beside what happened
   */
  record Internal(String id) implements Problem {
    @Override
    public int status() {
      return 500;
    }
  }
}
