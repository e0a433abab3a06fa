package daybook.web;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.model.Money;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class JsonBytesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain      | "plain"
          a"b\\c     | "a\\"b\\\\c"
          Трекер № 4 | "Трекер № 4"
          é€😀       | "é€😀"
          """)
  void a_string_is_quoted_and_escaped(String text, String json) {
    assertThat(written(text)).isEqualTo(json);
  }

  @Test
  void control_characters_are_escaped_by_number() {
    assertThat(written("\n\t\u0000\u001f\u007f"))
        .isEqualTo("\"\\u000a\\u0009\\u0000\\u001f\u007f\"");
  }

  @Test
  void half_a_surrogate_pair_becomes_a_replacement_character() {
    assertThat(written("a\ud83db\ude00")).isEqualTo("\"a\ufffdb\ufffd\"");
  }

  @Test
  void random_strings_come_back_from_another_reader_as_they_were() {
    Random random = new Random(20_261_123);
    JsonMapper reader = new JsonMapper();
    for (int round = 0; round < 2_000; round++) {
      String text = randomText(random);
      assertThat(reader.readTree(written(text)).stringValue()).isEqualTo(text);
    }
  }

  /** From all planes, the lower ones more often. */
  private static String randomText(Random random) {
    return random
        .ints(random.nextInt(40), 0, 1 << random.nextInt(5, 21))
        .filter(Character::isValidCodePoint)
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void numbers_are_plain_digits() {
    JsonBytes json = new JsonBytes(1);
    json.number(0).raw(",").number(-7).raw(",").number(Long.MAX_VALUE).raw(",");
    json.number(Long.MIN_VALUE);
    assertThat(json.toBody().utf8()).isEqualTo("0,-7,9223372036854775807,-9223372036854775808");
  }

  @Test
  void billionths_are_written_as_money_writes_them() {
    Random random = new Random(20_261_125);
    for (int round = 0; round < 20_000; round++) {
      assertBillionths(random.nextLong() >> random.nextInt(64));
      assertBillionths(random.nextLong(-10_000, 10_000) * 1_000_000_000);
    }
    assertBillionths(Long.MAX_VALUE);
    assertBillionths(Long.MIN_VALUE);
    assertBillionths(0);
  }

  private static void assertBillionths(long amount) {
    Money money = Money.ofBillionths(BigInteger.valueOf(amount));
    assertThat(new JsonBytes(1).billionths(amount).toBody().utf8()).isEqualTo(money.toPlainText());
  }

  @Test
  void it_grows_from_any_guess() {
    JsonBytes json = new JsonBytes(1);
    for (int row = 0; row < 10_000; row++) {
      json.string("row").number(row);
    }
    assertThat(json.toBody().utf8())
        .startsWith("\"row\"0\"row\"1\"row\"2")
        .endsWith("\"row\"9998\"row\"9999")
        .hasSize(10_000 * 5 + 38_890);
  }

  private static String written(String text) {
    return new JsonBytes(1).string(text).toBody().utf8();
  }
}
