package daybook.report;

import daybook.model.Currency;
import daybook.model.DeliveryId;
import daybook.model.Money;
import daybook.model.ResellerId;
import daybook.model.SimId;
import daybook.model.SubscriptionId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of the usage report with its charges and its lines, as far as the caller may see them.
 *
 * @param subscription the owner on that day; absent: no span covers the day any more
 * @param operator empty where there is no owner, as is the profile
 * @param sessionCost as the usage report has it
 * @param tiers from the caller's own down; none where there is no owner
 * @param lines in the order of storing; what they add makes up the volumes
 */
public record ExplainedSession(
    long sid,
    LocalDate usageDay,
    SimId sim,
    @Nullable SubscriptionId subscription,
    String operator,
    String profile,
    long bytesUp,
    long bytesDown,
    @Nullable Money sessionCost,
    List<Tier> tiers,
    List<Line> lines) {
  public ExplainedSession {
    tiers = List.copyOf(tiers);
    lines = List.copyOf(lines);
  }

  /**
   * What one tier pays.
   *
   * @param seller absent: the operator, or one above the caller, who does not see it
   * @param buyer absent: the account
   */
  public record Tier(@Nullable ResellerId seller, @Nullable ResellerId buyer, Outcome outcome) {}

  /** Whether a tier is charged. */
  public sealed interface Outcome {}

  /**
   * @param amount in the list's currency
   * @param charge in the buyer's currency
   */
  public record Charged(Terms terms, Money amount, Money charge, Currency chargeCurrency)
      implements Outcome {}

  /**
   * @param missing what the tier lacks, as {@code no_price}
   */
  public record Unrated(String missing) implements Outcome {}

  /**
   * A line that adds to the session day, or takes from it.
   *
   * @param source absent: not for this caller
   */
  public record Line(long addedUp, long addedDown, boolean withdrawn, @Nullable Source source) {}

  /**
   * Where a line stands.
   *
   * @param file the delivery's name
   * @param text as the operator wrote it; empty: not kept
   */
  public record Source(DeliveryId delivery, String file, long line, Optional<String> text) {}
}
