package daybook.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToleranceTest {
  @ParameterizedTest
  @CsvSource({
    // absolute, per mille, stated, own, admitted
    "0, 0, 5, 5, true",
    "0, 0, 5.000, 5, true",
    "0, 0, 5.0001, 5, false",
    "0.5, 0, 5.5, 5, true",
    "0.5, 0, 4.5, 5, true",
    "0.5, 0, 5.51, 5, false",
    "0.5, 0, 0.5, 0, true",
    "0, 1, 1001, 1000, true",
    "0, 1, 999, 1000, true",
    "0, 1, 1001.1, 1000, false",
    "0, 1, 0.001, 0, false",
    "0, 1000, 0, 7, true",
    "0, 1, -1001, -1000, true",
    // Either measure is enough.
    "2, 1, 102, 100, true",
    "0.01, 100, 109, 100, true",
    "2, 1, 103, 100, false",
  })
  void a_number_is_admitted_by_either_measure(
      BigDecimal absolute,
      BigDecimal perMille,
      BigDecimal stated,
      BigDecimal own,
      boolean admitted) {
    assertThat(new Tolerance(absolute, perMille).admits(stated, own)).isEqualTo(admitted);
  }

  @Test
  void in_another_unit_the_absolute_measure_is_counted_in_it() {
    Tolerance megabytes = new Tolerance(new BigDecimal("0.005"), BigDecimal.ONE);
    assertThat(megabytes.times(1_000_000))
        .isEqualTo(new Tolerance(new BigDecimal("5000.000"), BigDecimal.ONE));
  }

  @Test
  void it_is_not_negative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tolerance(BigDecimal.ONE.negate(), BigDecimal.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tolerance(BigDecimal.ZERO, BigDecimal.ONE.negate()));
  }
}
