package daybook.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void a_short_value_is_shown_whole() {
    assertThat(Excerpt.of("")).isEqualTo("\"\"");
    assertThat(Excerpt.of("x".repeat(40))).isEqualTo("\"" + "x".repeat(40) + "\"");
  }

  @Test
  void a_long_value_is_cut_between_characters() {
    assertThat(Excerpt.of("😀".repeat(41))).isEqualTo("\"" + "😀".repeat(40) + "…\"");
  }

  @Test
  void what_would_break_or_turn_the_line_is_escaped() {
    assertThat(Excerpt.of("a\nb\u202ec\ud83d\u2028"))
        .isEqualTo("\"a\\u000ab\\u202ec\\ud83d\\u2028\"");
  }
}
