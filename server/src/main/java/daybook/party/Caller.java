package daybook.party;

import daybook.model.AccountId;
import daybook.model.Manager;
import daybook.model.ManagerId;
import daybook.model.Problem;
import daybook.model.Refusal;
import daybook.model.ResellerId;
import daybook.model.Role;
import org.jspecify.annotations.Nullable;

/** Who a token stands for; what it may see follows from this and today's {@link Directory}. */
public record Caller(Manager manager) {
  /** Whoever may open the store sees a reseller's view of it. */
  public static Caller atTheCommandLine(ResellerId reseller) {
    return new Caller(
        new Manager(
            new ManagerId(Long.MAX_VALUE), reseller, null, "command line", "", Role.ADMIN, true));
  }

  /** The caller sees this reseller and everything below it. */
  public ResellerId reseller() {
    return manager.reseller();
  }

  /** Present for an account's user, who sees that account only. */
  public @Nullable AccountId account() {
    return manager.account();
  }

  public Role role() {
    return manager.role();
  }

  /**
   * @throws Refusal if the role may not ask about expenses
   */
  public void requireExpenses() {
    if (!role().mayReadExpenses()) {
      throw new Refusal(new Problem.Forbidden(role()));
    }
  }
}
