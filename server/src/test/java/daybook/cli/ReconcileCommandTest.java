package daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.PlainFiles;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as a user types it: what it prints, how it ends, and the file it writes. */
class ReconcileCommandTest {
  private static final Charset WESTERN = Charset.forName("windows-1252");
  private static final String SUMMARIES =
      """
      summaries:
        bill:
          operator: net
          key: operator_key
          csv:
            header: true
            delimiter: ";"
            charset: windows-1252
            day: "dd.MM.yyyy"
            decimal: ","
            columns: {day: Tag, key: Gerät, volume: MB, amount: Preis}
          volumes: {unit: MB}
          amounts: {currency: EUR}
          skip: {column: Tag, pattern: Summe}
        months:
          operator: net
          key: none
          csv:
            header: true
            period: "yyyy-MM"
            columns: {period: month, volume: bytes, records: records}
          volumes: {unit: B}
        whole:
          operator: net
          key: subscription
          csv:
            header: true
            columns: {key: subscription, volume_up: up, volume_down: down}
          volumes: {unit: B}
          tolerance: {volume: 1}
      """;
  private static final String BILL =
      """
      Tag;Gerät;MB;Preis
      01.03.2024;imsi1;1,5;0,015
      01.03.2024;imsi2;2;0,03
      03.03.2024;imsi3;7;0,07
      Summe;;10,5
      """;

  @TempDir Path directory;
  private Shell shell;

  @BeforeEach
  void make_a_book() throws IOException {
    shell = new Shell(directory);
    Files.writeString(directory.resolve("daybook.yaml"), PlainFiles.FEEDS + SUMMARIES);
    PlainFiles.writeInventory(directory, 3);
    Files.writeString(
        directory.resolve("net.csv"),
        """
        record,imsi,start,end,up,down
        r1,imsi1,2024-03-01 12:00:00,2024-03-01 12:30:00,1000000,500000
        r2,imsi2,2024-03-01 12:00:00,2024-03-01 12:30:00,0,2000000
        r3,imsi1,2024-03-02 12:00:00,2024-03-02 12:30:00,1,2
        """);
    shell.ok("import", "inventory");
    shell.ok("ingest", "--feed", "net", "net.csv");
    write("bill.csv", BILL);
  }

  private void write(String name, String text) throws IOException {
    Files.write(directory.resolve(name), text.getBytes(WESTERN));
  }

  private String theirs(String name, String text) throws IOException {
    write(name, text);
    return name;
  }

