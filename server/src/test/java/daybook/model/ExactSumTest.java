package daybook.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(ints = {8, 40, 59, 60, 63, 64, 110})
  void a_sum_of_many_amounts_is_that_of_a_naive_addition(int bits) {
    Random random = new Random(bits);
    for (int run = 0; run < 200; run++) {
      ExactSum sum = new ExactSum();
      Money naive = Money.ZERO;
      for (int i = 0; i < 60; i++) {
        BigInteger amount = new BigInteger(random.nextInt(bits + 1), random);
        // Many of one sign, so that sums go beyond any width.
        Money money = Money.ofBillionths(random.nextInt(5) == 0 ? amount.negate() : amount);
        sum.add(money);
        naive = naive.plus(money);
        assertThat(sum.toMoney()).isEqualTo(naive);
      }
    }
  }

  @Test
  void sums_at_the_ends_of_a_long_are_exact() {
    Money largest = Money.ofBillionths(BigInteger.TEN.pow(18).subtract(BigInteger.ONE));
    ExactSum up = new ExactSum();
    ExactSum down = new ExactSum();
    Money naive = Money.ZERO;
    for (int i = 0; i < 30; i++) {
      up.add(largest);
      down.add(largest.times(-1));
      naive = naive.plus(largest);
    }
    assertThat(up.toMoney()).isEqualTo(naive);
    assertThat(down.toMoney()).isEqualTo(naive.times(-1));
  }

  @Test
  void what_no_amount_holds_is_refused() {
    Money largest = Money.ofBillionths(BigInteger.TEN.pow(38).subtract(BigInteger.ONE));
    ExactSum sum = new ExactSum();
    sum.add(largest);
    assertThatThrownBy(() -> sum.add(largest)).isInstanceOf(ArithmeticException.class);
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
