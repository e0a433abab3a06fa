package daybook.web;

import daybook.model.Problem;
import daybook.model.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The parameters after the question mark, in their order. */
public record Query(List<Parameter> parameters) {
  private static final Query NONE = new Query(List.of());

  /**
   * One parameter.
   *
   * @param value decoded; empty if its percent-encoding is malformed
   */
  public record Parameter(String name, Optional<String> value) {}

  public Query {
    parameters = List.copyOf(parameters);
  }

  /**
   * Reads a query as it was sent. A parameter whose very name is malformed is nobody's, and is left
   * out like every other that nobody asks for.
   *
   * @param encoded without the question mark; empty: no parameters
   */
  public static Query parse(String encoded) {
    return encoded.isEmpty() ? NONE : parameters(encoded);
  }

  private static Query parameters(String encoded) {
    return new Query(
        Stream.of(encoded.split("&"))
            .filter(pair -> !pair.isEmpty())
            .map(Query::parameter)
            .flatMap(Optional::stream)
            .toList());
  }

  private static Optional<Parameter> parameter(String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    return PercentCoding.decodeQuery(name)
        .map(decoded -> new Parameter(decoded, PercentCoding.decodeQuery(value)));
  }

  /** The first readable value of a parameter that does not matter enough to refuse a request. */
  public Optional<String> first(String name) {
    return named(name).map(Parameter::value).flatMap(Optional::stream).findFirst();
  }

  /**
   * The value of a parameter that may stand once.
   *
   * @throws Refusal if it stands several times or is malformed
   */
  public Optional<String> single(String name) {
    List<Parameter> found = named(name).toList();
    if (found.size() > 1) {
      throw new Refusal(new Problem.Repeated(name));
    }
    return found.stream().findFirst().map(parameter -> readable(parameter));
  }

  private static String readable(Parameter parameter) {
    return parameter
        .value()
        .orElseThrow(
            () -> new Refusal(new Problem.WrongType(parameter.name(), "percent-encoded UTF-8")));
  }

  private Stream<Parameter> named(String name) {
    return parameters.stream().filter(parameter -> parameter.name().equals(name));
  }
}
