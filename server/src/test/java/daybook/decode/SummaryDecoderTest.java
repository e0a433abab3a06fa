package daybook.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybook.model.CsvForm;
import daybook.model.CsvLayout.Column;
import daybook.model.Currency;
import daybook.model.DataUnit;
import daybook.model.Numerals;
import daybook.model.SummaryLayout;
import daybook.model.SummaryLayout.Amount;
import daybook.model.SummaryLayout.DatePattern;
import daybook.model.SummaryLayout.KeyKind;
import daybook.model.SummaryLayout.Skip;
import daybook.model.SummaryLayout.Volume;
import daybook.model.SummaryLayout.When;
import daybook.model.SummaryLine;
import daybook.model.Tolerance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Operators' summaries, whole and broken, with the exact words that broken ones are refused with.
 */
class SummaryDecoderTest {
  private static final Charset WESTERN = Charset.forName("windows-1252");

  private static Column named(String name) {
    return new Column.Named(name);
  }

  private static DatePattern pattern(String text) {
    return new DatePattern(
        text, DateTimeFormatter.ofPattern(text).withResolverStyle(ResolverStyle.STRICT));
  }

  private static SummaryLayout german() {
    return new SummaryLayout(
        "invoice",
        "north",
        new CsvForm(true, ';', '"', WESTERN),
        new When.Day(named("Tag"), pattern("dd.MM.uuuu")),
        KeyKind.OPERATOR_KEY,
        named("IMSI"),
        new Volume(named("MB"), null, null, DataUnit.MEGABYTE, Tolerance.EXACT),
        named("Anzahl"),
        new Amount(named("Betrag"), null, named("Währung"), Tolerance.EXACT),
        new Numerals(',', '.'),
        new Skip(named("Tag"), Pattern.compile("Summe.*")));
  }

  private static List<SummaryLine> read(SummaryLayout layout, byte[] bytes) throws IOException {
    List<SummaryLine> lines = new ArrayList<>();
    new SummaryDecoder(layout).read("june.csv", new ByteArrayInputStream(bytes), lines::add);
    return lines;
  }

  private static String refusal(String csv) {
    try {
      read(german(), csv.getBytes(WESTERN));
    } catch (IOException e) {
      return e.getMessage();
    }
    throw new AssertionError("The file was read");
  }

  @Test
  void columns_are_found_by_name_and_totals_are_skipped() throws IOException {
    byte[] file =
        """
        Kunde;Tag;IMSI;MB;Anzahl;Betrag;Währung
        x;25.06.2024;999700000000017;1.234,50;12;-3,75;EUR

        x;26.06.2024;"999700000000018";0;0;0,00;USD
        ;Summe Juni
        """
            .getBytes(WESTERN);
    assertThat(read(german(), file))
        .containsExactly(
            new SummaryLine(
                2,
                LocalDate.of(2024, 6, 25),
                "999700000000017",
                new BigDecimal("1234.50"),
                null,
                null,
                12L,
                new BigDecimal("-3.75"),
                new Currency("EUR")),
            new SummaryLine(
                4,
                LocalDate.of(2024, 6, 26),
                "999700000000018",
                BigDecimal.ZERO,
                null,
                null,
                0L,
                new BigDecimal("0.00"),
                new Currency("USD")));
    List<SummaryLine> none = new ArrayList<>();
    assertThat(
            new SummaryDecoder(german())
                .read("june.csv", new ByteArrayInputStream(file), none::add))
        .isEqualTo(1);
  }

  @Test
  void months_are_read_and_up_and_down_make_the_volume() throws IOException {
    SummaryLayout layout =
        new SummaryLayout(
            "months",
            "north",
            new CsvForm(false, ',', '"', StandardCharsets.UTF_8),
            new When.Period(new Column.At(1), pattern("MM/uuuu")),
            KeyKind.NONE,
            null,
            new Volume(null, new Column.At(3), new Column.At(2), DataUnit.BYTE, Tolerance.EXACT),
            null,
            null,
            new Numerals('.', null),
            null);
    assertThat(read(layout, "06/2024,20,3.5\n".getBytes(StandardCharsets.UTF_8)))
        .containsExactly(
            new SummaryLine(
                1,
                LocalDate.of(2024, 6, 1),
                "",
                new BigDecimal("23.5"),
                new BigDecimal("3.5"),
                new BigDecimal("20"),
                null,
                null,
                null));
  }

  @Test
  void every_bad_line_is_named_and_nothing_is_compared() {
    assertThat(
            refusal(
                """
                Tag;IMSI;MB;Anzahl;Betrag;Währung
                31.06.2024;1;1;1;1;EUR
                2024-06-25;1;1;1;1;EUR
                25.06.2024; ;1;1;1;EUR
                25.06.2024;1;1.5;1;1;EUR
                25.06.2024;1;-1;1;1;EUR
                25.06.2024;1;1;1,5;1;EUR
                25.06.2024;1;1;1;n/a;EUR
                25.06.2024;1;1;1;1;€
                25.06.2024;1;1
                25.06.2024;"1;1;1;1;EUR
                25.06.2024;1;1;1;1;EUR
                """))
        .isEqualTo(
            """
            june.csv:2: Tag: "31.06.2024" is not a day of the form dd.MM.uuuu
            june.csv:3: Tag: "2024-06-25" is not a day of the form dd.MM.uuuu
            june.csv:4: IMSI is empty
            june.csv:5: MB: "1.5" is not a number with "," before its decimals
            june.csv:6: MB: "-1" is negative
            june.csv:7: Anzahl: "1,5" is not a whole number
            june.csv:8: Betrag: "n/a" is not a number with "," before its decimals
            june.csv:9: Währung: "€" is not a currency, as EUR
            june.csv:10: too few fields: 3 of at least 6
            june.csv:11: the quote in field 2 is not closed on its line
            nothing was compared\
            """);
  }

  @Test
  void of_many_bad_lines_the_first_hundred_are_named() {
    String refusal = refusal("Tag;IMSI;MB;Anzahl;Betrag;Währung\n" + "x;1;1;1;1;EUR\n".repeat(250));
    assertThat(refusal).hasLineCount(102).endsWith("\nand 150 more\nnothing was compared");
  }

  @Test
  void a_file_that_lacks_columns_is_refused_as_a_whole() {
    assertThat(refusal("Tag;IMSI;Betrag;Betrag\n"))
        .isEqualTo(
            "june.csv, line 1: the header has no column \"MB\", no column \"Anzahl\", 2 columns"
                + " \"Betrag\", no column \"Währung\", but \"Tag\", \"IMSI\", \"Betrag\","
                + " \"Betrag\"; correct the columns of summary invoice or the file");
    assertThatThrownBy(() -> read(german(), new byte[0]))
        .hasMessage(
            "june.csv, line 1: the file has no header; correct the columns of summary invoice or"
                + " the file");
  }
}
