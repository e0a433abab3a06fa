package daybook.reconcile;

import daybook.model.Currency;
import daybook.model.Money;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What our books have of one cell: exact bytes, and what the provider owes the operator. */
public final class Booked {
  static final Booked NOTHING = new Booked();

  private static final long SEVERAL = -1;

  private long bytesUp;
  private long bytesDown;
  private long chargedBytes;
  private long records;
  private long sessionDays;
  private long unrated;
  private long priceVersion;
  private Money owed = Money.ZERO;
  private final SortedMap<Currency, Money> amounts = new TreeMap<>();

  Booked() {}

  void add(long up, long down, long recordCount) {
    bytesUp = Math.addExact(bytesUp, up);
    bytesDown = Math.addExact(bytesDown, down);
    records = Math.addExact(records, recordCount);
    sessionDays++;
  }

  void addUnrated() {
    unrated++;
  }

  /**
   * @param rounded the session day's volume rounded up to the price's increment
   * @param amount in the list's currency
   * @param charge in the provider's currency
   */
  void addCharge(long price, long rounded, Currency currency, Money amount, Money charge) {
    priceVersion = priceVersion == 0 || priceVersion == price ? price : SEVERAL;
    chargedBytes = Math.addExact(chargedBytes, rounded);
    amounts.merge(currency, amount, Money::plus);
    owed = owed.plus(charge);
  }

  public long bytesUp() {
    return bytesUp;
  }

  public long bytesDown() {
    return bytesDown;
  }

  public long bytes() {
    return Math.addExact(bytesUp, bytesDown);
  }

  /** Each session day's volume rounded up to its price's increment, added up. */
  long chargedBytes() {
    return chargedBytes;
  }

  public long records() {
    return records;
  }

  /** 0: the books have nothing of the cell. */
  public long sessionDays() {
    return sessionDays;
  }

  /** How many session days have no charge of the operator's. */
  long unrated() {
    return unrated;
  }

  /** Whether all that is charged is charged at one price. */
  boolean hasOnePrice() {
    return priceVersion > 0;
  }

  long priceVersion() {
    return priceVersion;
  }

  /** In the provider's currency. */
  Money owed() {
    return owed;
  }

  /** What the provider owes the operator, in the currencies of its price lists. */
  public SortedMap<Currency, BigDecimal> amounts() {
    SortedMap<Currency, BigDecimal> decimals = new TreeMap<>();
    amounts.forEach((currency, amount) -> decimals.put(currency, amount.toBigDecimal()));
    return Collections.unmodifiableSortedMap(decimals);
  }
}
