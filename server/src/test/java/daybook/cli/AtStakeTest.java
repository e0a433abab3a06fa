package daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.PlainFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What is listed as parked and unrated says what is at stake. */
class AtStakeTest {
  @TempDir Path directory;
  private Shell shell;

  @BeforeEach
  void takeIn() throws IOException {
    shell = new Shell(directory);
    write("daybook.yaml", "zone: UTC\n" + PlainFiles.FEEDS);
    Files.createDirectory(directory.resolve("inventory"));
    write("inventory/resellers.csv", "id,parent_id,name,currency\n1,,Root,EUR\n2,1,Mid,USD\n");
    write("inventory/accounts.csv", "id,reseller_id,name\n10,2,A\n");
    write("inventory/subscriptions.csv", "id,account_id,name\n100,10,a\n");
    write(
        "inventory/sims.csv",
        """
        id,iccid,original_number,operator_key,name,profile,subscription_id
        1,8901,701,imsi1,,P1,100
        2,8902,702,imsi2,,P2,100
        3,8903,703,imsi3,,P3,100
        4,8904,704,imsi4,,P4,100
        """);
    write(
        "inventory/price_lists.csv",
        """
        id,seller,buyer,currency,effective_from
        1,operator:net,reseller:1,EUR,2024-01-01
        2,reseller:1,resellers,KZT,2024-01-01
        3,reseller:1,reseller:2,USD,2024-01-01
        4,reseller:2,accounts,USD,2024-01-01
        """);
    write(
        "inventory/prices.csv",
        """
        price_list_id,operator,profile,unit,increment_bytes,price
        1,,P1,MB,1,1
        1,,P3,MB,1,1.5
        2,,P1,MB,1,500
        3,,P2,MB,1,2
        4,,P1,MB,1,3
        4,,P2,MB,1,3
        4,,P3,MB,1,3
        """);
    write("inventory/fx_rates.csv", "day,from,to,rate\n2024-06-02,USD,EUR,0.9\n");
    shell.ok("import", "inventory", "--data", "book");
    write(
        "a.csv",
        """
        record,imsi,start,end,up,down
        r1,imsi1,2024-06-02 08:00:00,2024-06-02 09:00:00,0,1000000
        r2,imsi2,2024-06-01 08:00:00,2024-06-01 09:00:00,0,1000000
        r3,imsi2,2024-06-02 08:00:00,2024-06-02 09:00:00,0,1000000
        r4,imsi3,2024-06-02 08:00:00,2024-06-02 09:00:00,0,1000000
        r5,imsi4,2024-06-02 08:00:00,2024-06-02 09:00:00,0,1000000
        r6,imsi9,2024-06-02 08:00:00,2024-06-02 09:00:00,3,4
        r7,imsi8,2024-06-02 08:00:00,2024-06-02 09:00:00,0,20
        """);
    shell.ok("ingest", "--feed", "net", "a.csv", "--data", "book");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  @Test
  void a_missing_rate_leaves_the_price_and_a_missing_price_what_its_neighbours_pay() {
    List<String> stakes = new ArrayList<>();
    for (JsonNode row :
        new ObjectMapper()
            .readTree(shell.ok("list", "unrated", "--format", "json", "--data", "book"))) {
      stakes.add(
          "%s %s: %s"
              .formatted(
                  row.get("day").stringValue().substring(8),
                  row.get("profile").stringValue(),
                  row.get("at_stake").stringValue()));
    }
    assertThat(stakes)
        .containsExactly(
            "01 P2: resold for 2.0 USD; 2.0 USD",
            "02 P1: 500.0 KZT",
            "02 P2: resold for 2.0 USD",
            "02 P3: cost 1.5 EUR",
            "02 P4: unknown; unknown; unknown");
  }

  @Test
  void the_total_adds_up_the_lines_that_are_shown() {
    assertThat(shell.run("list", "unrated", "--data", "book").err())
        .isEqualTo(
            "5 session days, 5000000 bytes at stake; 500.0 KZT + 2.0 USD; cost 1.5 EUR;"
                + " resold for 4.0 USD; 3 sales of unknown amount\n");
    assertThat(shell.run("list", "unrated", "--match", "P3", "--data", "book").err())
        .isEqualTo("1 session days, 1000000 bytes at stake; cost 1.5 EUR\n");
    assertThat(shell.run("list", "unrated", "--account", "11", "--data", "book").err())
        .isEqualTo("0 session days, 0 bytes at stake\n");
    assertThat(shell.run("list", "parked", "--data", "book").err())
        .isEqualTo(
            "2 lines, 27 bytes at stake; the amounts are known once their SIMs are registered\n");
    assertThat(shell.run("list", "parked", "--match", "imsi9", "--data", "book").err())
        .startsWith("1 lines, 7 bytes at stake");
  }
}
