package daybook.web;

import java.util.ArrayList;
import java.util.List;

/** The grammar that structured header values share: parts between separators, some in quotes. */
final class HeaderText {
  private HeaderText() {}

  /** The parts, without blanks around them; a separator between quotes separates nothing. */
  static List<String> split(String value, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int at = 0; at < value.length(); at++) {
      char c = value.charAt(at);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted) {
        at++;
      } else if (c == separator && !quoted) {
        parts.add(value.substring(start, at).strip());
        start = at + 1;
      }
    }
    parts.add(value.substring(start).strip());
    return parts;
  }
}
