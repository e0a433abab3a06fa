package daybook.report;

import daybook.model.ResellerId;
import java.util.HashMap;
import java.util.Map;

/** Whose subscriptions an expense query is about, for one walk through many of them. */
final class OwnedResellers {
  private final Owned owned;
  private final Map<Long, Boolean> known = new HashMap<>();

  /** The last reseller asked for, who often has the next subscription too. */
  private long last;

  private boolean lastHas;

  OwnedResellers(Owned owned) {
    this.owned = owned;
  }

  boolean has(long reseller) {
    if (reseller != last) {
      lastHas = known.computeIfAbsent(reseller, id -> owned.has(new ResellerId(id)));
      last = reseller;
    }
    return lastHas;
  }
}
