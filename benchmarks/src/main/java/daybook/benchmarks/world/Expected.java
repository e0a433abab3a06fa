package daybook.benchmarks.world;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the books must say once all session days of a world are in them. */
public final class Expected {
  /** Whose money a total is. */
  public enum Basis {
    /** What the reseller pays upstream. */
    EXPENSE,
    /** What the reseller's own accounts pay it. */
    REVENUE
  }

  /** A line of the expense report. */
  public record Line(Basis basis, long reseller, long subscription, YearMonth period) {}

  private record Sale(Line line, Offer offer, Offer.Row row, String currency) {}

  private record Like(long subscription, String operator, String profile, LocalDate day) {}

  private final Prices prices;
  private final Map<Like, List<Sale>> sales = new HashMap<>();
  private final Map<Line, BigDecimal> totals = new HashMap<>();
  private long sessionDays;
  private long bytes;
  private long repeated;

  Expected(Prices prices) {
    this.prices = prices;
  }

  void add(Card card, LocalDate day, long used) {
    sessionDays++;
    bytes = Math.addExact(bytes, used);
    Like like = new Like(card.subscription(), card.operator(), card.profile(), day);
    for (Sale sale : sales.computeIfAbsent(like, _ -> salesTo(card, day))) {
      BigDecimal amount = Prices.amount(used, sale.row());
      BigDecimal charge = prices.converted(amount, sale.offer().currency(), sale.currency(), day);
      totals.merge(sale.line(), charge, BigDecimal::add);
    }
  }

  void addRepeated() {
    repeated++;
  }

  /**
   * The chain: the operator to the provider, down to the card's reseller, and it to the account.
   */
  private List<Sale> salesTo(Card card, LocalDate day) {
    List<Sale> chain = new ArrayList<>();
    String seller = "operator:" + card.operator();
    for (Node buyer : Node.chainTo(card.reseller())) {
      String buyers = buyer.id() == Node.ROOT ? "reseller:1" : "resellers";
      chain.add(sale(card, day, Basis.EXPENSE, buyer, prices.offer(seller, buyers, day)));
      seller = "reseller:" + buyer.id();
    }
    chain.add(
        sale(
            card,
            day,
            Basis.REVENUE,
            Node.of(card.reseller()),
            prices.offer(seller, "accounts", day)));
    return chain;
  }

  private static Sale sale(Card card, LocalDate day, Basis basis, Node whose, Offer offer) {
    return new Sale(
        new Line(basis, whose.id(), card.subscription(), YearMonth.from(day)),
        offer,
        offer.rowFor(card.operator(), card.profile()),
        whose.currency());
  }

  public long sessionDays() {
    return sessionDays;
  }

  public long bytes() {
    return bytes;
  }

  /** Lines that state a record a second time. */
  public long repeated() {
    return repeated;
  }

  /** By line: the exact total. */
  public Map<Line, BigDecimal> totals() {
    return Collections.unmodifiableMap(totals);
  }
}
