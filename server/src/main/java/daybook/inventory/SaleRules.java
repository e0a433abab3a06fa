package daybook.inventory;

import daybook.model.Account;
import daybook.model.AccountId;
import daybook.model.Buyers;
import daybook.model.Party;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import java.util.Map;

/**
 * Who may sell to whom: an operator to the root, a reseller to its own child resellers and
 * accounts.
 */
record SaleRules(Map<ResellerId, Reseller> resellers, Map<AccountId, Account> accounts) {

  void checkSeller(Line line, Party seller) {
    switch (seller) {
      case Party.OperatorParty(String operator) -> {
        if (!operator.equals(operator.strip())) {
          line.refuse("seller", "the operator's name starts with a blank; remove it");
        }
      }
      case Party.ResellerParty(ResellerId reseller) -> {
        if (!resellers.containsKey(reseller)) {
          line.refuse("seller", "there is no reseller " + reseller);
        }
      }
      case Party.AccountParty(AccountId account) ->
          line.refuse("seller", "account " + account + " sells nothing; an account is a buyer");
    }
  }

  /** The seller has been found in order. */
  void checkBuyers(Line line, Party seller, Buyers buyers) {
    switch (buyers) {
      case Buyers.AnyReseller any -> refuseUnnamed(line, seller);
      case Buyers.AnyAccount any -> refuseUnnamed(line, seller);
      case Buyers.Exactly(Party buyer) -> checkBuyer(line, seller, buyer);
    }
  }

  private void refuseUnnamed(Line line, Party seller) {
    if (seller instanceof Party.OperatorParty) {
      line.refuse("buyer", "an operator names its buyer: " + root());
    }
  }

  private void checkBuyer(Line line, Party seller, Party buyer) {
    switch (buyer) {
      case Party.OperatorParty(String operator) ->
          line.refuse("buyer", "operator " + operator + " buys nothing; an operator is a seller");
      case Party.ResellerParty(ResellerId reseller) -> checkReseller(line, seller, reseller);
      case Party.AccountParty(AccountId account) -> checkAccount(line, seller, account);
    }
  }

  private void checkReseller(Line line, Party seller, ResellerId buyer) {
    Reseller reseller = resellers.get(buyer);
    if (reseller == null) {
      line.refuse("buyer", "there is no reseller " + buyer);
    } else if (seller instanceof Party.OperatorParty) {
      if (reseller.parent() != null) {
        line.refuse("buyer", "an operator sells to the root: " + root());
      }
    } else if (seller instanceof Party.ResellerParty(ResellerId parent)
        && !parent.equals(reseller.parent())) {
      line.refuse("buyer", "reseller %s is no child of reseller %s".formatted(buyer, parent));
    }
  }

  private void checkAccount(Line line, Party seller, AccountId buyer) {
    Account account = accounts.get(buyer);
    if (account == null) {
      line.refuse("buyer", "there is no account " + buyer);
    } else if (seller instanceof Party.OperatorParty) {
      line.refuse("buyer", "an operator sells to the root: " + root());
    } else if (seller instanceof Party.ResellerParty(ResellerId reseller)
        && !reseller.equals(account.reseller())) {
      line.refuse("buyer", "account %s is none of reseller %s's".formatted(buyer, reseller));
    }
  }

  private String root() {
    return resellers.values().stream()
        .filter(reseller -> reseller.parent() == null)
        .findFirst()
        .map(reseller -> "reseller:" + reseller.id())
        .orElse("there is none yet, import resellers.csv");
  }
}
