package daybook.decode;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.model.DataUnit;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VolumesTest {
  @ParameterizedTest
  @CsvSource({
    "BYTE, 0, 0",
    "BYTE, 000000000000000000000012, 12",
    "BYTE, 999999999999999999, 999999999999999999",
    "BYTE, 9223372036854775807, 9223372036854775807",
    "KILOBYTE, 1.5, 1500",
    "KILOBYTE, 0.001, 1",
    "KIBIBYTE, 1.5, 1536",
    "KIBIBYTE, 0.0009765625, 1",
    "MEGABYTE, 1.500000000, 1500000",
    "GIBIBYTE, 8589934591, 9223372035781033984",
    "GIGABYTE, 9223372036.854775807, 9223372036854775807",
  })
  void volumes_become_whole_bytes_exactly(DataUnit unit, String text, long bytes)
      throws BrokenLine {
    assertThat(new Volumes(unit, Long.MAX_VALUE).bytes("up", text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @EnumSource
  void random_volumes_are_those_of_a_naive_calculation(DataUnit unit) {
    Random random = new Random(unit.bytes());
    for (int i = 0; i < 20_000; i++) {
      long most = random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63);
      String text = number(random);

      assertThat(read(new Volumes(unit, most), text))
          .as(text + " " + unit + ", at most " + most)
          .isEqualTo(naive(unit, most, text));
    }
  }

  private static String number(Random random) {
    String whole = Long.toString(random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63));
    if (random.nextInt(3) > 0) {
      return whole;
    }
    int digits = 1 + random.nextInt(4);
    return whole + "." + "%d".formatted(random.nextInt(10_000) + 10_000).substring(1, 1 + digits);
  }

  private static Long read(Volumes volumes, String text) {
    try {
      return volumes.bytes("up", text);
    } catch (BrokenLine e) {
      return null;
    }
  }

  private static Long naive(DataUnit unit, long most, String text) {
    if (unit == DataUnit.BYTE && text.contains(".")) {
      return null;
    }
    BigDecimal bytes = new BigDecimal(text).multiply(BigDecimal.valueOf(unit.bytes()));
    if (bytes.compareTo(BigDecimal.valueOf(most)) > 0) {
      return null;
    }
    try {
      return bytes.longValueExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }
}
