package daybook.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How a book comes about in commands, and the files that they need. Deliveries have sessions of
 * several records, records that come late, twice, with other volumes, for SIMs that nobody knows
 * yet, and broken; imports move SIMs, bring prices and rates that sessions wait for, and correct a
 * price; a delivery is withdrawn.
 *
 * @param commands in their order; each can be repeated and then does what is left of it
 * @param deliveries all files in the order of their arrival
 * @param lastInventory what the last import brought in
 */
record Story(Path directory, List<Command> commands, List<Path> deliveries, Path lastInventory) {
  static final String FEED = "net";

  /**
   * @param deliveries how many it takes in; it prints a line as soon as one is booked. 0: it prints
   *     when it is done with everything
   */
  record Command(List<String> words, int deliveries) {
    boolean isOfDeliveries() {
      return deliveries > 0;
    }

    /** Whether what it printed says that all deliveries are booked. */
    boolean isDone(String out) {
      return out.lines().count() >= deliveries || out.contains("feed " + FEED + ":");
    }
  }

  private static final LocalDate START = LocalDate.of(2024, 3, 28);
  private static final int DELIVERIES = 7;
  private static final int IN_PLACE = 4;
  private static final int LINES = 90;

  /** SIMs 1 to 6 are registered sooner or later, 7 never is. */
  private static final int SIMS = 7;

  private static final String CONFIGURATION =
      """
      feeds:
        net:
          operator: net
          clock: Europe/Berlin
          place: place
          stable_seconds: 0
          on_conflict: replace
          delivered_on: {pattern: 'net_(\\d{8})\\.csv', date: yyyyMMdd, plus_days: 1}
          csv:
            header: true
            timestamp: "yyyy-MM-dd HH:mm:ss"
            columns: {subscriber: imsi, start: start, end: end, bytes_up: up, bytes_down: down}
          volumes: {unit: B, counting: increments}
          identity: [record]
          session: [session]
      """;

  /**
   * Makes one up; a book is never opened, opened at first or in between, as the seed says.
   *
   * @param engine the lines of the configuration that choose the engine
   * @param zone the book's
   */
  static Story write(Path directory, long seed, String engine, String zone) throws IOException {
    Random random = new Random(seed);
    Files.writeString(
        directory.resolve("daybook.yaml"), "zone: " + zone + "\n" + engine + CONFIGURATION);
    List<Path> deliveries = writeDeliveries(directory, random);
    List<Command> commands = new ArrayList<>();
    commands.add(importing(directory, 1, random));
    int opening = Math.floorMod(seed, 3);
    if (opening == 1) {
      commands.add(new Command(List.of("open"), 0));
    }
    commands.add(new Command(List.of("sync"), IN_PLACE));
    if (opening == 2) {
      commands.add(new Command(List.of("open"), 0));
    }
    commands.add(importing(directory, 2, random));
    List<String> ingest = new ArrayList<>(List.of("ingest", "--feed", FEED));
    deliveries.subList(IN_PLACE, DELIVERIES).forEach(file -> ingest.add(file.toString()));
    commands.add(new Command(ingest, DELIVERIES - IN_PLACE));
    commands.add(importing(directory, 3, random));
    commands.add(new Command(List.of("withdraw", "2", "--why", "sent by mistake"), 0));
    commands.add(importing(directory, 4, random));
    commands.add(new Command(List.of("rerate", "--from", "2024-03-01", "--to", "2024-04-30"), 0));
    return new Story(directory, commands, deliveries, inventory(directory, 4));
  }

  private static Path inventory(Path directory, int stage) {
    return directory.resolve("inventory" + stage);
  }

  private static Command importing(Path directory, int stage, Random random) throws IOException {
    Path inventory = Files.createDirectories(inventory(directory, stage));
    writeInventory(inventory, stage, random);
    return new Command(List.of("import", inventory.toString()), 0);
  }

  /** A record as the operator states it. */
  private record Sent(int id, int sim, int session, LocalDate day, long up, long down) {
    String line() {
      return "r%d,imsi%d,s%d,%s 12:00:00,%s 12:30:00,%d,%d"
          .formatted(id, sim, session, day, day, up, down);
    }

    Sent withVolumes(Random random) {
      return new Sent(id, sim, session, day, random.nextInt(4000), random.nextInt(700));
    }
  }

  private static List<Path> writeDeliveries(Path directory, Random random) throws IOException {
    Path place = Files.createDirectories(directory.resolve("place"));
    Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
    List<Path> files = new ArrayList<>();
    List<Sent> sent = new ArrayList<>();
    for (int delivery = 0; delivery < DELIVERIES; delivery++) {
      StringBuilder csv = new StringBuilder("record,imsi,session,start,end,up,down\n");
      for (int i = 0; i < LINES; i++) {
        csv.append(line(delivery, sent, random)).append('\n');
      }
      String name = "net_" + START.plusDays(delivery).toString().replace("-", "") + ".csv";
      Path folder = delivery < IN_PLACE ? place : elsewhere;
      files.add(Files.writeString(folder.resolve(name), csv));
    }
    return files;
  }

