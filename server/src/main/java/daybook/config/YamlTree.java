package daybook.config;

import daybook.config.Node.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads YAML into nodes that keep their lines. A key that stands twice and an alias are errors. */
final class YamlTree {
  private final YAMLParser parser;
  private final Problems problems;

  private YamlTree(YAMLParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /** The root; of an empty document a mapping without keys, of a broken one null. */
  static Node.@Nullable Mapping read(String text, Problems problems) {
    try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
      return new YamlTree((YAMLParser) parser, problems).root();
    } catch (JacksonException e) {
      problems.add(lineOf(e), null, "is not readable as YAML: " + reason(e));
      return null;
    }
  }

  private Node.@Nullable Mapping root() {
    JsonToken first = parser.nextToken();
    if (first == null) {
      return new Node.Mapping(Map.of());
    }
    Node root = node(first, "");
    if (parser.nextToken() != null) {
      problems.add(line(), null, "a second document starts here; write all settings into one");
    }
    if (root instanceof Node.Mapping mapping) {
      return mapping;
    }
    problems.add(1, null, "expected settings as key: value");
    return null;
  }

  private Node node(JsonToken token, String path) {
    return switch (token) {
      case START_OBJECT -> mapping(path);
      case START_ARRAY -> sequence(path);
      case VALUE_NULL -> new Node.Nothing();
      default -> scalar(token);
    };
  }

  /**
   * @param path of the mapping's own key; empty: the root
   */
  private Node.Mapping mapping(String path) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      String keyPath = path.isEmpty() ? key : path + "." + key;
      int line = line();
      Entry entry = new Entry(line, node(parser.nextToken(), keyPath));
      Entry earlier = entries.putIfAbsent(key, entry);
      if (earlier != null) {
        problems.add(line, keyPath, "stands on line " + earlier.line() + " already");
      }
    }
    return new Node.Mapping(entries);
  }

  private Node.Sequence sequence(String path) {
    List<Node> items = new ArrayList<>();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      items.add(node(next, path));
    }
    return new Node.Sequence(items);
  }

  private Node.Scalar scalar(JsonToken token) {
    String text = parser.getString();
    if (parser.isCurrentAlias()) {
      problems.add(
          line(),
          null,
          "*%s is an alias, which settings do not have; write the value in 'quotes'"
              .formatted(text));
    }
    return new Node.Scalar(text, token == JsonToken.VALUE_NUMBER_INT);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  /** The reader below knows better than the location where it stumbled. */
  private static int lineOf(JacksonException e) {
    if (e.getCause() instanceof MarkedYamlEngineException marked
        && marked.getProblemMark().isPresent()) {
      return marked.getProblemMark().get().getLine() + 1;
    }
    TokenStreamLocation location = e.getLocation();
    return location == null ? 0 : location.getLineNr();
  }

  private static String reason(JacksonException e) {
    if (e.getCause() instanceof MarkedYamlEngineException marked) {
      String context = marked.getContext() == null ? "" : marked.getContext() + ", ";
      return context
          + marked.getProblem()
          + "; a value with special characters is written in 'quotes'";
    }
    return e.getOriginalMessage();
  }
}
