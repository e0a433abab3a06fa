package daybook.rating;

import daybook.model.AccountId;
import daybook.model.Currency;
import daybook.model.Rating;
import daybook.model.Rating.Conversion;
import daybook.model.Rating.Priced;
import daybook.model.Rating.Pricing;
import daybook.model.Rating.Reason;
import daybook.model.Rating.Tier;
import daybook.model.Rating.Unrated;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import daybook.model.SimSpan;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the prices and rates of every tier of a chain. What a tier is charged by already stays as
 * it is, so that late prices and rates fill gaps and change nothing else. Immutable.
 */
public final class Rater {
  private final PriceBook prices;

  public Rater(PriceBook prices) {
    this.prices = prices;
  }

  /**
   * Rates the session days of one usage day that an operator reports for an account's SIMs of one
   * profile.
   *
   * @param pathRootFirst the resellers from the root to the account's
   * @param kept how the session day is rated so far. Where operator, profile and reseller are the
   *     same, its charged tiers keep their price and every rate they have, and only what they miss
   *     is looked up. A tier that it lacks is rated anew: of a session day that has come to another
   *     account, the last tier does not count and must be left out.
   * @throws IllegalArgumentException if the path does not lead from a root down, parent by parent
   */
  public Rating rate(
      String operator,
      String profile,
      LocalDate usageDay,
      List<Reseller> pathRootFirst,
      AccountId account,
      @Nullable Rating kept) {
    List<Sale> chain = Sale.chain(operator, pathRootFirst, account);
    Usage usage = new Usage(operator, profile, usageDay);
    ResellerId reseller = pathRootFirst.getLast().id();
    List<Tier> charged = kept != null && usage.isOf(kept, reseller) ? kept.tiers() : List.of();
    return new Rating(
        operator,
        profile,
        reseller,
        chain.stream().map(sale -> tier(sale, usage, charged)).toList());
  }

  /**
   * Whether a rating made now would charge something at another price or rate than it is charged
   * at. What is not charged yet is no ground.
   *
   * @param pathRootFirst the resellers from the root to the account's
   */
  public boolean isStale(
      Rating rating, LocalDate usageDay, List<Reseller> pathRootFirst, AccountId account) {
    Rating now = rate(rating.operator(), rating.profile(), usageDay, pathRootFirst, account, null);
    return rating.tiers().stream()
        .anyMatch(
            tier -> differs(tier.pricing(), pricing(tier.seller(), tier.buyer(), now.tiers())));
  }

  private Tier tier(Sale sale, Usage usage, List<Tier> charged) {
    ResellerId seller = sale.sellingReseller();
    ResellerId buyer = sale.buyingReseller();
    return new Tier(seller, buyer, rate(sale, usage, pricing(seller, buyer, charged)));
  }

  private Pricing rate(Sale sale, Usage usage, @Nullable Pricing charged) {
    return switch (charged) {
      case null -> rateAnew(sale, usage);
      case Unrated _ -> rateAnew(sale, usage);
      case Priced priced -> fillGaps(priced, sale, usage);
    };
  }

  private Pricing rateAnew(Sale sale, Usage usage) {
    var quote =
        prices.quote(sale.seller(), sale.buyer(), usage.operator(), usage.profile(), usage.day());
    if (quote.isEmpty()) {
      return new Unrated(Reason.NO_PRICE);
    }
    Currency list = quote.get().list().row().currency();
    Conversion charge = charge(list, sale, usage.day());
    if (charge instanceof Conversion.Missing) {
      return new Unrated(Reason.NO_RATE);
    }
    return new Priced(
        quote.get().price().version(),
        quote.get().list().version(),
        charge,
        revenue(list, sale, usage.day()),
        euro(list, sale, usage));
  }

  private Priced fillGaps(Priced kept, Sale sale, Usage usage) {
    Currency list = prices.list(kept.listVersion()).currency();
    return new Priced(
        kept.priceVersion(),
        kept.listVersion(),
        kept.charge(),
        isMissing(kept.revenue()) ? revenue(list, sale, usage.day()) : kept.revenue(),
        isMissing(kept.euro()) ? euro(list, sale, usage) : kept.euro());
  }

  private Conversion charge(Currency list, Sale sale, LocalDate day) {
    return list.equals(sale.buyerCurrency())
        ? new Conversion.ListAmount()
        : atRate(list, sale.buyerCurrency(), day);
  }

  private Conversion revenue(Currency list, Sale sale, LocalDate day) {
    return sale.sellerCurrency() == null
        ? new Conversion.NotKept()
        : into(sale.sellerCurrency(), list, sale, day);
  }

  /** Sessions of other profiles have no session cost, so that they never lack a rate for it. */
  private Conversion euro(Currency list, Sale sale, Usage usage) {
    return usage.profile().equals(SimSpan.PRICED_PROFILE)
        ? into(Currency.EUR, list, sale, usage.day())
        : new Conversion.NotKept();
  }

  private Conversion into(Currency wanted, Currency list, Sale sale, LocalDate day) {
    if (wanted.equals(list)) {
      return new Conversion.ListAmount();
    }
    if (wanted.equals(sale.buyerCurrency())) {
      return new Conversion.BuyersCharge();
    }
    return atRate(list, wanted, day);
  }

  private Conversion atRate(Currency from, Currency to, LocalDate day) {
    return prices
        .rateOn(day, from, to)
        .<Conversion>map(rate -> new Conversion.AtRate(rate.version()))
        .orElseGet(Conversion.Missing::new);
  }

  private static @Nullable Pricing pricing(
      @Nullable ResellerId seller, @Nullable ResellerId buyer, List<Tier> tiers) {
    for (Tier tier : tiers) {
      if (Objects.equals(tier.seller(), seller) && Objects.equals(tier.buyer(), buyer)) {
        return tier.pricing();
      }
    }
    return null;
  }

  private static boolean differs(Pricing charged, @Nullable Pricing now) {
    return switch (charged) {
      case Unrated _ -> false;
      case Priced was -> !(now instanceof Priced is) || differs(was, is);
    };
  }

  private static boolean differs(Priced was, Priced is) {
    return was.priceVersion() != is.priceVersion()
        || differs(was.charge(), is.charge())
        || differs(was.revenue(), is.revenue())
        || differs(was.euro(), is.euro());
  }

  private static boolean differs(Conversion was, Conversion is) {
    return !isMissing(was) && !was.equals(is);
  }

  private static boolean isMissing(Conversion conversion) {
    return conversion instanceof Conversion.Missing;
  }

  /** What a price is chosen by, apart from who sells to whom. */
  private record Usage(String operator, String profile, LocalDate day) {
    boolean isOf(Rating rating, ResellerId reseller) {
      return rating.operator().equals(operator)
          && rating.profile().equals(profile)
          && rating.reseller().equals(reseller);
    }
  }
}