  private static String line(int delivery, List<Sent> sent, Random random) {
    int kind = sent.isEmpty() ? 100 : random.nextInt(100);
    if (kind < 10) {
      return sent.get(random.nextInt(sent.size())).line();
    }
    if (kind < 18) {
      int which = random.nextInt(sent.size());
      sent.set(which, sent.get(which).withVolumes(random));
      return sent.get(which).line();
    }
    Sent fresh =
        new Sent(
            sent.size(),
            1 + random.nextInt(SIMS),
            random.nextInt(15),
            START.plusDays(random.nextInt(delivery + 1)),
            random.nextInt(10) == 0 ? 0 : random.nextInt(4000),
            random.nextInt(700));
    if (kind < 22) {
      return fresh.line().replace("12:30:00", "11:30:00");
    }
    sent.add(fresh);
    return fresh.line();
  }

  private static void writeInventory(Path directory, int stage, Random random) throws IOException {
    write(
        directory,
        "resellers.csv",
        "id,parent_id,name,currency\n1,,Root,EUR\n2,1,Mid,USD\n3,2,Low,KZT\n");
    write(directory, "accounts.csv", "id,reseller_id,name\n10,1,A\n20,2,B\n30,3,C\n");
    write(
        directory,
        "subscriptions.csv",
        "id,account_id,name\n100,10,a\n200,20,b\n201,20,bb\n300,30,c\n301,30,d\n");
    write(directory, "sims.csv", sims(stage, random));
    write(directory, "price_lists.csv", priceLists(stage));
    write(directory, "prices.csv", prices(stage));
    write(directory, "fx_rates.csv", rates(stage));
  }

  /**
   * At every stage SIMs change hands on other days, and one more SIM is registered. SIM 1 stays
   * where it is, so that its sessions wait for nothing but prices.
   */
  private static String sims(int stage, Random random) {
    StringBuilder csv =
        new StringBuilder(
            "id,iccid,original_number,operator_key,name,profile,subscription_id,operator,from,to\n");
    for (int sim = 1; sim <= Math.min(3 + stage, SIMS - 1); sim++) {
      int day = random.nextInt(DELIVERIES - 1);
      LocalDate moves = START.plusDays(1 + (sim == 1 ? 2 : day));
      csv.append(span(sim, 100 * (1 + sim % 3), "", moves.minusDays(1).toString()));
      if (sim % 4 != 0) {
        int next = sim % 2 == 0 ? 301 : 201;
        csv.append(span(sim, next, moves.toString(), ""));
      }
    }
    return csv.toString();
  }

  private static String span(int sim, int subscription, String from, String to) {
    return "%d,890%d,70%d,imsi%d,sim %d,%s,%d,,%s,%s\n"
        .formatted(sim, sim, sim, sim, sim, sim % 2 == 0 ? "TC" : "TD", subscription, from, to);
  }

  private static String priceLists(int stage) {
    return """
    id,seller,buyer,currency,effective_from
    1,operator:net,reseller:1,EUR,2024-01-01
    2,reseller:1,resellers,USD,2024-01-01
    4,reseller:2,resellers,USD,2024-01-01
    6,reseller:2,accounts,USD,2024-03-30
    """
        + (stage < 2 ? "" : "3,reseller:1,reseller:2,EUR,2024-03-30\n")
        + (stage < 3 ? "" : "5,reseller:3,accounts,KZT,2024-01-01\n");
  }

  private static String prices(int stage) {
    return """
    price_list_id,operator,profile,unit,increment_bytes,price
    1,net,TC,MB,1000,0.012%d
    2,,,MB,5000,0.031
    4,,,MB,100000,0.055
    6,,TC,GB,1000000,9.99
    6,,TD,GB,1,8.88
    """
            .formatted(stage < 4 ? 3 : 7)
        + (stage < 2 ? "" : "1,,,MiB,1024,0.02\n3,,TC,kB,1,0.000037\n")
        + (stage < 3 ? "" : "5,,,MB,1,41.7\n");
  }

  private static String rates(int stage) {
    return """
    day,from,to,rate
    2024-03-01,USD,EUR,0.925
    2024-03-31,EUR,USD,1.0793
    """
        + (stage < 2 ? "" : "2024-03-01,USD,KZT,450.125\n2024-03-30,USD,KZT,451.5\n")
        + (stage < 3 ? "" : "2024-03-01,EUR,USD,1.0811\n2024-03-01,KZT,EUR,0.00205\n");
  }

  private static void write(Path directory, String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }
}
