package daybook.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, each of its lines that is not blank comes out once, and none throws. */
class GarbageTest {
  private static final String RECORD = "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,1,2,a";

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "US-ASCII", "ISO-8859-1", "Shift_JIS", "GB18030", "IBM500"})
  void random_bytes_are_accounted_for_line_by_line(String charset) {
    Random random = new Random(charset.hashCode());
    Dialect dialect = Dialect.plain().with(it -> it.charset = Charset.forName(charset));
    for (int i = 0; i < 150; i++) {
      byte[] file = garbage(random, dialect.charset);

      assertThat(dialect.decode(file))
          .as("file " + i)
          .extracting(GarbageTest::line)
          .isEqualTo(linesNotBlank(file, dialect.charset));
    }
  }

  private static byte[] garbage(Random random, Charset charset) {
    byte[] file = new byte[1 + random.nextInt(2_000)];
    random.nextBytes(file);
    byte[] interesting = ",,,,\"\"\r\n\n  \t0198-:".getBytes(charset);
    for (int i = 0; i < file.length; i++) {
      if (random.nextInt(3) == 0) {
        file[i] = interesting[random.nextInt(interesting.length)];
      }
    }
    byte[] record = RECORD.getBytes(charset);
    if (file.length > record.length) {
      System.arraycopy(record, 0, file, random.nextInt(file.length - record.length), record.length);
    }
    // Neither gzip nor a byte order mark, which speak for the file as a whole.
    file[0] = "x".getBytes(charset)[0];
    return file;
  }

  private static long line(Decoded decoded) {
    return switch (decoded) {
      case Decoded.Usable usable -> usable.usage().line();
      case Decoded.Broken broken -> broken.line();
    };
  }

  /** The numbers of the lines that have more than spaces and tabs, counted byte by byte. */
  private static List<Long> linesNotBlank(byte[] file, Charset charset) {
    byte lineFeed = "\n".getBytes(charset)[0];
    byte carriageReturn = "\r".getBytes(charset)[0];
    byte space = " ".getBytes(charset)[0];
    byte tab = "\t".getBytes(charset)[0];
    List<Long> numbers = new ArrayList<>();
    long number = 1;
    boolean blank = true;
    for (int i = 0; i < file.length; i++) {
      boolean ends = file[i] == carriageReturn;
      if (file[i] == lineFeed && i > 0 && file[i - 1] == carriageReturn) {
        continue;
      }
      ends |= file[i] == lineFeed;
      if (!ends) {
        blank &= file[i] == space || file[i] == tab;
      } else {
        if (!blank) {
          numbers.add(number);
        }
        number++;
        blank = true;
      }
    }
    if (!blank) {
      numbers.add(number);
    }
    return numbers;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void one_flipped_byte_spoils_no_line_but_its_own(int seed) {
    Random random = new Random(seed);
    String file = (RECORD + "\n").repeat(50);
    for (int i = 0; i < 60; i++) {
      byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
      int at = 4 + random.nextInt(bytes.length - 4);
      byte flipped = (byte) random.nextInt(256);
      boolean lineEnds = bytes[at] == '\n' || flipped == '\n' || flipped == '\r';
      bytes[at] = flipped;

      List<Decoded> decoded = Dialect.plain().decode(bytes);

      long broken = decoded.stream().filter(Decoded.Broken.class::isInstance).count();
      assertThat(broken).as("byte " + at).isLessThanOrEqualTo(lineEnds ? 2 : 1);
      assertThat(decoded.size()).as("byte " + at).isBetween(lineEnds ? 49 : 50, lineEnds ? 51 : 50);
    }
  }
}
