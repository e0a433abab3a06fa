package daybook.rating;

import daybook.model.AccountId;
import daybook.model.Currency;
import daybook.model.Party;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One sale of the chain operator → provider → … → reseller → account, before a price is chosen.
 *
 * @param sellerCurrency absent: an operator sells, and its books are none of ours
 * @param buyerCurrency what the buyer is charged in
 */
record Sale(Party seller, Party buyer, @Nullable Currency sellerCurrency, Currency buyerCurrency) {

  /**
   * The sales from the operator down to the account.
   *
   * @param pathRootFirst the account's reseller last
   * @throws IllegalArgumentException if the path does not lead from a root down, parent by parent
   */
  static List<Sale> chain(String operator, List<Reseller> pathRootFirst, AccountId account) {
    if (pathRootFirst.isEmpty()) {
      throw new IllegalArgumentException("A path has at least its root");
    }
    List<Sale> sales = new ArrayList<>(pathRootFirst.size() + 1);
    Party seller = new Party.OperatorParty(operator);
    Currency currency = null;
    ResellerId parent = null;
    for (Reseller reseller : pathRootFirst) {
      requireParent(reseller, parent);
      Party buyer = new Party.ResellerParty(reseller.id());
      sales.add(new Sale(seller, buyer, currency, reseller.currency()));
      seller = buyer;
      currency = reseller.currency();
      parent = reseller.id();
    }
    Currency accounts = pathRootFirst.getLast().currency();
    sales.add(new Sale(seller, new Party.AccountParty(account), accounts, accounts));
    return sales;
  }

  /** Absent: the operator sells. */
  @Nullable ResellerId sellingReseller() {
    return resellerOf(seller);
  }

  /** Absent: the account buys. */
  @Nullable ResellerId buyingReseller() {
    return resellerOf(buyer);
  }

  private static void requireParent(Reseller reseller, @Nullable ResellerId parent) {
    boolean fits = parent == null ? reseller.parent() == null : parent.equals(reseller.parent());
    if (!fits) {
      throw new IllegalArgumentException(
          "Reseller " + reseller.id() + " stands below " + reseller.parent() + ", not " + parent);
    }
  }

  private static @Nullable ResellerId resellerOf(Party party) {
    return switch (party) {
      case Party.ResellerParty reseller -> reseller.reseller();
      case Party.OperatorParty _, Party.AccountParty _ -> null;
    };
  }
}
