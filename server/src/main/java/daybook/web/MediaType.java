package daybook.web;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A media type without its parameters, in lower case, and whether headers admit it.
 *
 * @param type as application
 * @param subtype as vnd.api+json
 */
public record MediaType(String type, String subtype) {
  public static final MediaType JSON = new MediaType("application", "json");
  public static final MediaType JSON_API = new MediaType("application", "vnd.api+json");

  /** A quality of nought: "anything but this". */
  private static final Pattern REFUSED = Pattern.compile("q\\s*=\\s*0(\\.0*)?");

  /** One media range of an Accept header; how closely it names this type. */
  private record Match(int closeness, boolean refused) {}

  /**
   * Whether an Accept header admits this type; one that is missing or blank admits everything. The
   * closest range decides (RFC 9110 §12.5.1), and parameters other than q are left aside.
   */
  public boolean isAcceptedBy(Headers headers) {
    List<String> ranges =
        headers.all("Accept").stream()
            .flatMap(value -> HeaderText.split(value, ',').stream())
            .filter(range -> !range.isEmpty())
            .toList();
    List<Match> matches =
        ranges.stream().map(this::match).filter(match -> match.closeness() > 0).toList();
    int closest = matches.stream().mapToInt(Match::closeness).max().orElse(0);
    return ranges.isEmpty()
        || matches.stream().anyMatch(match -> match.closeness() == closest && !match.refused());
  }

  private Match match(String range) {
    List<String> parts = HeaderText.split(range.toLowerCase(Locale.ROOT), ';');
    boolean refused =
        parts.stream().skip(1).anyMatch(parameter -> REFUSED.matcher(parameter).matches());
    return new Match(closeness(parts.getFirst()), refused);
  }

  private int closeness(String range) {
    if (range.equals("*/*")) {
      return 1;
    }
    if (range.equals(type + "/*")) {
      return 2;
    }
    return range.equals(toString()) ? 3 : 0;
  }

  /** Whether a Content-Type header names this type; its parameters do not matter. */
  public boolean isNamedBy(String contentType) {
    return HeaderText.split(contentType.toLowerCase(Locale.ROOT), ';')
        .getFirst()
        .equals(toString());
  }

  @Override
  public String toString() {
    return type + "/" + subtype;
  }
}
