package daybook.rating;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.model.Account;
import daybook.model.Money;
import daybook.model.Party;
import daybook.model.Rating;
import daybook.model.ResellerId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the pricing rules to the book in {@code rules/}, whose charges were computed by hand. */
class RulesTest {
  private static final Rules RULES = new Rules();

  static List<Rules.Expected> expected() {
    return RULES.expected;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("expected")
  void each_tier_pays_what_was_computed_by_hand(Rules.Expected expected) {
    Rules.Session session = session(expected.session());
    Rating rating = rate(session);
    Rating.Tier tier =
        rating.tiers().stream()
            .filter(one -> sellerOf(one, rating).equals(expected.seller()))
            .filter(one -> buyerOf(one, session).equals(expected.buyer()))
            .findFirst()
            .orElseThrow();

    assertThat(charged(tier, session)).isEqualTo(expected.charged());
  }

  @Test
  void every_tier_of_every_session_is_expected_to_pay_something() {
    List<String> tiers =
        RULES.sessions.stream()
            .flatMap(session -> rate(session).tiers().stream().map(tier -> name(session, tier)))
            .toList();

    assertThat(RULES.expected)
        .extracting(one -> one.session() + ": " + one.seller() + " → " + one.buyer())
        .containsExactlyElementsOf(tiers);
  }

  @Test
  void sessions_are_numbered_from_one() {
    assertThat(RULES.sessions)
        .extracting(Rules.Session::id)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, RULES.sessions.size()).boxed().toList());
  }

  private static Rules.Session session(int id) {
    return RULES.sessions.get(id - 1);
  }

  private static Rating rate(Rules.Session session) {
    Account account = RULES.accountOf(session);
    return new Rater(RULES.prices)
        .rate(
            Rules.OPERATOR,
            RULES.profileOf(session),
            session.day(),
            RULES.pathTo(account.reseller()),
            account.id(),
            null);
  }

  private static Rules.Charged charged(Rating.Tier tier, Rules.Session session) {
    return switch (tier.pricing()) {
      case Rating.Unrated(Rating.Reason reason) -> {
        assertThat(Tariff.of(tier, RULES.prices)).isEmpty();
        yield new Rules.Charged("", "", "", "", "", "", reason.name());
      }
      case Rating.Priced priced -> charged(priced, tier, session);
    };
  }

  private static Rules.Charged charged(
      Rating.Priced priced, Rating.Tier tier, Rules.Session session) {
    Charge charge = Tariff.of(tier, RULES.prices).orElseThrow().charge(session.bytes());
    ResellerId payer =
        Optional.ofNullable(tier.buyer()).orElse(RULES.accountOf(session).reseller());
    return new Rules.Charged(
        text(charge.amount()),
        RULES.prices.list(priced.listVersion()).currency().code(),
        text(charge.charge()),
        RULES.reseller(payer).currency().code(),
        text(charge.revenue()),
        text(charge.euro()),
        "");
  }

  private static String text(@Nullable Money money) {
    return money == null ? "" : money.toPlainText();
  }

  private static String name(Rules.Session session, Rating.Tier tier) {
    return session.id() + ": " + sellerOf(tier, rate(session)) + " → " + buyerOf(tier, session);
  }

  private static Party sellerOf(Rating.Tier tier, Rating rating) {
    return tier.seller() == null
        ? new Party.OperatorParty(rating.operator())
        : new Party.ResellerParty(tier.seller());
  }

  private static Party buyerOf(Rating.Tier tier, Rules.Session session) {
    return tier.buyer() == null
        ? new Party.AccountParty(RULES.accountOf(session).id())
        : new Party.ResellerParty(tier.buyer());
  }
}
