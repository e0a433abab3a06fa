package daybook.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What makes a file unreadable as a whole, what does not, and which layouts are none. */
class WholeFileTest {
  private static final String RECORD = "8970,2026-08-01 00:00:00,2026-08-01 00:00:01,1,2,a\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|line 1: the file has no header",
        "~  ~|line 1: the file has no header",
        "sim,started,ended,up,down"
            + "|line 1: the header has no column \"id\", but \"sim\", \"started\", \"ended\","
            + " \"up\", \"down\"",
        "~SIM,started,ended,down,down,up,id"
            + "|line 2: the header has no column \"sim\", 2 columns \"down\", but \"SIM\","
            + " \"started\", \"ended\", \"down\", \"down\", \"up\", \"id\"",
        "\"sim,started"
            + "|line 1: the header cannot be read: the quote in field 1 is not closed on its line",
      })
  void a_header_that_lacks_a_column_makes_the_file_unreadable(String file, String fault) {
    assertThatExceptionOfType(UnreadableDelivery.class)
        .isThrownBy(() -> Dialect.named().decode(stream(file.replace('~', '\n'))))
        .withMessage("test.csv, " + fault + "; correct the columns of feed test or the file");
  }

  @Test
  void a_header_names_columns_in_any_order_with_spaces_quotes_and_others_among_them() {
    String file =
        """
        other,"id", up ,down,ended,started,sim,other
        x,a,1,2,2026-08-01 00:00:01,2026-08-01 00:00:00,8970,"x"
        """;

    assertThat(Dialect.named().decode(file))
        .singleElement()
        .isInstanceOfSatisfying(
            Decoded.Usable.class,
            usable -> {
              assertThat(usable.usage().line()).isEqualTo(2);
              assertThat(usable.usage().subscriber()).isEqualTo("8970");
              assertThat(usable.usage().identity()).containsExactly("a");
              assertThat(usable.usage().bytesUp()).isEqualTo(1);
              assertThat(usable.usage().bytesDown()).isEqualTo(2);
            });
  }

  @Test
  void a_header_is_passed_over_by_a_feed_that_counts_its_columns() {
    assertThat(Dialect.plain().with(it -> it.header = true).decode("any\n" + RECORD))
        .singleElement()
        .isInstanceOf(Decoded.Usable.class);
  }

  @Test
  void a_file_without_a_line_has_no_records() {
    assertThat(Dialect.plain().decode("")).isEmpty();
    assertThat(Dialect.plain().decode("\n \t\r\n\n")).isEmpty();
  }

  @Test
  void a_line_of_delimiters_is_not_blank_even_if_they_are_tabs() {
    assertThat(Dialect.plain().with(it -> it.delimiter = '\t').decode("\t\t"))
        .containsExactly(new Decoded.Broken(1, "\t\t", "too few fields: 3 of at least 6"));
  }

  @Test
  void an_overlong_line_is_broken_and_the_next_is_read() {
    String start = "é8970,";
    String file = start + "x".repeat(3_000_000) + "\n" + RECORD;

    List<Decoded> decoded = Dialect.plain().decode(file);

    assertThat(decoded).hasSize(2);
    assertThat(decoded.getFirst())
        .isEqualTo(
            new Decoded.Broken(
                1, start + "x".repeat(1024 - 7), "the line is longer than 65536 bytes"));
    assertThat(decoded.getLast()).isInstanceOf(Decoded.Usable.class);
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE, ISO-8859-1", "UTF-8, windows-1252", "UTF-16BE, UTF-8"})
  void a_byte_order_mark_of_another_charset_makes_the_file_unreadable(
      String marked, String declared) {
    byte[] file = ("\uFEFF" + RECORD).getBytes(Charset.forName(marked));
    Dialect dialect = Dialect.plain().with(it -> it.charset = Charset.forName(declared));

    assertThatExceptionOfType(UnreadableDelivery.class)
        .isThrownBy(() -> dialect.decode(new ByteArrayInputStream(file)))
        .withMessage(
            "test.csv, line 1: its byte order mark says "
                + marked
                + "; feed test declares "
                + declared
                + ", correct one of the two");
  }

  @Test
  void utf_16_follows_the_files_own_mark() {
    Dialect dialect = Dialect.plain().with(it -> it.charset = StandardCharsets.UTF_16);

    for (String file : List.of("\uFEFF" + RECORD, RECORD)) {
      assertThat(dialect.decode(file.getBytes(StandardCharsets.UTF_16BE)))
          .singleElement()
          .isInstanceOf(Decoded.Usable.class);
    }
    assertThat(dialect.decode(("\uFEFF" + RECORD).getBytes(StandardCharsets.UTF_16LE)))
        .singleElement()
        .isInstanceOf(Decoded.Usable.class);
  }

  @Test
  void a_gzip_file_may_have_several_members_and_end_in_zero_bytes() throws IOException {
    byte[] members = join(gzip(RECORD), gzip(""), gzip(RECORD), new byte[1000]);

    assertThat(Dialect.plain().decode(new ByteArrayInputStream(members)))
        .hasSize(2)
        .allMatch(Decoded.Usable.class::isInstance);
  }

  @Test
  void a_gzip_header_may_carry_a_name_a_comment_and_more() throws IOException {
    byte[] member = gzip(RECORD);
    byte[] header = {
      0x1f, (byte) 0x8b, 8, 4 | 8 | 16 | 2, 0, 0, 0, 0, 0, 0, 3, 0, 1, 0, 3, 'n', 0, 'c', 0, 9, 9
    };

    assertThat(Dialect.plain().decode(join(header, Arrays.copyOfRange(member, 10, member.length))))
        .singleElement()
        .isInstanceOf(Decoded.Usable.class);
  }

  @ParameterizedTest
  @MethodSource
  void a_damaged_gzip_file_is_unreadable(byte[] file, String fault) {
    assertThatExceptionOfType(UnreadableDelivery.class)
        .isThrownBy(() -> Dialect.plain().decode(new ByteArrayInputStream(file)))
        .withMessage("test.csv, " + fault + "; fetch the file again");
  }

  static Stream<Arguments> a_damaged_gzip_file_is_unreadable() throws IOException {
    byte[] whole = gzip(RECORD);
    String damaged = "the gzip data are damaged: ";
    return Stream.of(
        arguments(
            Arrays.copyOf(whole, whole.length - 1),
            "line 2: " + damaged + "the file ends in the middle of the packed data"),
        arguments(
            Arrays.copyOf(whole, 5),
            "line 1: " + damaged + "the file ends in the middle of the packed data"),
        arguments(changed(whole, whole.length - 5), "line 2: " + damaged + "the checksum is wrong"),
        arguments(changed(whole, whole.length - 1), "line 2: " + damaged + "the length is wrong"),
        arguments(changed(whole, 2), "line 1: " + damaged + "the header is none of RFC 1952"),
        arguments(
            join(whole, RECORD.getBytes(StandardCharsets.UTF_8)),
            "line 2: " + damaged + "what follows a member is no other member"),
        arguments(
            join(Arrays.copyOf(whole, 10), new byte[] {-1, -1, -1, -1}),
            "line 1: " + damaged + "the packed data are damaged"));
  }

  @Test
  void a_gzip_file_with_one_changed_byte_is_unreadable_or_the_same() throws IOException {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      text.append(RECORD.replace("a\n", i + "\n"));
    }
    byte[] whole = gzip(text.toString());
    List<Decoded> expected = Dialect.plain().decode(whole);
    for (int i = 0; i < 1_000; i++) {
      // Two bytes of magic make it gzip; without them it is a text file, and a bad one.
      byte[] file = changed(whole, 2 + random.nextInt(whole.length - 2));
      try {
        assertThat(Dialect.plain().decode(new ByteArrayInputStream(file))).isEqualTo(expected);
      } catch (UnreadableDelivery e) {
        assertThat(e).hasMessageContaining("the gzip data are damaged");
      }
    }
  }

  @Test
  void the_end_is_reached_only_when_all_bytes_have_been_read() throws IOException {
    for (byte[] file : List.of(RECORD.getBytes(StandardCharsets.UTF_8), gzip(RECORD))) {
      InputStream bytes = new ByteArrayInputStream(file);
      try (CsvDecoder.Decoding decoding =
          new CsvDecoder(Dialect.plain().feed()).open("test.csv", bytes)) {
        assertThat(decoding.next()).isInstanceOf(Decoded.Usable.class);
        assertThat(decoding.next()).isNull();
        assertThat(decoding.next()).isNull();
      }
      assertThat(bytes.read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @CsvSource(value = {"'',0", "~,0", "a~,0", "a~b~~,0", "a,1", "a~b,2", "a~~b,3", "'~ ',2"})
  void the_last_line_is_known_if_it_was_not_ended(String file, long unended) throws IOException {
    for (String end : List.of("\n", "\r\n", "\r")) {
      try (CsvDecoder.Decoding decoding =
          new CsvDecoder(Dialect.plain().feed()).open("test.csv", stream(file.replace("~", end)))) {
        Decoded decoded;
        do {
          decoded = decoding.next();
        } while (decoded != null);
        assertThat(decoding.unendedLine()).isEqualTo(unended);
      }
    }
  }

  @ParameterizedTest
  @MethodSource
  void a_layout_that_contradicts_itself_is_refused(Consumer<Dialect> change, String fault) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CsvDecoder(Dialect.plain().with(change).feed()))
        .withMessage("Feed test: " + fault);
  }

  static Stream<Arguments> a_layout_that_contradicts_itself_is_refused() {
    return Stream.of(
        refused(it -> it.delimiter = '"', "the delimiter is also the quote"),
        refused(it -> it.delimiter = '\n', "the delimiter ends lines"),
        refused(it -> it.delimiter = '\0', "the delimiter is NUL"),
        refused(it -> it.quote = '\r', "the quote ends lines"),
        refused(it -> it.identity = List.of(), "no column identifies a record"),
        refused(it -> it.up = "up", "column \"up\" is named, but there is no header"),
        refused(it -> it.up = "0", "column 0 is none: the first is column 1"),
        refused(
            it -> it.charset = Charset.forName("ISO-2022-CN"),
            "the charset ISO-2022-CN is not supported"),
        refused(
            it -> {
              it.up = null;
              it.down = null;
            },
            "no column has the volume"));
  }

  private static Arguments refused(Consumer<Dialect> change, String fault) {
    return arguments(change, fault);
  }

  private static InputStream stream(String file) {
    return new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  private static byte[] changed(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    changed[at] ^= 0x20;
    return changed;
  }

  private static byte[] join(byte[]... parts) throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.write(part);
    }
    return joined.toByteArray();
  }
}
