package daybook.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
  @ParameterizedTest
  @CsvSource({
    // glob, name, whether it is the feed's
    "*, a.csv, true",
    "*, part, true",
    "*, a..csv, true",
    "*, .hidden.csv, false",
    "*, c.csv.part, false",
    "*, d.csv.TMP, false",
    "*, e.tmp, false",
    "*.csv, a.csv, true",
    "*.csv, a.CSV, false",
    "*.csv, a.csv.gz, false",
    "'*.csv{,.gz}', a.csv.gz, true",
    "nothing, a.csv, false",
  })
  void a_feed_wants_finished_files_of_its_glob(String glob, String name, boolean wanted) {
    assertThat(new FileNames(glob).want(name)).isEqualTo(wanted);
    assertThat(FileNames.isHostile(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "../a.csv",
        "/etc/passwd",
        "a/b.csv",
        "a\\b.csv",
        "a\u0000.csv",
        "a\n.csv",
        "a\u001b[2J.csv",
        "\u202Evsc.exe",
        "\uD800.csv"
      })
  void a_name_that_leads_elsewhere_or_acts_on_a_terminal_is_hostile(String name) {
    assertThat(FileNames.isHostile(name)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"a/b.csv, a/b.csv", "'a\u001b[2J', a\uFFFD[2J"})
  void a_message_shows_a_name_without_what_acts_on_a_terminal(String name, String shown) {
    assertThat(FileNames.shown(name)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 61, 10_000})
  void a_message_shows_the_beginning_of_a_long_name(int length) {
    assertThat(FileNames.shown("x".repeat(length)))
        .isEqualTo("x".repeat(60) + (length > 60 ? "…" : ""));
  }
}
