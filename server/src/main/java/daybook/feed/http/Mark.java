package daybook.feed.http;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What tells a changed file from the same one, as a server states it, and how it is asked by it.
 */
final class Mark {
  private static final String ETAG = "etag ";
  private static final String MODIFIED = "modified ";

  private Mark() {}

  /** Of an answer; empty where the server states nothing. */
  static String of(HttpHeaders headers) {
    Optional<String> etag = headers.firstValue("ETag").filter(value -> !value.isBlank());
    Optional<String> modified =
        headers.firstValue("Last-Modified").filter(value -> moment(value).isPresent());
    return etag.map(ETAG::concat).or(() -> modified.map(MODIFIED::concat)).orElse("");
  }

  /** Asks for a file only if it has none of these marks. */
  static void ask(HttpRequest.Builder request, Set<String> known) {
    String etags = values(known, ETAG).stream().sorted().collect(Collectors.joining(", "));
    if (!etags.isEmpty()) {
      request.header("If-None-Match", etags);
      return;
    }
    values(known, MODIFIED).stream()
        .max(Comparator.comparing(value -> moment(value).orElse(Instant.MIN)))
        .ifPresent(latest -> request.header("If-Modified-Since", latest));
  }

  private static Set<String> values(Set<String> marks, String kind) {
    return marks.stream()
        .filter(mark -> mark.startsWith(kind))
        .map(mark -> mark.substring(kind.length()))
        .collect(Collectors.toSet());
  }

  private static Optional<Instant> moment(String httpDate) {
    try {
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(httpDate, Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
