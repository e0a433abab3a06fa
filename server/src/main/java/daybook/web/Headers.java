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
    List<Header> more = new ArrayList<>(fields);
    more.add(new Header(name, value));
    return new Headers(more);
  }

  /** The values of all fields of that name, in their order. */
  public List<String> all(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }

  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }
}
