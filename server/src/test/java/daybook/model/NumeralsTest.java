package daybook.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumeralsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // decimal | grouping | text | number; empty: it is none
        ". |   | 12 | 12",
        ". |   | 12.50 | 12.50",
        ". |   | -0.5 | -0.5",
        ". |   | 12,5 | ",
        ". |   | 1.234.5 | ",
        ". |   | 1e3 | ",
        ". |   | .5 | ",
        ". |   | 5. | ",
        ". |   | +5 | ",
        ", |   | 12,50 | 12.50",
        ", |   | 12.50 | ",
        ", | . | 1.234.567,8 | 1234567.8",
        ", | . | 1234567,8 | 1234567.8",
        ", | . | 1.23,8 | ",
        ", | . | .123 | ",
        ", | . | 1234.567 | ",
        ". | ' | -1'000.25 | -1000.25",
      })
  void a_number_is_read_as_declared_or_not_at_all(
      char decimal, Character grouping, String text, BigDecimal number) {
    assertThat(new Numerals(decimal, grouping).read(text).orElse(null)).isEqualTo(number);
  }

  @Test
  void what_is_too_long_to_be_a_quantity_is_none() {
    assertThat(new Numerals('.', null).read("1".repeat(101))).isEmpty();
  }

  @Test
  void a_number_is_written_as_it_would_be_read() {
    Numerals numerals = new Numerals(',', '.');
    BigDecimal value = new BigDecimal("-1234567.800");
    assertThat(numerals.write(value)).isEqualTo("-1234567,800");
    assertThat(numerals.read(numerals.write(value))).contains(value);
  }

  @Test
  void the_shortest_form_has_no_exponent() {
    assertThat(Numerals.shortest(new BigDecimal("1500000.000")).toString()).isEqualTo("1500000");
    assertThat(Numerals.shortest(new BigDecimal("0.00")).toString()).isEqualTo("0");
    assertThat(Numerals.shortest(new BigDecimal("1E+3")).toString()).isEqualTo("1000");
  }
}
