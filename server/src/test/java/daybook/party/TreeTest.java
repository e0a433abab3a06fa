package daybook.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybook.model.Currency;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeTest {
  @Test
  void children_are_numbered_in_the_order_of_their_ids() {
    Tree tree =
        new Tree(List.of(reseller(9, 1L), reseller(1, null), reseller(3, 1L), reseller(2, 9L)));

    assertThat(List.of(number(tree, 1), number(tree, 3), number(tree, 9), number(tree, 2)))
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void a_path_leads_from_the_root_down() {
    Tree tree = new Tree(List.of(reseller(1, null), reseller(2, 1L), reseller(3, 2L)));

    assertThat(tree.path(id(3)).stream().map(node -> node.id().value()))
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void a_registry_without_resellers_has_no_root() {
    assertThat(new Tree(List.of()).root()).isEmpty();
  }

  @Test
  void two_roots_are_no_tree() {
    assertThatThrownBy(() -> new Tree(List.of(reseller(1, null), reseller(2, null))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("These resellers are no tree");
  }

  @Test
  void a_cycle_beside_the_root_is_no_tree() {
    assertThatThrownBy(() -> new Tree(List.of(reseller(1, null), reseller(2, 3L), reseller(3, 2L))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("These resellers are no tree");
  }

  @Test
  void a_very_deep_chain_is_numbered_too() {
    List<Reseller> chain = new ArrayList<>();
    for (long id = 1; id <= 50_000; id++) {
      chain.add(reseller(id, id == 1 ? null : id - 1));
    }

    assertThat(new Tree(chain).end(id(1))).isEqualTo(50_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void a_subtree_is_exactly_the_range_of_those_with_the_reseller_above_them(long seed) {
    List<Reseller> resellers = randomTree(new Random(seed), 60);
    Map<ResellerId, Reseller> byId =
        resellers.stream().collect(Collectors.toMap(Reseller::id, Function.identity()));
    Tree tree = new Tree(resellers);

    for (Reseller top : resellers) {
      for (Reseller node : resellers) {
        int number = tree.number(node.id());
        assertThat(tree.number(top.id()) <= number && number < tree.end(top.id()))
            .as("%s within %s", node.id(), top.id())
            .isEqualTo(isAbove(top.id(), node, byId));
      }
    }
  }

  private static boolean isAbove(ResellerId top, Reseller node, Map<ResellerId, Reseller> byId) {
    for (Reseller at = node; at != null; at = at.parent() == null ? null : byId.get(at.parent())) {
      if (at.id().equals(top)) {
        return true;
      }
    }
    return false;
  }

  private static List<Reseller> randomTree(Random random, int size) {
    List<Long> ids = new ArrayList<>();
    for (long id = 1; id <= size; id++) {
      ids.add(id);
    }
    Collections.shuffle(ids, random);
    List<Reseller> resellers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      resellers.add(reseller(ids.get(i), i == 0 ? null : ids.get(random.nextInt(i))));
    }
    Collections.shuffle(resellers, random);
    return resellers;
  }

  private static int number(Tree tree, long id) {
    return tree.number(id(id));
  }

  private static ResellerId id(long id) {
    return new ResellerId(id);
  }

  private static Reseller reseller(long id, @Nullable Long parent) {
    return new Reseller(id(id), parent == null ? null : id(parent), "R" + id, Currency.EUR);
  }
}
