package daybook.party;

import daybook.model.Reseller;
import daybook.model.ResellerId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reseller tree, numbered depth-first: a reseller and everything below it are one range of
 * numbers, so that "everything below" is a range test.
 */
final class Tree {
  private static final int NO_PARENT = -1;

  private final List<Reseller> depthFirst = new ArrayList<>();
  private final Map<ResellerId, Integer> numbers = new HashMap<>();
  private final int[] parents;

  /** For each number the first number after its subtree. */
  private final int[] ends;

  /**
   * @throws IllegalStateException if these resellers are no tree, which imports prevent
   */
  Tree(List<Reseller> resellers) {
    Map<ResellerId, List<Reseller>> children = new HashMap<>();
    Deque<Reseller> ahead = new ArrayDeque<>();
    for (Reseller reseller : resellers) {
      ResellerId parent = reseller.parent();
      if (parent == null) {
        ahead.push(reseller);
      } else {
        children.computeIfAbsent(parent, id -> new ArrayList<>()).add(reseller);
      }
    }
    requireTree(ahead.size() <= 1, resellers);
    number(ahead, children);
    requireTree(depthFirst.size() == resellers.size(), resellers);
    this.parents = depthFirst.stream().mapToInt(this::parentNumber).toArray();
    this.ends = ends(parents);
  }

  private void number(Deque<Reseller> ahead, Map<ResellerId, List<Reseller>> children) {
    Comparator<Reseller> lastFirst = Comparator.comparing(Reseller::id).reversed();
    while (!ahead.isEmpty()) {
      Reseller next = ahead.pop();
      numbers.put(next.id(), depthFirst.size());
      depthFirst.add(next);
      children.getOrDefault(next.id(), List.of()).stream().sorted(lastFirst).forEach(ahead::push);
    }
  }

  private int parentNumber(Reseller reseller) {
    ResellerId parent = reseller.parent();
    return parent == null ? NO_PARENT : number(parent);
  }

  private static int[] ends(int[] parents) {
    int[] ends = new int[parents.length];
    for (int number = parents.length - 1; number >= 0; number--) {
      ends[number] = Math.max(ends[number], number + 1);
      if (parents[number] != NO_PARENT) {
        ends[parents[number]] = Math.max(ends[parents[number]], ends[number]);
      }
    }
    return ends;
  }

  /** All resellers, each right before those below it. */
  List<Reseller> depthFirst() {
    return Collections.unmodifiableList(depthFirst);
  }

  private static void requireTree(boolean isTree, List<Reseller> resellers) {
    if (!isTree) {
      throw new IllegalStateException("These resellers are no tree: " + resellers);
    }
  }

  Optional<Reseller> root() {
    return depthFirst.stream().findFirst();
  }

  Optional<Reseller> reseller(ResellerId id) {
    return Optional.ofNullable(numbers.get(id)).map(depthFirst::get);
  }

  boolean knows(ResellerId id) {
    return numbers.containsKey(id);
  }

  /** The reseller's depth-first number, from 0. */
  int number(ResellerId id) {
    Integer number = numbers.get(id);
    if (number == null) {
      throw new IllegalArgumentException("There is no reseller " + id);
    }
    return number;
  }

  /** The first number after the reseller and everything below it. */
  int end(ResellerId id) {
    return ends[number(id)];
  }

  /** From the root down to the reseller, both included. */
  List<Reseller> path(ResellerId id) {
    List<Reseller> path = new ArrayList<>();
    for (int number = number(id); number != NO_PARENT; number = parents[number]) {
      path.add(depthFirst.get(number));
    }
    Collections.reverse(path);
    return List.copyOf(path);
  }
}
