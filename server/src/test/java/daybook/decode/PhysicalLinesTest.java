package daybook.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhysicalLinesTest {
  private record Line(long number, String raw, boolean overlong) {}

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "'', none",
        "a, a",
        "a~, a",
        "a~b, a|b",
        "a~b~, a|b",
        "a~~b, a||b",
        "~, ''",
        "~~, '|'",
        "~a, |a",
      })
  void every_kind_of_line_end_gives_the_same_lines(String file, String lines) throws IOException {
    for (String end : List.of("\n", "\r\n", "\r")) {
      assertThat(lines(file.replace("~", end), StandardCharsets.UTF_8))
          .extracting(Line::raw)
          .isEqualTo(lines == null ? List.of() : List.of(lines.split("\\|", -1)));
    }
  }

  @Test
  void line_ends_may_be_mixed() throws IOException {
    assertThat(lines("a\r\nb\nc\rd\n\re\r\r\nf", StandardCharsets.UTF_8))
        .containsExactly(
            new Line(1, "a", false),
            new Line(2, "b", false),
            new Line(3, "c", false),
            new Line(4, "d", false),
            new Line(5, "", false),
            new Line(6, "e", false),
            new Line(7, "", false),
            new Line(8, "f", false));
  }

  @Test
  void a_line_of_the_longest_length_is_whole_and_one_byte_more_is_overlong() throws IOException {
    String longest = "x".repeat(PhysicalLines.MOST_BYTES);

    for (String end : List.of("\n", "\r\n", "\r")) {
      assertThat(
              lines("a" + end + longest + end + longest + "x" + end + "b", StandardCharsets.UTF_8))
          .containsExactly(
              new Line(1, "a", false),
              new Line(2, longest, false),
              new Line(3, "x".repeat(PhysicalLines.KEPT_BYTES), true),
              new Line(4, "b", false));
    }
  }

  @Test
  void an_overlong_line_at_the_end_of_the_file_needs_no_end() throws IOException {
    for (int bytes : List.of(PhysicalLines.MOST_BYTES + 1, 10 * PhysicalLines.MOST_BYTES)) {
      assertThat(lines("a\n" + "x".repeat(bytes), StandardCharsets.UTF_8))
          .containsExactly(
              new Line(1, "a", false), new Line(2, "x".repeat(PhysicalLines.KEPT_BYTES), true));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void random_files_in_random_reads_give_the_lines_of_a_naive_split(long seed) throws IOException {
    Random random = new Random(seed);
    Charset charset = seed % 2 == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1;
    StringBuilder file = new StringBuilder();
    List<Line> expected = new ArrayList<>();
    for (int i = 1; i <= 60; i++) {
      String line = "ab".repeat(length(random));
      int bytes = line.getBytes(charset).length;
      boolean overlong = bytes > PhysicalLines.MOST_BYTES;
      String kept =
          line.substring(
              0, overlong ? PhysicalLines.KEPT_BYTES * line.length() / bytes : line.length());
      expected.add(new Line(i, kept, overlong));
      // No line is empty, so a CR is never followed by a line that ends in LF at once.
      file.append(line).append(List.of("\n", "\r\n", "\r").get(random.nextInt(3)));
    }

    assertThat(lines(new RandomReads(file.toString().getBytes(charset), 100_000, random), charset))
        .isEqualTo(expected);
  }

  private static int length(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> PhysicalLines.MOST_BYTES / 2 - 2 + random.nextInt(5);
      case 1 -> PhysicalLines.MOST_BYTES + random.nextInt(PhysicalLines.MOST_BYTES);
      case 2 -> random.nextInt(PhysicalLines.MOST_BYTES);
      default -> 1 + random.nextInt(200);
    };
  }

  private static List<Line> lines(String file, Charset charset) throws IOException {
    byte[] bytes = file.getBytes(charset);
    List<Line> lines = lines(new ByteArrayInputStream(bytes), charset);
    assertThat(lines(new RandomReads(bytes, 3, new Random(1)), charset)).isEqualTo(lines);
    return lines;
  }

  private static List<Line> lines(InputStream in, Charset charset) throws IOException {
    Encoding encoding = Encoding.of(charset, new byte[0]);
    PhysicalLines lines = new PhysicalLines(in, encoding);
    List<Line> all = new ArrayList<>();
    while (lines.next()) {
      all.add(new Line(lines.number(), encoding.startOfText(lines), lines.isOverlong()));
    }
    assertThat(lines.next()).as("the end stays the end").isFalse();
    return all;
  }

  /** Gives as few bytes at a time as it likes, as pipes and unpackers do. */
  private static final class RandomReads extends InputStream {
    private final ByteArrayInputStream bytes;
    private final int most;
    private final Random random;

    RandomReads(byte[] bytes, int most, Random random) {
      this.bytes = new ByteArrayInputStream(bytes);
      this.most = most;
      this.random = random;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return bytes.read(into, offset, Math.min(length, 1 + random.nextInt(most)));
    }
  }
}