  @Test
  void every_row_is_shown_with_both_numbers_and_the_reason() {
    Shell.Ended ended = shell.run("reconcile", "--summary", "bill", "bill.csv");

    assertThat(ended.status()).isEqualTo(3);
    assertThat(ended.out())
        .isEqualTo(
            """
            day         key    status     their_bytes  our_bytes  bytes_difference  their_amount  our_amount  amount_difference  currency  line  reason          detail
            2024-03-01  imsi1  matched        1500000    1500000                 0  0.015         0.015       0                  EUR          2
            2024-03-01  imsi2  differing      2000000    2000000                 0  0.03          0.02        0.01               EUR          3  price           they come to 0.015 per MB, ours is 0.01, by 1 B
            2024-03-02  imsi1  ours                            3                -3                0.00000003  -0.00000003        EUR             not_in_summary  they state nothing of 2024-03-02 at all
            2024-03-03  imsi3  theirs         7000000                      7000000  0.07                      0.07               EUR          4  not_in_books    we have no usage of it
            """);
    assertThat(ended.err())
        .isEqualTo(
            """
            1 matched, 1 differing, 1 only theirs, 1 only ours
            they state 10500000 bytes, 0.115 EUR; we have 3500003 bytes, 0.03500003 EUR
            1 lines skipped, 0 of days that are not compared
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "matched | 2024-03-01,imsi1,matched,",
        "differing | 2024-03-01,imsi2,differing,",
        "theirs | 2024-03-03,imsi3,theirs,",
        "ours | 2024-03-02,imsi1,ours,",
      })
  void rows_of_one_kind_are_shown_alone_and_the_status_stays(String only, String row) {
    Shell.Ended ended =
        shell.run("reconcile", "--summary", "bill", "bill.csv", "--only", only, "--format", "csv");

    assertThat(ended.status()).isEqualTo(3);
    assertThat(ended.out().lines()).hasSize(2).last().asString().startsWith(row);
  }

  @Test
  void what_differs_goes_back_in_the_operators_own_form() throws IOException {
    Shell.Ended ended =
        shell.run("reconcile", "--summary", "bill", "bill.csv", "--dispute", "back.csv");

    assertThat(ended.status()).isEqualTo(3);
    assertThat(ended.err()).endsWith("back.csv: 3 lines\n");
    assertThat(new String(Files.readAllBytes(directory.resolve("back.csv")), WESTERN).lines())
        .containsExactly(
            "Tag;Gerät;MB;Preis;currency;our MB;our Preis;difference MB;difference Preis;status;reason",
            "01.03.2024;imsi2;2;0,03;EUR;2;0,02;0;0,01;differing;they come to 0.015 per MB, ours is"
                + " 0.01, by 1 B",
            "02.03.2024;imsi1;;;EUR;0,000003;0,00000003;-0,000003;-0,00000003;ours;they state"
                + " nothing of 2024-03-02 at all",
            "03.03.2024;imsi3;7;0,07;EUR;;;7;0,07;theirs;we have no usage of it");
    assertThat(names()).doesNotContain("back.csv-").noneMatch(name -> name.startsWith("."));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void no_file_is_written_over_another() throws IOException {
    write("back.csv", "mine");

    assertThat(shell.refused("reconcile", "--summary", "bill", "bill.csv", "--dispute", "back.csv"))
        .isEqualTo("back.csv is there already: name another file");
    assertThat(Files.readString(directory.resolve("back.csv"))).isEqualTo("mine");
    assertThat(
            shell.refused("reconcile", "--summary", "bill", "bill.csv", "--dispute", "no/back.csv"))
        .isEqualTo("the directory of no/back.csv is not there");
  }

  @Test
  void where_all_is_matched_the_status_is_0_and_no_dispute_is_written() throws IOException {
    String all =
        theirs(
            "all.csv",
            """
            Tag;Gerät;MB;Preis
            01.03.2024;imsi1;1,5;0,015
            01.03.2024;imsi2;1,2;0,012
            01.03.2024;imsi2;0,8;0,008
            02.03.2024;imsi1;0,000003;0,00000003
            09.03.2024;imsi1;5;5
            """);
    Shell.Ended ended =
        shell.run(
            "reconcile", "--summary", "bill", all, "--to", "2024-03-08", "--dispute", "back.csv");

    assertThat(ended.status()).as(ended.out()).isZero();
    assertThat(ended.err())
        .isEqualTo(
            """
            3 matched, 0 differing, 0 only theirs, 0 only ours
            they state 3500003 bytes, 0.03500003 EUR; we have 3500003 bytes, 0.03500003 EUR
            0 lines skipped, 1 of days that are not compared
            nothing differs: back.csv was not written
            """);
    assertThat(directory.resolve("back.csv")).doesNotExist();
  }

  @Test
  void a_month_is_compared_as_a_whole() throws IOException {
    String months = theirs("months.csv", "month,bytes,records\n2024-03,3500003,3\n");

    assertThat(shell.ok("reconcile", "--summary", "months", months, "--format", "json"))
        .isEqualTo(
            """
            [
            {"period":"2024-03","status":"matched","their_bytes":3500003,"our_bytes":3500003,\
            "bytes_difference":0,"their_records":3,"our_records":3,"line":2,"reason":"","detail":""}
            ]
            """);
    assertThat(shell.refused("reconcile", "--summary", "months", months, "--from", "2024-03-02"))
        .isEqualTo("summary months is by months: --from 2024-03-02 is not the first of one");
    assertThat(shell.refused("reconcile", "--summary", "months", months, "--to", "2024-03-30"))
        .isEqualTo("summary months is by months: --to 2024-03-30 is not the last of one");
  }

  @Test
  void a_file_without_days_is_about_the_days_that_are_stated() throws IOException {
    assertThat(firstOfMarch("subscription,up,down\n100,1000000,2500001\n"))
        .returns(0, Shell.Ended::status)
        .extracting(Shell.Ended::out)
        .asString()
        .isEqualToIgnoringNewLines(
            """
            days,key,status,their_bytes,our_bytes,bytes_difference,line,reason,detail
            2024-03-01 to 2024-03-01,100,matched,3500001,3500000,1,2,,
            """);
    assertThat(shell.refused("reconcile", "--summary", "whole", "whole.csv"))
        .isEqualTo("whole.csv does not say which days it is about: say --from and --to");
  }

  @Test
  void up_and_down_that_are_divided_otherwise_differ() throws IOException {
    assertThat(firstOfMarch("subscription,up,down\n100,2500000,1000000\n"))
        .returns(3, Shell.Ended::status)
        .extracting(Shell.Ended::out)
        .asString()
        .contains(
            ",directions,\"up and down are divided otherwise: we have 1000000 bytes up, 2500000"
                + " down\"");
  }

  private Shell.Ended firstOfMarch(String whole) throws IOException {
    String day = "2024-03-01";
    String file = theirs("whole.csv", whole);
    return shell.run(
        "reconcile", "--summary", "whole", file, "--from", day, "--to", day, "--format", "csv");
  }

  @Test
  void what_cannot_be_done_is_refused_in_one_line() throws IOException {
    assertThat(shell.refused("reconcile", "--summary", "bil", "bill.csv"))
        .isEqualTo("no summary \"bil\" is declared; the configuration has bill, months, whole");
    assertThat(shell.refused("reconcile", "--summary", "bill", "none.csv"))
        .startsWith("none.csv cannot be read: there is no ");
    assertThat(shell.refused("reconcile", "--summary", "bill", "bill.csv", "--as-of", "2024-03-02"))
        .contains("--as-of");
    Shell.Ended bad =
        shell.run("reconcile", "--summary", "bill", theirs("bad.csv", BILL.replace("2;0", "x;y")));
    assertThat(bad.status()).isEqualTo(1);
    assertThat(bad.out()).isEmpty();
    assertThat(bad.err())
        .isEqualTo(
            """
            daybook: bad.csv:3: MB: "x" is not a number with "," before its decimals
            nothing was compared
            """);
  }
}
