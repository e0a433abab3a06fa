package daybook.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a;b~a|b",
        "a;~a|",
        ";~|",
        "``~``",
        "\"a\";b~a|b",
        "\"a;b\";c~a;b|c",
        "\"\";b~|b",
        "\"a\"\"b\"~a\"b",
        "\"\"\"\"~\"",
        "\"\"\"a\"\"\";\"\"\"\"\"\"~\"a\"|\"\"",
        "a\"b;c~a\"b|c",
        " \"a\";b~ \"a\"|b",
        " a ; b ~ a | b ",
      })
  void a_line_is_split_at_its_delimiters(String line, String fields) throws BrokenLine {
    Fields split =
        new Fields(Dialect.plain().with(it -> it.delimiter = ';').feed().layout().form());

    assertThat(split.all(line)).isEqualTo(List.of(fields.split("\\|", -1)));
  }

  @Test
  void a_line_may_have_any_number_of_fields() throws BrokenLine {
    Fields split = new Fields(Dialect.plain().feed().layout().form());
    List<String> values = IntStream.range(0, 1_000).mapToObj(Integer::toString).toList();

    assertThat(split.all(String.join(",", values))).isEqualTo(values);
  }

  @Test
  void a_quote_that_is_not_closed_breaks_the_line_even_behind_the_fields_that_are_read() {
    String line = "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,1,2,a,x,\"y";

    assertThat(Dialect.plain().decode(line))
        .containsExactly(
            new Decoded.Broken(1, line, "the quote in field 8 is not closed on its line"));
  }
}
