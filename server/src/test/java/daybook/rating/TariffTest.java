package daybook.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import daybook.model.Currency;
import daybook.model.DataUnit;
import daybook.model.FxRate;
import daybook.model.Money;
import daybook.model.Price;
import daybook.model.PriceListId;
import daybook.model.Rating;
import daybook.model.Rating.Conversion;
import daybook.model.ResellerId;
import daybook.model.Versioned;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TariffTest {
  private static final long PRICE = 1;
  private static final long LIST = 2;
  private static final long RATE = 3;
  private static final Conversion LIST_AMOUNT = new Conversion.ListAmount();
  private static final Conversion BUYERS_CHARGE = new Conversion.BuyersCharge();
  private static final Conversion AT_RATE = new Conversion.AtRate(RATE);
  private static final Conversion MISSING = new Conversion.Missing();
  private static final Conversion NOT_KEPT = new Conversion.NotKept();

  @ParameterizedTest
  @EnumSource
  void an_unrated_tier_has_no_tariff(Rating.Reason reason) {
    Rating.Tier tier =
        new Rating.Tier(new ResellerId(1), new ResellerId(2), new Rating.Unrated(reason));

    assertThat(Tariff.of(tier, book(DataUnit.BYTE, 1, "1", "1"))).isEmpty();
  }

  @Test
  void conversions_start_from_the_list_amount_save_where_the_buyers_charge_serves() {
    PriceBook book = book(DataUnit.BYTE, 1, "2", "0.3");

    assertThat(tariff(book, AT_RATE, BUYERS_CHARGE, LIST_AMOUNT).charge(5))
        .isEqualTo(new Charge(money("10"), money("3"), money("3"), money("10")));
    assertThat(tariff(book, LIST_AMOUNT, LIST_AMOUNT, AT_RATE).charge(5))
        .isEqualTo(new Charge(money("10"), money("10"), money("10"), money("3")));
  }

  @Test
  void what_is_missing_or_not_kept_is_absent_and_not_zero() {
    PriceBook book = book(DataUnit.BYTE, 1, "2", "0.3");

    assertThat(tariff(book, LIST_AMOUNT, NOT_KEPT, MISSING).charge(5))
        .isEqualTo(new Charge(money("10"), money("10"), null, null));
  }

  @Test
  void a_volume_rounded_up_beyond_64_bits_is_charged_exactly() {
    PriceBook book = book(DataUnit.GIGABYTE, Long.MAX_VALUE - 1, "1", "1");

    Money amount = tariff(book, LIST_AMOUNT, NOT_KEPT, LIST_AMOUNT).charge(Long.MAX_VALUE).amount();
    assertThat(amount).isEqualTo(money("18446744073.709551612"));
  }

  @Test
  void an_amount_that_no_column_holds_is_refused() {
    PriceBook book = book(DataUnit.BYTE, 1, "99999999999999999999", "1");
    Tariff tariff = tariff(book, LIST_AMOUNT, NOT_KEPT, LIST_AMOUNT);

    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> tariff.charge(Long.MAX_VALUE));
  }

  @Test
  void a_negative_volume_is_refused() {
    PriceBook book = book(DataUnit.BYTE, 1, "1", "1");
    Tariff tariff = tariff(book, LIST_AMOUNT, NOT_KEPT, LIST_AMOUNT);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> tariff.charge(-1))
        .withMessage("A session day cannot carry -1 bytes");
  }

  static List<Conversion> noCharges() {
    return List.of(BUYERS_CHARGE, MISSING, NOT_KEPT);
  }

  @ParameterizedTest
  @MethodSource("noCharges")
  void a_priced_tier_always_has_a_charge(Conversion charge) {
    PriceBook book = book(DataUnit.BYTE, 1, "1", "1");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> tariff(book, charge, NOT_KEPT, LIST_AMOUNT))
        .withMessage("No charge is made by " + charge);
  }

  @Test
  void charges_are_those_of_naive_fractions() {
    Random random = new Random(20261123);
    List<DataUnit> units = List.of(DataUnit.values());
    int ties = 0;
    for (int run = 0; run < 200_000; run++) {
      DataUnit unit = units.get(random.nextInt(units.size()));
      long increment = 1 + atMost(random, 22);
      BigDecimal price = BigDecimal.valueOf(atMost(random, 34), random.nextInt(13));
      BigDecimal rate = BigDecimal.valueOf(1 + atMost(random, 24), random.nextInt(10));
      long bytes = volume(random, increment);
      PriceBook book = book(unit, increment, price.toString(), rate.toString());
      Charge charge = tariff(book, AT_RATE, BUYERS_CHARGE, AT_RATE).charge(bytes);

      BigInteger billed =
          BigInteger.valueOf(bytes)
              .add(BigInteger.valueOf(increment - 1))
              .divide(BigInteger.valueOf(increment))
              .multiply(BigInteger.valueOf(increment));
      Fraction exact =
          new Fraction(
              billed.multiply(price.unscaledValue()).multiply(BigInteger.TEN.pow(9)),
              BigInteger.valueOf(unit.bytes()).multiply(BigInteger.TEN.pow(price.scale())));
      BigInteger amount = exact.halfEven();
      Fraction converted =
          new Fraction(amount.multiply(rate.unscaledValue()), BigInteger.TEN.pow(rate.scale()));
      Money inBuyersCurrency = Money.ofBillionths(converted.halfEven());

      assertThat(charge)
          .isEqualTo(
              new Charge(
                  Money.ofBillionths(amount),
                  inBuyersCurrency,
                  inBuyersCurrency,
                  inBuyersCurrency));
      ties += exact.isTie() || converted.isTie() ? 1 : 0;
    }
    assertThat(ties).isGreaterThan(1000);
  }

  /** A fraction that knows how to round itself, written without the product's arithmetic. */
  private record Fraction(BigInteger numerator, BigInteger denominator) {
    BigInteger halfEven() {
      BigInteger[] parts = numerator.divideAndRemainder(denominator);
      int half = parts[1].shiftLeft(1).compareTo(denominator);
      boolean up = half > 0 || (half == 0 && parts[0].testBit(0));
      return up ? parts[0].add(BigInteger.ONE) : parts[0];
    }

    boolean isTie() {
      return numerator.mod(denominator).shiftLeft(1).equals(denominator);
    }
  }

  /** A volume of any magnitude up to 2^50, often on or beside the end of an increment. */
  private static long volume(Random random, long increment) {
    long any = atMost(random, 50);
    return random.nextBoolean()
        ? any
        : Math.max(0, any / increment * increment + random.nextInt(-1, 2));
  }

  /** A number of any magnitude below 2^bits. */
  private static long atMost(Random random, int bits) {
    return random.nextLong(1L << random.nextInt(bits + 1));
  }

  private static Money money(String plain) {
    return Money.exactly(new BigDecimal(plain));
  }

  private static Tariff tariff(
      PriceBook book, Conversion charge, Conversion revenue, Conversion euro) {
    Rating.Priced priced = new Rating.Priced(PRICE, LIST, charge, revenue, euro);
    Optional<Tariff> tariff =
        Tariff.of(new Rating.Tier(new ResellerId(1), new ResellerId(2), priced), book);
    return tariff.orElseThrow();
  }

  private static PriceBook book(DataUnit unit, long increment, String price, String rate) {
    Price row = new Price(new PriceListId(1), null, null, unit, increment, new BigDecimal(price));
    FxRate fxRate =
        new FxRate(
            LocalDate.of(2026, 1, 1), new Currency("USD"), Currency.EUR, new BigDecimal(rate));
    return new PriceBook(
        List.of(),
        List.of(new Versioned<>(PRICE, row, Instant.EPOCH, null)),
        List.of(new Versioned<>(RATE, fxRate, Instant.EPOCH, null)));
  }
}
