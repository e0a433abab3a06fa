package daybook.benchmarks.world;

import java.util.ArrayList;
import java.util.List;

/**
 * A reseller of the world.
 *
 * @param parent 0: the provider itself
 */
record Node(long id, long parent, String currency) {
  static final long ROOT = 1;

  /** Four levels, in both currencies, so that most chains change their currency at least once. */
  static final List<Node> ALL =
      List.of(
          new Node(ROOT, 0, "EUR"),
          new Node(2, 1, "EUR"),
          new Node(3, 1, "USD"),
          new Node(4, 2, "EUR"),
          new Node(5, 2, "USD"),
          new Node(6, 3, "USD"),
          new Node(7, 3, "EUR"),
          new Node(8, 4, "USD"),
          new Node(9, 6, "EUR"));

  static Node of(long id) {
    return ALL.get(Math.toIntExact(id - 1));
  }

  /** From the provider down to the reseller. */
  static List<Node> chainTo(long id) {
    List<Node> chain = new ArrayList<>();
    for (long at = id; at != 0; at = of(at).parent()) {
      chain.addFirst(of(at));
    }
    return chain;
  }

  boolean sells() {
    return ALL.stream().anyMatch(node -> node.parent() == id);
  }
}
