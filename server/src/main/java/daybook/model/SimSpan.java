package daybook.model;

/** The days on which a SIM belonged to a subscription, and its profile then. */
public record SimSpan(SimId sim, DaySpan days, SubscriptionId subscription, String profile) {
  /** The one profile whose sessions {@code POST /api/report/day} prices. */
  public static final String PRICED_PROFILE = "TC";
}
