package daybook.report;

import daybook.model.Account;
import daybook.model.Money;
import daybook.model.Party;
import daybook.model.Rating;
import daybook.model.Rating.Conversion;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import daybook.party.Directory;
import daybook.rating.Charge;
import daybook.rating.PriceBook;
import daybook.rating.Tariff;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is at stake in session days that some tier cannot be charged for: the list's amount where
 * only a rate is missing, else what the neighbouring tiers are charged for the same bytes.
 */
public final class Stakes {
  private final PriceBook prices;
  private final Directory directory;

  public Stakes(PriceBook prices, Directory directory) {
    this.prices = prices;
    this.directory = directory;
  }

  /**
   * One for each tier of a session day that lacks something, from the operator's sale down.
   *
   * @param account whose SIM carried the bytes
   * @param bytes up and down together
   */
  public List<Stake> of(Rating rating, Account account, LocalDate usageDay, long bytes) {
    List<Stake> stakes = new ArrayList<>();
    for (int number = 0; number < rating.tiers().size(); number++) {
      Rating.Tier tier = rating.tiers().get(number);
      if (!tier.isComplete()) {
        Stake.Sum sum =
            switch (tier.pricing()) {
              case Rating.Priced priced -> price(tier, priced, bytes);
              case Rating.Unrated _ -> unrated(rating, number, account, usageDay, bytes);
            };
        stakes.add(new Stake(tier, sum));
      }
    }
    return stakes;
  }

  private Stake.@Nullable Sum unrated(
      Rating rating, int number, Account account, LocalDate usageDay, long bytes) {
    Rating.Tier tier = rating.tiers().get(number);
    Optional<Rating.Priced> quoted = quote(rating, tier, account, usageDay);
    if (quoted.isPresent()) {
      return price(tier, quoted.get(), bytes);
    }
    if (number > 0 && rating.tiers().get(number - 1).pricing() instanceof Rating.Priced) {
      return charge(Stake.Basis.COST, rating, rating.tiers().get(number - 1), bytes);
    }
    if (number + 1 < rating.tiers().size()
        && rating.tiers().get(number + 1).pricing() instanceof Rating.Priced) {
      return charge(Stake.Basis.RESALE, rating, rating.tiers().get(number + 1), bytes);
    }
    return null;
  }

  /** The price that lacks a rate, read as if none were needed. */
  private Optional<Rating.Priced> quote(
      Rating rating, Rating.Tier tier, Account account, LocalDate usageDay) {
    ResellerId seller = tier.seller();
    ResellerId buyer = tier.buyer();
    return prices
        .quote(
            seller == null
                ? new Party.OperatorParty(rating.operator())
                : new Party.ResellerParty(seller),
            buyer == null ? new Party.AccountParty(account.id()) : new Party.ResellerParty(buyer),
            rating.operator(),
            rating.profile(),
            usageDay)
        .map(quote ->
            new Rating.Priced(
                quote.price().version(),
                quote.list().version(),
                new Conversion.ListAmount(),
                new Conversion.NotKept(),
                new Conversion.NotKept()));
  }

  private Stake.Sum price(Rating.Tier tier, Rating.Priced priced, long bytes) {
    Money amount = charged(new Rating.Tier(tier.seller(), tier.buyer(), priced), bytes).amount();
    return new Stake.Sum(Stake.Basis.PRICE, amount, prices.list(priced.listVersion()).currency());
  }

  /** An account's currency is its reseller's. */
  private Stake.Sum charge(Stake.Basis basis, Rating rating, Rating.Tier tier, long bytes) {
    ResellerId payer = tier.buyer() == null ? rating.reseller() : tier.buyer();
    return new Stake.Sum(
        basis,
        charged(tier, bytes).charge(),
        directory.reseller(payer).map(Reseller::currency).orElseThrow());
  }

  private Charge charged(Rating.Tier priced, long bytes) {
    return Tariff.of(priced, prices).orElseThrow().charge(bytes);
  }
}
