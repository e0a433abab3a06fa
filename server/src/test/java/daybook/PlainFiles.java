package daybook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** One account's SIMs and one operator's files, for tests to which it is all one what is booked. */
public final class PlainFiles {
  /** The configuration's feeds. */
  public static final String FEEDS =
      """
      feeds:
        net:
          operator: net
          clock: UTC
          csv:
            header: true
            timestamp: "yyyy-MM-dd HH:mm:ss"
            columns: {subscriber: imsi, start: start, end: end, bytes_up: up, bytes_down: down}
          volumes: {unit: B, counting: increments}
          identity: [record]
      """;

  private PlainFiles() {}

  /** Writes {@code inventory} in the directory. */
  public static Path writeInventory(Path directory, int sims) throws IOException {
    Path inventory = Files.createDirectory(directory.resolve("inventory"));
    Files.writeString(
        inventory.resolve("resellers.csv"), "id,parent_id,name,currency\n1,,Root,EUR\n");
    Files.writeString(inventory.resolve("accounts.csv"), "id,reseller_id,name\n10,1,A\n");
    Files.writeString(inventory.resolve("subscriptions.csv"), "id,account_id,name\n100,10,a\n");
    StringBuilder csv =
        new StringBuilder("id,iccid,original_number,operator_key,name,profile,subscription_id\n");
    for (int sim = 1; sim <= sims; sim++) {
      csv.append("%d,89%03d,7%03d,imsi%d,,TC,100\n".formatted(sim, sim, sim, sim));
    }
    Files.writeString(inventory.resolve("sims.csv"), csv);
    Files.writeString(
        inventory.resolve("price_lists.csv"),
        "id,seller,buyer,currency,effective_from\n1,operator:net,reseller:1,EUR,2024-01-01\n");
    Files.writeString(
        inventory.resolve("prices.csv"),
        "price_list_id,operator,profile,unit,increment_bytes,price\n1,,,MB,1,0.01\n");
    return inventory;
  }

  /**
   * A file of records that nothing compresses well.
   *
   * @param records what their identities begin with
   */
  public static Path writeDelivery(Path file, String records, int lines, int sims, Random random)
      throws IOException {
    StringBuilder csv = new StringBuilder("record,imsi,start,end,up,down\n");
    for (int i = 0; i < lines; i++) {
      csv.append(
          "%s-%d-%x,imsi%d,2024-03-%02d 12:00:00,2024-03-%02d 12:30:00,%d,%d\n"
              .formatted(
                  records,
                  i,
                  random.nextLong(),
                  1 + random.nextInt(sims),
                  1 + i % 28,
                  1 + i % 28,
                  random.nextInt(1 << 30),
                  random.nextInt(1 << 30)));
    }
    return Files.writeString(file, csv);
  }
}
