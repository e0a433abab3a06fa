package daybook.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A small world for seeded runs: three resellers in three currencies, SIMs that move, sessions of
 * several records that grow over several deliveries, and increments that make charges anything but
 * additive. The clocks change in the middle of it.
 */
final class SmallWorld {
  static final LocalDate START = LocalDate.of(2024, 3, 28);
  static final int DELIVERIES = 6;
  static final String CONFIG =
      """
      zone: Europe/Berlin
      feeds:
        net:
          operator: net
          clock: Europe/Berlin
          delivered_on: {pattern: 'net_(\\d{8})\\.csv', date: yyyyMMdd, plus_days: 1}
          csv:
            header: true
            timestamp: "yyyy-MM-dd HH:mm:ss"
            columns: {subscriber: imsi, start: start, end: end, bytes_up: up, bytes_down: down}
          volumes: {unit: B, counting: increments}
          identity: [record]
          session: [session]
      """;

  private static final String HEADER = "record,imsi,session,start,end,up,down\n";

  /** A line of a delivery. */
  record Line(int delivery, String imsi, String session, LocalDate day, long up, long down) {}

  private SmallWorld() {}

  static List<Line> lines(Random random) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      int delivery = random.nextInt(DELIVERIES);
      lines.add(
          new Line(
              delivery,
              "imsi" + random.nextInt(6),
              "s" + random.nextInt(12),
              // A record may come late, and the clocks change on 31 March.
              START.plusDays(random.nextInt(delivery + 1)),
              random.nextInt(10) == 0 ? 0 : random.nextInt(4000),
              random.nextInt(700)));
    }
    return lines;
  }

  /** The lines in their order, spread over this many files of about one size. */
  static List<Path> writeParts(Path directory, List<Line> lines, int parts) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      StringBuilder csv = new StringBuilder(HEADER);
      for (int i = lines.size() * part / parts; i < lines.size() * (part + 1) / parts; i++) {
        append(csv, i, lines.get(i));
      }
      files.add(Files.writeString(directory.resolve("part_%03d.csv".formatted(part)), csv));
    }
    return files;
  }

  private static void append(StringBuilder csv, int number, Line line) {
    csv.append(
        "r%d,%s,%s,%s 12:00:00,%s 12:30:00,%d,%d\n"
            .formatted(
                number,
                line.imsi(),
                line.session(),
                line.day(),
                line.day(),
                line.up(),
                line.down()));
  }

  static List<Path> writeDeliveries(Path directory, List<Line> lines) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int delivery = 0; delivery < DELIVERIES; delivery++) {
      StringBuilder csv = new StringBuilder(HEADER);
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).delivery() == delivery) {
          append(csv, i, lines.get(i));
        }
      }
      String date = START.plusDays(delivery).toString().replace("-", "");
      files.add(Files.writeString(directory.resolve("net_" + date + ".csv"), csv));
    }
    return files;
  }

  static void writeInventory(Path directory) throws IOException {
    write(
        directory,
        "resellers.csv",
        "id,parent_id,name,currency\n1,,Root,EUR\n2,1,Mid,USD\n3,2,Low,KZT\n");
    write(directory, "accounts.csv", "id,reseller_id,name\n10,1,A\n20,2,B\n30,3,C\n");
    write(
        directory,
        "subscriptions.csv",
        "id,account_id,name\n100,10,a\n200,20,b\n300,30,c\n301,30,d\n");
    write(
        directory,
        "sims.csv",
        """
        id,iccid,original_number,operator_key,name,profile,subscription_id,operator,from,to
        1,8901,701,imsi0,one,TC,100,,,
        2,8902,702,imsi1,two,TD,200,net,,
        3,8903,703,imsi2,,TC,300,,,2024-03-30
        3,8903,703,imsi2,,TD,301,,2024-03-31,
        4,8904,704,imsi3,four,TC,301,,2024-03-29,
        5,8905,705,imsi4,five,TD,300,,,
        """);
    write(
        directory,
        "price_lists.csv",
        """
        id,seller,buyer,currency,effective_from
        1,operator:net,reseller:1,EUR,2024-01-01
        2,reseller:1,resellers,USD,2024-01-01
        3,reseller:1,reseller:2,EUR,2024-03-30
        4,reseller:2,resellers,USD,2024-01-01
        5,reseller:3,accounts,KZT,2024-01-01
        6,reseller:2,accounts,USD,2024-03-30
        """);
    write(
        directory,
        "prices.csv",
        """
        price_list_id,operator,profile,unit,increment_bytes,price
        1,net,TC,MB,1000,0.0123
        1,,,MiB,1024,0.02
        2,,,MB,5000,0.031
        3,,TC,kB,1,0.000037
        4,,,MB,100000,0.055
        5,,,MB,1,41.7
        6,,TC,GB,1000000,9.99
        6,,TD,GB,1,8.88
        """);
    write(
        directory,
        "fx_rates.csv",
        """
        day,from,to,rate
        2024-03-01,USD,KZT,450.125
        2024-03-30,USD,KZT,451.5
        2024-03-01,USD,EUR,0.925
        2024-03-01,EUR,USD,1.0811
        2024-03-31,EUR,USD,1.0793
        2024-03-01,KZT,EUR,0.00205
        """);
  }

  private static void write(Path directory, String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }
}
