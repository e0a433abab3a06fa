package daybook.config;

import java.util.List;
import java.util.Map;

/** A piece of a YAML document that knows its line. */
sealed interface Node {
  /**
   * A single value.
   *
   * @param number whether it stands there as a whole number, without quotes
   */
  record Scalar(String text, boolean number) implements Node {}

  /** A key without a value. */
  record Nothing() implements Node {}

  record Sequence(List<Node> items) implements Node {}

  /** Keys in the order of the file, each with its line and value. */
  record Mapping(Map<String, Entry> entries) implements Node {}

  /**
   * @param line of the key
   */
  record Entry(int line, Node value) {}
}
