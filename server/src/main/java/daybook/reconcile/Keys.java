package daybook.reconcile;

import daybook.model.Sim;
import daybook.model.SimId;
import daybook.model.SimSpan;
import daybook.model.SubscriptionId;
import daybook.model.SummaryLayout;
import daybook.model.SummaryLayout.KeyKind;
import daybook.party.Directory;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a summary's key is on our side. */
final class Keys {
  private static final String NONE = "";
  private final SummaryLayout layout;
  private final Directory directory;
  private @Nullable Set<String> iccids;

  Keys(SummaryLayout layout, Directory directory) {
    this.layout = layout;
    this.directory = directory;
  }

  /**
   * Of a session day.
   *
   * @param subscription 0: no span of the SIM covers the day
   * @param profile empty where the subscription is 0
   */
  String of(long sim, long subscription, String profile) {
    return switch (layout.kind()) {
      case OPERATOR_KEY -> sim(sim).operatorKey();
      case ICCID -> sim(sim).iccid();
      case SUBSCRIPTION -> subscription == 0 ? NONE : Long.toString(subscription);
      case PROFILE -> profile;
      case NONE -> NONE;
    };
  }

  private Sim sim(long id) {
    return directory.sim(new SimId(id)).orElseThrow();
  }

  /** Of what the operator says of a SIM on a day; empty: it has none. */
  Optional<String> of(String operatorKey, LocalDate day) {
    return switch (layout.kind()) {
      case OPERATOR_KEY -> Optional.of(operatorKey);
      case ICCID -> simOf(operatorKey).map(Sim::iccid);
      case SUBSCRIPTION ->
          spanOf(operatorKey, day).map(span -> Long.toString(span.subscription().value()));
      case PROFILE -> spanOf(operatorKey, day).map(SimSpan::profile);
      case NONE -> Optional.of(NONE);
    };
  }

  private Optional<Sim> simOf(String operatorKey) {
    return directory.simOf(layout.operator(), operatorKey);
  }

  private Optional<SimSpan> spanOf(String operatorKey, LocalDate day) {
    return simOf(operatorKey).flatMap(sim -> directory.spanOn(sim.id(), day));
  }

  /** Whether the registry has what the key stands for. */
  boolean isKnown(String key) {
    return switch (layout.kind()) {
      case OPERATOR_KEY -> simOf(key).isPresent();
      case ICCID -> iccids().contains(key);
      case SUBSCRIPTION -> isSubscription(key);
      case PROFILE, NONE -> true;
    };
  }

  /** What the key stands for. */
  String noun() {
    return switch (layout.kind()) {
      case OPERATOR_KEY -> "SIM with this key";
      case ICCID -> "SIM with this ICCID";
      case SUBSCRIPTION -> "subscription of this number";
      case PROFILE -> "profile of this name";
      case NONE -> "usage";
    };
  }

  boolean isAbout(KeyKind kind) {
    return layout.kind() == kind;
  }

  private boolean isSubscription(String key) {
    return key.matches("[1-9][0-9]{0,17}")
        && directory.accountOf(new SubscriptionId(Long.parseLong(key))).isPresent();
  }

  private Set<String> iccids() {
    Set<String> known = iccids;
    if (known == null) {
      known = new HashSet<>();
      for (Sim sim : directory.sims()) {
        known.add(sim.iccid());
      }
      iccids = known;
    }
    return known;
  }
}
