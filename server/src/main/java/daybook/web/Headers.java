package daybook.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The header fields of a request or an answer, in their order; names compare without case. */
public record Headers(List<Header> fields) {
  public static final Headers NONE = new Headers(List.of());

  /** One field; a name may come in several. */
  public record Header(String name, String value) {}

  public Headers {
    fields = List.copyOf(fields);
  }

  /** These fields and one more after them. */
  public Headers with(String name, String value) {
    return with(List.of(new Header(name, value)));
  }

  /** These fields and some more after them. */
  public Headers with(List<Header> more) {
    List<Header> all = new ArrayList<>(fields.size() + more.size());
    all.addAll(fields);
    all.addAll(more);
    return new Headers(all);
  }

  /** The values of all fields of that name, in their order. */
  public List<String> all(String name) {
    // A loop, for every request asks this several times and nearly always finds nothing.
    List<String> values = List.of();
    for (Header field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        values = plus(values, field.value());
      }
    }
    return values;
  }

  private static List<String> plus(List<String> values, String value) {
    List<String> more = new ArrayList<>(values);
    more.add(value);
    return List.copyOf(more);
  }

  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }
}
