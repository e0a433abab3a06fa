package daybook.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybook.model.Money;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumTest {
  @Test
  void random_sums_of_any_width_equal_those_of_whole_numbers() {
    Random random = new Random(20_261_125);
    for (int round = 0; round < 20_000; round++) {
      BigInteger one = amount(random);
      BigInteger other = amount(random);
      ExactSum sum = new ExactSum();
      sum.add(Money.ofBillionths(one));
      sum.add(Money.ofBillionths(other));
      assertThat(told(sum)).isEqualTo(Money.ofBillionths(one.add(other)));

      ExactSum taken = new ExactSum();
      taken.add(Money.ofBillionths(other));
      sum.subtract(taken.high(), taken.low());
      assertThat(told(sum)).isEqualTo(Money.ofBillionths(one));
    }
  }

  @Test
  void what_exceeds_it_is_refused_and_never_wraps_around() {
    ExactSum sum = new ExactSum();
    sum.add(Long.MAX_VALUE, -1);
    assertThatThrownBy(() -> sum.add(0, 1)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> sum.subtract(-1, 0)).isInstanceOf(ArithmeticException.class);
  }

  /** Of all widths up to 37 digits, and often right beside where a long or a half of it ends. */
  private static BigInteger amount(Random random) {
    BigInteger any = new BigInteger(random.nextInt(122), random);
    BigInteger edge = BigInteger.ONE.shiftLeft(31 + random.nextInt(3) * 32);
    BigInteger amount =
        random.nextBoolean() ? any : edge.add(BigInteger.valueOf(random.nextInt(5) - 2));
    return random.nextBoolean() ? amount : amount.negate();
  }

  private static Money told(ExactSum sum) {
    return ExactSum.money(sum.high(), sum.low());
  }
}
