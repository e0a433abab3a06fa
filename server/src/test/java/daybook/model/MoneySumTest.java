package daybook.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MoneySumTest {
  @ParameterizedTest
  @ValueSource(ints = {8, 40, 59, 60, 63, 64, 110})
  void a_sum_of_amounts_of_any_size_is_that_of_a_naive_addition(int bits) {
    Random random = new Random(bits);
    for (int run = 0; run < 200; run++) {
      MoneySum sum = new MoneySum();
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
    MoneySum up = new MoneySum();
    MoneySum down = new MoneySum();
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
    MoneySum sum = new MoneySum();
    sum.add(largest);
    assertThatThrownBy(() -> sum.add(largest)).isInstanceOf(ArithmeticException.class);
  }
}
