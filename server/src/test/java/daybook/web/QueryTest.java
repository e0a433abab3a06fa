package daybook.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybook.model.Problem;
import daybook.model.Refusal;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          a=1,                   1
          b=2&a=1,               1
          a=%D0%B0%20%d0%b1+x,   а б x
          %61=1,                 1
          a=b=c,                 b=c
          &&a=1&,                1
          a,                     ''
          a=,                    ''
          A=2&a=1,               1
          """)
  void a_parameter_is_decoded(String query, String value) {
    assertThat(Query.parse(query).single("a")).contains(value);
  }

  @Test
  void what_is_not_there_is_empty() {
    assertThat(Query.parse("").single("a")).isEmpty();
    assertThat(Query.parse("b=1").single("a")).isEmpty();
    assertThat(Query.parse("b=1").first("a")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=%",
        "a=%4",
        "a=%zz",
        "a=%ff",
        "a=%c3%28",
        "a=%ed%a0%80",
        "a=\u00e9",
        "a=\u00c3\u00a9"
      })
  void a_malformed_value_is_refused_where_it_is_asked_for(String query) {
    assertThat(Query.parse(query).first("a")).isEmpty();
    assertThatThrownBy(() -> Query.parse(query).single("a"))
        .asInstanceOf(InstanceOfAssertFactories.type(Refusal.class))
        .extracting(Refusal::problem)
        .isEqualTo(new Problem.WrongType("a", "percent-encoded UTF-8"));
    assertThat(Query.parse(query + "&b=1").single("b")).contains("1");
  }

  @Test
  void a_parameter_that_stands_twice_is_refused_even_with_one_value() {
    assertThatThrownBy(() -> Query.parse("a=1&b=2&a=1").single("a"))
        .asInstanceOf(InstanceOfAssertFactories.type(Refusal.class))
        .extracting(Refusal::problem)
        .isEqualTo(new Problem.Repeated("a"));
  }

  @Test
  void the_first_readable_value_counts_where_it_does_not_matter() {
    assertThat(Query.parse("a=%zz&a=2&a=3").first("a")).isEqualTo(Optional.of("2"));
  }

  @Test
  void a_malformed_name_is_nobodys() {
    assertThat(Query.parse("%zz=1&a=2").parameters()).hasSize(1);
  }
}
