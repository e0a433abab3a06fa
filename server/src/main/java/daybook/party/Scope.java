package daybook.party;

import daybook.model.Account;
import daybook.model.AccountId;
import daybook.model.GroupId;
import daybook.model.ResellerId;
import daybook.model.SimId;
import daybook.model.SubscriptionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may see by the registry of now: the subtree of its reseller, or for an account's
 * user that account alone. Every query that a tenant can reach takes one.
 */
public final class Scope {
  private final Directory now;
  private final Key key;
  private final int firstReseller;
  private final int endReseller;

  /**
   * Whose scope it is; two callers with equal keys see the same.
   *
   * @param account absent: everything of the reseller and below it
   */
  public record Key(ResellerId reseller, @Nullable AccountId account) {}

  private Scope(Directory now, Key key) {
    this.now = now;
    this.key = key;
    this.firstReseller = now.tree().number(key.reseller());
    this.endReseller = now.tree().end(key.reseller());
  }

  /**
   * @param now today's directory, also where an earlier day is asked about
   * @throws IllegalArgumentException if the directory does not know the caller's reseller
   */
  public static Scope of(Caller caller, Directory now) {
    return new Scope(now, new Key(caller.reseller(), caller.account()));
  }

  public Key key() {
    return key;
  }

  public boolean covers(SubscriptionId subscription) {
    return covers(subscription.value());
  }

  /**
   * @param subscription as day slices hold it; 0, nobody's, is in no scope
   */
  public boolean covers(long subscription) {
    Owners owners = now.owners();
    int place = owners.place(subscription);
    if (place < 0) {
      return false;
    }
    AccountId account = key.account();
    if (account != null) {
      return owners.account(place) == account.value();
    }
    int reseller = owners.reseller(place);
    return firstReseller <= reseller && reseller < endReseller;
  }

  /**
   * Whether the SIM was the caller's on any day, by the spans of a directory.
   *
   * @param known today's directory, or the one of the day that is asked about
   */
  public boolean coversSim(SimId sim, Directory known) {
    return known.spans(sim).stream().anyMatch(span -> covers(span.subscription()));
  }

  /** Whether the caller may ask for the group; an account's user may for none. */
  public boolean mayName(GroupId group) {
    return now.group(group).map(found -> reaches(found.reseller())).orElse(false);
  }

  /** Whether the caller may ask about the reseller itself; an account's user may about none. */
  public boolean reaches(ResellerId reseller) {
    return key.account() == null && now.isWithin(reseller, key.reseller());
  }

  /** The accounts whose data the caller sees, in the order of their ids. */
  public List<AccountId> accounts() {
    AccountId only = key.account();
    return only != null
        ? List.of(only)
        : now.accounts().stream()
            .filter(account -> reaches(account.reseller()))
            .map(Account::id)
            .toList();
  }
}
