package daybook.web;

import java.util.List;
import java.util.Optional;

/** The path of an endpoint; one segment may stand in braces and match anything. */
public final class PathTemplate {
  private final String template;
  private final List<String> segments;
  private final int variable;

  private PathTemplate(String template) {
    this.template = template;
    this.segments = split(template);
    this.variable = variable(segments);
  }

  /** As {@code /api/v3/resellers/{reseller_id}/reseller_analytics}. */
  public static PathTemplate of(String template) {
    return new PathTemplate(template);
  }

  /** Negative if there is none. */
  private static int variable(List<String> segments) {
    for (int at = 0; at < segments.size(); at++) {
      if (segments.get(at).startsWith("{")) {
        return at;
      }
    }
    return -1;
  }

  private static List<String> split(String path) {
    return List.of(path.split("/", -1));
  }

  /** Whether a path, as sent, is one of these. */
  public boolean matches(String path) {
    return (variable < 0 && path.equals(template)) || matchesBySegments(path);
  }

  private boolean matchesBySegments(String path) {
    List<String> sent = split(path);
    if (sent.size() != segments.size()) {
      return false;
    }
    for (int at = 0; at < segments.size(); at++) {
      boolean matches =
          at == variable
              ? !sent.get(at).isEmpty()
              : PercentCoding.decodeSegment(sent.get(at)).equals(Optional.of(segments.get(at)));
      if (!matches) {
        return false;
      }
    }
    return true;
  }

  /** What stands in a matching path's segment in braces, decoded if it can be. */
  public String variableIn(String path) {
    String sent = split(path).get(variable);
    return PercentCoding.decodeSegment(sent).orElse(sent);
  }
}
