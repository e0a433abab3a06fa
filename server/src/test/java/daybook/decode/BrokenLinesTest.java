package daybook.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import daybook.model.DataUnit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a line can be no record, and the sentence that says so. */
class BrokenLinesTest {
  private static final String HEADER = "sim,started,ended,up,down,id\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,1,2|too few fields: 5 of at least 6",
        "8970|too few fields: 1 of at least 6",
        "\"|the quote in field 1 is not closed on its line",
        "8970,\"2026-08-01 00:00:00|the quote in field 2 is not closed on its line",
        "8970,\"2026-08-01 00:00:00\"x,,,,|field 2 goes on after its closing quote",
        ",2026-08-01 00:00:00,2026-08-01 00:00:01,1,2,a|sim is empty",
        "  ,2026-08-01 00:00:00,2026-08-01 00:00:01,1,2,a|sim is empty",
        "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,1,2,|id is empty",
        "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,1,2,\"\"|id is empty",
        "8970,,2026-08-01 00:00:01,1,2,a"
            + "|started: \"\" is not a time of the form yyyy-MM-dd HH:mm:ss",
        "8970,yesterday,2026-08-01 00:00:01,1,2,a"
            + "|started: \"yesterday\" is not a time of the form yyyy-MM-dd HH:mm:ss",
        "8970,2026-02-29 00:00:00,2026-08-01 00:00:01,1,2,a"
            + "|started: \"2026-02-29 00:00:00\" is not a time of the form yyyy-MM-dd HH:mm:ss",
        "8970,2026-08-01 24:00:00,2026-08-02 00:00:01,1,2,a"
            + "|started: \"2026-08-01 24:00:00\" is not a time of the form yyyy-MM-dd HH:mm:ss",
        "8970,2026-08-01 00:00:00,2026-08-01 00:00:60,1,2,a"
            + "|ended: \"2026-08-01 00:00:60\" is not a time of the form yyyy-MM-dd HH:mm:ss",
        "8970,2026-8-1 00:00:00,2026-08-01 00:00:01,1,2,a"
            + "|started: \"2026-8-1 00:00:00\" is not a time of the form yyyy-MM-dd HH:mm:ss",
        "8970,1969-12-31 23:59:59,2026-08-01 00:00:01,1,2,a"
            + "|started: \"1969-12-31 23:59:59\" is not between the years 1970 and 9999",
        "8970,2026-08-01 00:00:00,9999-12-31 00:00:00,1,2,a"
            + "|ended: \"9999-12-31 00:00:00\" is not between the years 1970 and 9999",
        "8970,2026-08-01 00:00:01,2026-08-01 00:00:00,1,2,a"
            + "|ended: \"2026-08-01 00:00:00\" is before started \"2026-08-01 00:00:01\"",
        "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,12x,2,a|up: \"12x\" is not a whole number",
        "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,,2,a|up: \"\" is not a whole number",
        "8970,2026-08-01 00:00:00,2026-08-01 00:00:01, 1,2,a|up: \" 1\" is not a whole number",
        "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,+1,2,a|up: \"+1\" is not a whole number",
        "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,1e3,2,a|up: \"1e3\" is not a whole number",
        "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,1.0,2,a|up: \"1.0\" is not a whole number",
        "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,١,2,a|up: \"١\" is not a whole number",
        "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,1,-2,a|down: \"-2\" is negative",
        "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,1,1000000000001,a"
            + "|down: \"1000000000001\" exceeds the limit of 1000000000000 bytes",
        "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,9223372036854775808,1,a"
            + "|up: \"9223372036854775808\" exceeds the limit of 1000000000000 bytes",
      })
  void a_line_that_is_no_record_is_broken_for_one_reason(String line, String reason) {
    assertThat(Dialect.named().decode(HEADER + line + "\n"))
        .containsExactly(new Decoded.Broken(2, line, reason));
  }

  @ParameterizedTest
  @MethodSource("otherFeeds")
  void other_feeds_have_reasons_of_their_own(Dialect feed, String line, String reason) {
    assertThat(feed.decode(line)).containsExactly(new Decoded.Broken(1, line, reason));
  }

  static Stream<Arguments> otherFeeds() {
    return Stream.of(
        arguments(
            Dialect.plain().with(it -> it.timestamps = "yyyy-MM-dd[ HH:mm]"),
            "8970,2026-08-01 00:00,2026-08-01,1,2,a",
            "column 3: \"2026-08-01\" is not a time of the form yyyy-MM-dd[ HH:mm]"),
        arguments(
            Dialect.plain(),
            "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,%s1,1,a".formatted("0".repeat(100)),
            "column 4: \"%s…\" has more than 100 characters".formatted("0".repeat(100))),
        arguments(
            Dialect.plain(),
            "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,1,x,a",
            "column 5: \"x\" is not a whole number"),
        arguments(
            Dialect.plain()
                .with(it -> {
                  it.end = null;
                  it.duration = "3";
                }),
            "8970,2026-08-01 00:00:00,-1,1,2,a",
            "column 3: \"-1\" is negative"),
        arguments(
            Dialect.plain()
                .with(it -> {
                  it.end = null;
                  it.duration = "3";
                }),
            "8970,2026-08-01 00:00:00,1:30,1,2,a",
            "column 3: \"1:30\" is not a number of seconds"),
        arguments(
            Dialect.plain()
                .with(it -> {
                  it.end = null;
                  it.duration = "3";
                }),
            "8970,2026-08-01 00:00:00,252000000000,1,2,a",
            "column 3: \"252000000000\" seconds end after the year 9999"),
        arguments(
            Dialect.plain()
                .with(it -> {
                  it.end = null;
                  it.duration = "3";
                }),
            "8970,2026-08-01 00:00:00,99999999999999999999,1,2,a",
            "column 3: \"99999999999999999999\" seconds end after the year 9999"),
        arguments(
            Dialect.plain()
                .with(it -> {
                  it.identity = List.of("6", "7");
                  it.session = List.of("8");
                }),
            "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,1,2,a,,s",
            "column 7 is empty"),
        arguments(
            Dialect.plain().with(it -> it.session = List.of("7")),
            "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,1,2,a, ",
            "column 7 is empty"),
        arguments(
            Dialect.plain().with(it -> it.maxBytes = Long.MAX_VALUE),
            "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,9223372036854775807,1,a",
            "bytes up and down together exceed 9223372036854775807"),
        arguments(
            Dialect.plain()
                .with(it -> {
                  it.unit = DataUnit.GIBIBYTE;
                  it.maxBytes = Long.MAX_VALUE;
                }),
            "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,8589934592,1,a",
            "column 4: \"8589934592\" exceeds the limit of 9223372036854775807 bytes"),
        arguments(
            Dialect.plain().with(it -> it.unit = DataUnit.MEGABYTE),
            "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,1.5,0.0000001,a",
            "column 5: \"0.0000001\" MB is not a whole number of bytes"),
        arguments(
            Dialect.plain().with(it -> it.unit = DataUnit.MEGABYTE),
            "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,.5,1,a",
            "column 4: \".5\" is not a number"),
        arguments(
            Dialect.plain().with(it -> it.timestamps = "epoch_seconds"),
            "8970,1785542400.5,1785542401,1,2,a",
            "column 2: \"1785542400.5\" is not a time in whole seconds"),
        arguments(
            Dialect.plain().with(it -> it.timestamps = "epoch_millis"),
            "8970,1785542400000,-1,1,2,a",
            "column 3: \"-1\" is not a time in whole milliseconds"),
        arguments(
            Dialect.plain().with(it -> it.timestamps = "epoch_seconds"),
            "8970,1785542400000,1785542401000,1,2,a",
            "column 2: \"1785542400000\" is not between the years 1970 and 9999"),
        arguments(
            Dialect.plain().with(it -> it.clock = ZoneId.of("Europe/Berlin")),
            "8970,2026-03-29 02:30:00,2026-03-29 03:30:00,1,2,a",
            "column 2: \"2026-03-29 02:30:00\" does not exist in Europe/Berlin"),
        arguments(
            Dialect.plain().with(it -> it.timestamps = "yyyy-MM-dd HH:mm:ss VV"),
            "8970,2026-03-29 01:30:00 UTC,2026-03-29 02:30:00 Europe/Berlin,1,2,a",
            "column 3: \"2026-03-29 02:30:00 Europe/Berlin\" does not exist in Europe/Berlin"),
        arguments(Dialect.plain(), "8970,2026\0-08-01", "the line has a NUL at character 10"),
        arguments(
            Dialect.plain(),
            "8970,\u001b[31m,,,,a",
            "column 2: \"\\u001b[31m\" is not a time of the form yyyy-MM-dd HH:mm:ss"));
  }

  @Test
  void a_reason_repeats_only_the_start_of_a_long_value() {
    String line = "8970," + "9".repeat(101) + ",,,,a";

    assertThat(Dialect.plain().decode(line))
        .containsExactly(
            new Decoded.Broken(
                1,
                line,
                "column 2: \""
                    + "9".repeat(100)
                    + "…\" is not a time of the form yyyy-MM-dd HH:mm:ss"));
  }

  @Test
  void bytes_that_are_no_text_are_kept_one_character_for_each() {
    byte[] line = "8970,x\u00e9".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(Dialect.plain().decode(line))
        .containsExactly(
            new Decoded.Broken(1, "8970,x\u00e9", "byte 7 of the line (0xe9) is not valid UTF-8"));
  }

  @Test
  void a_broken_line_does_not_touch_its_neighbours() {
    String good = "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,1,2,";
    String bad = "8970,\"2026-08-01 00:00:00,2026-08-01 00:00:01,1,2,b";

    List<Decoded> decoded =
        Dialect.plain().decode(good + "a\n" + bad + "\n" + good + "c\n\n" + bad);

    assertThat(decoded).hasSize(4);
    assertThat(decoded.get(0)).isInstanceOf(Decoded.Usable.class);
    assertThat(decoded.get(1)).isInstanceOf(Decoded.Broken.class);
    assertThat(decoded.get(2)).isInstanceOf(Decoded.Usable.class);
    assertThat(decoded.get(3))
        .isEqualTo(new Decoded.Broken(5, bad, "the quote in field 2 is not closed on its line"));
  }

  @Test
  void a_file_cut_off_in_the_middle_of_a_line_ends_in_a_broken_line() {
    String good = "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,1,2,a";

    assertThat(Dialect.plain().decode(good + "\n8970,2026-08-0"))
        .last()
        .isEqualTo(new Decoded.Broken(2, "8970,2026-08-0", "too few fields: 2 of at least 6"));
  }

  @Test
  void a_record_may_end_as_it_starts_and_carry_exactly_the_limit() {
    assertThat(
            Dialect.plain()
                .with(it -> it.maxBytes = 5)
                .decode("8970,1970-01-01 00:00:00,1970-01-01 00:00:00,5,0,a"))
        .singleElement()
        .isInstanceOfSatisfying(
            Decoded.Usable.class,
            usable -> {
              assertThat(usable.usage().start()).isEqualTo(Instant.EPOCH);
              assertThat(usable.usage().end()).isEqualTo(Instant.EPOCH);
              assertThat(usable.usage().bytesUp()).isEqualTo(5);
            });
  }
}
