package daybook.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybook.model.CsvLayout.Column.At;
import daybook.model.CsvLayout.Trailer;
import daybook.model.DataUnit;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that states what it holds is taken at its word, or not at all. */
class TrailerTest {
  private static final String FIRST = "sim1,2024-06-25 10:00:00,2024-06-25 11:00:00,1,2,a\n";
  private static final String SECOND = "sim1,2024-06-25 12:00:00,2024-06-25 13:00:00,2,3,b\n";
  private static final String BROKEN = "sim1,never,2024-06-25 13:00:00,2,3,c\n";

  private static Dialect dialect() {
    return Dialect.plain()
        .with(it -> {
          it.unit = DataUnit.KIBIBYTE;
          it.trailer = new Trailer("END", new At(2), new At(3), new At(4));
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "END,2,3,5",
        "END,2,3,5\\n",
        "END,2,3,5\\n \\n\\n",
        "'\"END\",\"2\",3.000,5.0,more'",
        "' END , 2 , 3 , 5'",
      })
  void a_file_that_is_what_its_trailer_states_has_its_records_and_no_other(String trailer)
      throws Exception {
    String text = FIRST + SECOND + trailer.translateEscapes();
    assertThat(dialect().decode(text))
        .hasSize(2)
        .allMatch(decoded -> decoded instanceof Decoded.Usable);
    assertThat(unendedLine(text)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "END,3,3,5 | 3 | the trailer states 3 records, but the file has 2",
        "END,1,3,5 | 3 | the trailer states 1 records, but the file has 2",
        "END,2.5,3,5 | 3 | the trailer states 2.5 records, but the file has 2",
        "END,2,4,5 | 3 | the trailer states 4096 bytes up, but the file's records have 3072",
        "END,2,3,4.5 | 3 | the trailer states 4608 bytes down, but the file's records have 5120",
        "END,2,3 | 3 | the trailer cannot be read: it has 3 fields, so that field 4, the volume down, is missing",
        "END | 3 | the trailer cannot be read: it has 1 fields, so that field 2, the number of records, is missing",
        "END,two,3,5 | 3 | 'the trailer cannot be read: column 2: \"two\" is not a number'",
        "END,-2,3,5 | 3 | 'the trailer cannot be read: column 2: \"-2\" is negative'",
        "'' | 2 | the file ends without its trailer",
        "ENDE,2,3,5 | 3 | the file ends without its trailer",
        "END,2,3,5\\nEND,2,3,5 | 4 | a second trailer, after that of line 3",
        "END,2,3,5\\nsim1 | 4 | the file goes on after its trailer of line 3",
      })
  void a_file_that_contradicts_its_trailer_is_refused(String trailer, long line, String fault) {
    assertThatThrownBy(() ->
            dialect()
                .decode(
                    new ByteArrayInputStream(
                        (FIRST + SECOND + trailer.translateEscapes())
                            .getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(UnreadableDelivery.class)
        .hasMessage(
            "test.csv, line "
                + line
                + ": "
                + fault
                + "; fetch the file again, or ask the operator for a whole one;"
                + " nothing of it was taken in");
  }

  @Test
  void a_broken_line_counts_as_a_record_and_its_volume_is_not_known() {
    assertThat(dialect().decode(FIRST + BROKEN + "END,2,9,9")).hasSize(2);
    assertThatThrownBy(() -> decode(FIRST + BROKEN + "END,1,9,9"))
        .hasMessageContaining("the trailer states 1 records, but the file has 2");
  }

  @Test
  void a_trailer_that_states_nothing_says_that_the_file_is_whole() {
    Dialect dialect = dialect().with(it -> it.trailer = new Trailer("END", null, null, null));
    assertThat(dialect.decode(FIRST + "END")).hasSize(1);
  }

  @Test
  void a_file_that_was_cut_anywhere_is_refused() throws Exception {
    Random random = new Random(5);
    StringJoiner lines = new StringJoiner("");
    long up = 0;
    long down = 0;
    for (int i = 0; i < 200; i++) {
      int more = random.nextInt(1000);
      lines.add("sim,2024-06-25 10:00:00,2024-06-25 11:00:00,%d,%d,%d\n".formatted(more, i, i));
      up += more;
      down += i;
    }
    String whole = lines + "END,200,%d,%d".formatted(up, down);
    assertThat(dialect().decode(whole)).hasSize(200);
    for (int length = 0; length < whole.length(); length += 1 + random.nextInt(60)) {
      String cut = whole.substring(0, length);
      assertThatThrownBy(() -> decode(cut)).isInstanceOf(UnreadableDelivery.class);
    }
  }

  private static void decode(String file) throws Exception {
    dialect().decode(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
  }

  private static long unendedLine(String file) throws Exception {
    CsvDecoder decoder = new CsvDecoder(dialect().feed());
    byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
    try (var decoding = decoder.open("test.csv", new ByteArrayInputStream(bytes))) {
      while (decoding.next() != null) {}
      return decoding.unendedLine();
    }
  }
}
