package daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.PlainFiles;
import daybook.TestBook;
import daybook.model.DeliveryId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The differences within a week in which everything happened to a number that can. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiffCommandTest {
  private static final String LINES = "record,imsi,start,end,up,down\n";
  private static final String SIMS =
      """
      id,iccid,original_number,operator_key,name,profile,subscription_id
      1,8901,701,imsi1,one,TC,100
      2,8902,702,imsi2,two,TC,100
      """;
  private static final String PRICES =
      """
      price_list_id,operator,profile,unit,increment_bytes,price
      1,,,MB,1,1
      2,,,MB,1,500
      3,,,MB,1,2
      4,,,MB,1,600
      """;

  private Path directory;
  private Path inventory;
  private Shell shell;

  @BeforeAll
  void live(@TempDir Path fresh) throws IOException {
    directory = fresh;
    shell = new Shell(directory);
    Path config = write(directory, "daybook.yaml", "zone: UTC\n" + PlainFiles.FEEDS);
    inventory = Files.createDirectory(directory.resolve("inventory"));
    writeInventory();
    try (TestBook book = TestBook.open(config, directory.resolve("book"), noon(25))) {
      book.importDirectory(inventory);
      book.app().open();
      book.clock().set(noon(26));
      book.ingest("net", delivery("a.csv", 1_000_000), null);
      book.clock().set(noon(27));
      String second =
          LINES
              + "b1,imsi1,2024-06-26 08:00:00,2024-06-26 09:00:00,0,500000\n"
              + "b2,imsi2,2024-06-25 18:00:00,2024-06-25 19:00:00,100000,0\n";
      book.ingest("net", write(directory, "b.csv", second), null);
      book.clock().set(noon(28));
      book.app().withdraw(new DeliveryId(2), "sent twice");
      book.clock().set(noon(29));
      write(inventory, "sims.csv", SIMS.replace("two,TC,100", "two,TC,200"));
      book.importDirectory(inventory);
      book.clock().set(noon(30));
      book.replace("net", delivery("a_corrected.csv", 1_500_000), "a.csv");
      book.clock().set(noon(31));
      write(inventory, "prices.csv", PRICES.replace("2,,,MB,1,500", "2,,,MB,1,520"));
      book.importDirectory(inventory);
      book.app().rerate(LocalDate.of(2024, 6, 1), LocalDate.of(2024, 6, 30), false);
    }
  }

  private void writeInventory() throws IOException {
    write(inventory, "resellers.csv", "id,parent_id,name,currency\n1,,Root,EUR\n2,1,Mid,KZT\n");
    write(inventory, "accounts.csv", "id,reseller_id,name\n10,2,A\n20,1,B\n");
    write(inventory, "subscriptions.csv", "id,account_id,name\n100,10,a\n200,20,b\n");
    write(inventory, "sims.csv", SIMS);
    write(
        inventory,
        "price_lists.csv",
        """
        id,seller,buyer,currency,effective_from
        1,operator:net,reseller:1,EUR,2024-01-01
        2,reseller:1,resellers,KZT,2024-01-01
        3,reseller:1,accounts,EUR,2024-01-01
        4,reseller:2,accounts,KZT,2024-01-01
        """);
    write(inventory, "prices.csv", PRICES);
    write(inventory, "fx_rates.csv", "day,from,to,rate\n2024-01-01,KZT,EUR,0.002\n");
  }

  /** Two sessions of SIM 1, one of them empty, and one of SIM 2. */
  private Path delivery(String name, int bytesOfTheFirst) throws IOException {
    return write(
        directory,
        name,
        LINES
            + "a1,imsi1,2024-06-25 08:00:00,2024-06-25 09:00:00,0,"
            + bytesOfTheFirst
            + "\na2,imsi1,2024-06-25 10:00:00,2024-06-25 11:00:00,0,0\n"
            + "a3,imsi2,2024-06-25 10:00:00,2024-06-25 11:00:00,500000,1500000\n");
  }

  private static Path write(Path directory, String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  /**
   * @param day counted from the first of June 2024; the 31st is the first of July
   */
  private static Instant noon(int day) {
    return Instant.parse("2024-06-01T12:00:00Z").plusSeconds(86_400L * (day - 1));
  }

  @Test
  void each_batch_has_its_share_of_what_an_expense_differs_by_and_its_cause() {
    assertThat(diff("--from-as-of 2024-06-27 --to-as-of 2024-07-01 --report expenses"))
        .isEqualTo(
            """
            reseller_id,account_id,subscription_id,period,currency,before,after,difference,batch,booked_on,cause,delivery_id,file,why
            1,20,200,2024-06,EUR,,2.0,2.0,,,,,,
            1,20,200,2024-06,EUR,,2.0,2.0,4,2024-06-29,span_changed,,,
            2,10,100,2024-06,KZT,1800.0,780.0,-1020.0,,,,,,
            2,10,100,2024-06,KZT,1800.0,1500.0,-300.0,3,2024-06-28,withdrawn,2,b.csv,sent twice
            2,10,100,2024-06,KZT,1500.0,500.0,-1000.0,4,2024-06-29,span_changed,,,
            2,10,100,2024-06,KZT,500.0,750.0,250.0,5,2024-06-30,delivery,3,a_corrected.csv,in place of a.csv
            2,10,100,2024-06,KZT,750.0,780.0,30.0,6,2024-07-01,rerated,,,
            2 expenses differ between the ends of 2024-06-27 and 2024-07-01: 4 batches were booked
            """);
  }

  @Test
  void usage_differs_by_session_days_bytes_owners_and_ratings() {
    assertThat(diff("--from-as-of 2024-06-27 --to-as-of 2024-07-01 --report usage"))
        .isEqualTo(
            """
            usage_day,session_days_before,session_days_after,session_days_difference,bytes_before,bytes_after,bytes_difference,changed,moved,rerated,batch,booked_on,cause,delivery_id,file,why
            2024-06-25,4,3,-1,3100000,3500000,400000,4,1,2,,,,,,
            2024-06-25,4,3,-1,3100000,3000000,-100000,1,0,0,3,2024-06-28,withdrawn,2,b.csv,sent twice
            2024-06-25,3,3,0,3000000,3000000,0,1,1,0,4,2024-06-29,span_changed,,,
            2024-06-25,3,3,0,3000000,3500000,500000,1,0,0,5,2024-06-30,delivery,3,a_corrected.csv,in place of a.csv
            2024-06-25,3,3,0,3500000,3500000,0,2,0,2,6,2024-07-01,rerated,,,
            2024-06-26,1,0,-1,500000,0,-500000,1,0,0,,,,,,
            2024-06-26,1,0,-1,500000,0,-500000,1,0,0,3,2024-06-28,withdrawn,2,b.csv,sent twice
            2 usage days differ between the ends of 2024-06-27 and 2024-07-01: 4 batches were booked
            """);
  }

  /** As reseller 2 sees it, the moved SIM's session day has gone. */
  @Test
  void usage_is_told_per_sim_and_as_a_reseller_sees_it() {
    assertThat(
            diff(
                "--from-as-of 2024-06-28 --to-as-of 2024-06-29 --report usage --by sim"
                    + " --reseller 2 --to 2024-06-25"))
        .isEqualTo(
            """
            usage_day,sim_id,session_days_before,session_days_after,session_days_difference,bytes_before,bytes_after,bytes_difference,changed,moved,rerated,batch,booked_on,cause,delivery_id,file,why
            2024-06-25,2,1,0,-1,2000000,0,-2000000,1,0,0,,,,,,
            2024-06-25,2,1,0,-1,2000000,0,-2000000,1,0,0,4,2024-06-29,span_changed,,,
            1 SIMs' usage days differ between the ends of 2024-06-28 and 2024-06-29: 1 batches were booked
            """);
  }

  @Test
  void both_reports_are_two_tables_or_one_object() {
    String days = "diff --from-as-of 2024-06-25 --to-as-of 2024-06-26 --data book";
    assertThat(shell.ok(days.split(" ")))
        .isEqualTo(
            """
            reseller_id  account_id  subscription_id  period   currency  before  after   difference  batch  booked_on   cause     delivery_id  file   why
                      2          10              100  2024-06  KZT               1500.0  1500.0
                      2          10              100  2024-06  KZT               1500.0  1500.0          1  2024-06-26  delivery            1  a.csv

            usage_day   session_days_before  session_days_after  session_days_difference  bytes_before  bytes_after  bytes_difference  changed  moved  rerated  batch  booked_on   cause     delivery_id  file   why
            2024-06-25                    0                   3                        3             0      3000000           3000000        3      0        0
            2024-06-25                    0                   3                        3             0      3000000           3000000        3      0        0      1  2024-06-26  delivery            1  a.csv
            """);
    JsonNode both = new ObjectMapper().readTree(shell.ok((days + " --format json").split(" ")));
    assertThat(both.get("expenses").size()).isEqualTo(2);
    assertThat(both.get("expenses").get(0).get("before").isNull()).isTrue();
    assertThat(both.get("usage").get(1).get("file").stringValue()).isEqualTo("a.csv");
    assertThat(shell.run(days.split(" ")).err())
        .isEqualTo(
            "1 expenses and 1 usage days differ between the ends of 2024-06-25 and 2024-06-26:"
                + " 1 batches were booked\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024-06-27 | 2024-06-26 | --from-as-of 2024-06-27 lies after --to-as-of 2024-06-26: give"
            + " the earlier day first",
        "2024-06-24 | 2024-06-26 | --from-as-of 2024-06-24 lies before the opening of the book: ask"
            + " as of 2024-06-25, when it was opened, or later",
        "2024-06-26 --format csv | 2024-06-27 | csv holds one table: say --report expenses or"
            + " --report usage, or --format json",
        "2024-06-26 --reseller 9 | 2024-06-27 | no reseller 9: see 'list resellers'",
        "2024-06-26 --from 2024-06-02 --to 2024-06-01 | 2024-06-27 | --from 2024-06-02 lies after"
            + " --to 2024-06-01",
      })
  void what_cannot_be_compared_is_refused_with_the_remedy(
      String earlier, String later, String message) {
    String words = "diff --from-as-of %s --to-as-of %s --data book".formatted(earlier, later);
    assertThat(shell.refused(words.split(" "))).isEqualTo(message);
  }

  @Test
  void a_day_to_come_is_refused_and_so_is_a_book_that_is_not_open() throws IOException {
    assertThat(
            shell.refused(
                "diff --from-as-of 2024-06-26 --to-as-of 9998-01-01 --data book".split(" ")))
        .startsWith("--to-as-of 9998-01-01 is still to come: ask as of 20")
        .endsWith(", which is today, or earlier");
    shell.ok("import", inventory.toString(), "--data", "unopened");
    assertThat(
            shell.refused(
                "diff --from-as-of 2024-06-26 --to-as-of 2024-06-26 --data unopened".split(" ")))
        .isEqualTo("the book is not open, so no earlier state is kept: './daybook open' opens it");
  }

  /** With what it says on the error stream. */
  private String diff(String words) {
    Shell.Ended ended = shell.run(("diff --format csv --data book " + words).split(" "));
    assertThat(ended.status()).as(ended.err()).isZero();
    return ended.out().replace("\r\n", "\n") + ended.err();
  }
}
