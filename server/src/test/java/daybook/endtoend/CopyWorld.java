package daybook.endtoend;

import daybook.TestBook;
import daybook.book.KeptLine;
import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.intake.Intake;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A book with everything in it: history of several months, lines of every outcome, prices and rates
 * that come late, SIMs that change hands, groups, managers and tokens, and days to ask as of.
 */
final class CopyWorld {
  static final Instant BEGINNING = noon(SmallWorld.START);

  private static final int DAYS = 7;
  private static final String HISTORY =
      """
      record,imsi,session,start,end,up,down
      h1,imsi0,h,2024-01-10 10:00:00,2024-01-10 11:00:00,100,9007199254740993
      h2,imsi1,h,2024-02-29 10:00:00,2024-02-29 11:00:00,5,6
      h2,imsi1,h,2024-02-29 10:00:00,2024-02-29 11:00:00,5,6
      h2,imsi1,h,2024-02-29 10:00:00,2024-02-29 11:00:00,5,7
      h3,imsi2,h,2024-02-29 10:00:00,2024-02-29 09:00:00,5,7
      h4,imsi9,h\\ü,2024-02-29 10:00:00,2024-02-29 11:00:00,5,7
      h5,imsi3,,2024-03-20 10:00:00,2024-03-20 10:00:00,0,0
      h6,imsi8,h,2024-03-20 10:00:00,2024-03-20 11:00:00,1,1
      """;
  private static final String LATER =
      """
      record,imsi,session,start,end,up,down
      z1,imsi0,s1,2024-03-30 10:00:00,2024-03-30 11:00:00,100,900
      z2,imsi4,z,2024-05-01 10:00:00,2024-05-01 11:00:00,5,6
      h1,imsi0,h,2024-01-10 10:00:00,2024-01-10 11:00:00,100,9007199254740993
      z3,imsi7,z,2024-05-01 10:00:00,2024-05-01 11:00:00,5,6
      """;

  private final Path directory;
  private final Path inventory;
  private final Map<Long, String> tokens = new TreeMap<>();
  private String revoked = "";

  CopyWorld(Path directory) throws IOException {
    this.directory = directory;
    this.inventory = Files.createDirectories(directory.resolve("inventory"));
    SmallWorld.writeInventory(inventory);
    write("sim_groups.csv", "id,reseller_id,name\n1,1,All\n2,2,Mid\n");
    write("sim_group_members.csv", "group_id,sim_id\n1,1\n1,2\n1,3\n2,2\n2,5\n");
    write(
        "managers.csv",
        """
        id,reseller_id,account_id,name,email,role,active
        1,1,,Root,a@example.org,admin,true
        2,2,,Mid,b@example.org,finance,true
        3,3,30,User,,viewer,true
        4,3,,Gone,c@example.org,admin,false
        """);
  }

  Instant end() {
    return noon(SmallWorld.START.plusDays(DAYS + 1));
  }

  void fill(TestBook book) throws IOException {
    Path history = Files.writeString(directory.resolve("net_20240320.csv"), HISTORY);
    List<Path> files =
        SmallWorld.writeDeliveries(directory, SmallWorld.lines(new Random(20_240_328)));
    bring(book, "resellers.csv", "accounts.csv", "subscriptions.csv", "sims.csv");
    bring(book, "sim_groups.csv", "sim_group_members.csv", "managers.csv");
    book.ingest("net", history, null);
    book.app().open();
    for (int day = 1; day <= DAYS; day++) {
      book.clock().set(noon(SmallWorld.START.plusDays(day)));
      if (day <= files.size()) {
        book.ingest("net", files.get(day - 1), null);
      }
      changes(book, day);
    }
    revoked = book.token(2);
    for (long manager : List.of(1L, 2L, 3L)) {
      tokens.put(manager, book.token(manager));
    }
    book.clock().set(end());
    book.app().settle();
  }

  private void changes(TestBook book, int day) throws IOException {
    switch (day) {
      case 2 -> bring(book, "price_lists.csv", "prices.csv");
      case 3 -> bring(book, "fx_rates.csv");
      case 4 -> {
        replace(
            "sims.csv", "2,8902,702,imsi1,two,TD,200,net,,", "2,8902,702,imsi1,zwei,TC,100,net,,");
        replace("sims.csv", "300,,,2024-03-30", "300,,,2024-03-29");
        replace("sims.csv", "301,,2024-03-31,", "301,,2024-03-30,");
        Files.writeString(
            inventory.resolve("sims.csv"),
            Files.readString(inventory.resolve("sims.csv")) + "6,8906,706,imsi9,late,TC,200,,,\n");
        bring(book, "sims.csv");
      }
      case 5 -> {
        write("sim_group_members.csv", "group_id,sim_id\n1,4\n1,5\n2,5\n2,3\n");
        replace("resellers.csv", "Mid", "Middle");
        bring(book, "resellers.csv", "sim_group_members.csv");
      }
      default -> book.app().settle();
    }
  }

  /** What comes after a copy. */
  Intake.Taken goOn(TestBook book) throws IOException {
    Path file = Files.writeString(directory.resolve("net_20240501.csv"), LATER);
    Path late = Files.createDirectories(directory.resolve("late"));
    Files.writeString(late.resolve("fx_rates.csv"), "day,from,to,rate\n2024-04-02,EUR,USD,1.5\n");
    Intake.Taken taken = book.ingest("net", file, null);
    book.importDirectory(late);
    return taken;
  }

  private void bring(TestBook book, String... names) throws IOException {
    Path part = Files.createTempDirectory(directory, "import");
    for (String name : names) {
      Files.copy(inventory.resolve(name), part.resolve(name));
    }
    book.importDirectory(part);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(inventory.resolve(name), text);
  }

  private void replace(String name, String old, String fresh) throws IOException {
    String text = Files.readString(inventory.resolve(name));
    if (!text.contains(old)) {
      throw new IllegalStateException(name + " has no " + old);
    }
    write(name, text.replace(old, fresh));
  }

  private static Instant noon(LocalDate day) {
    return day.atTime(12, 0).atZone(ZoneId.of("Europe/Berlin")).toInstant();
  }

  /** Every answer to every token with its tag, now and as of each day, and what no API shows. */
  Map<String, String> answers(TestBook book) throws Exception {
    Map<String, String> answers = new TreeMap<>();
    answers.put("revoked", "" + book.reportDay(revoked, "{}").statusCode());
    List<String> days = new ArrayList<>(List.of(""));
    for (int day = 0; day <= DAYS; day++) {
      days.add(SmallWorld.START.plusDays(day).toString());
    }
    for (Map.Entry<Long, String> token : tokens.entrySet()) {
      for (String day : days) {
        String question = token.getKey() + " as of " + day + " ";
        for (String select : List.of("[\"all\"]", "[\"g_1\"]", "[\"g_2\",\"s_5\"]")) {
          String body = "{\"select\":" + select + ",\"size\":10000}";
          HttpResponse<String> answer =
              day.isEmpty()
                  ? book.reportDay(token.getValue(), body)
                  : book.reportDay(token.getValue(), body, "Daybook-As-Of", day);
          answers.put(question + select, text(answer));
        }
        for (String more : List.of("", "&include=downstream", "&basis=revenue")) {
          String query =
              "date_from=2024-01-01&date_to=2024-12-31"
                  + more
                  + (day.isEmpty() ? "" : "&as_of=" + day);
          answers.put(
              question + "expenses" + more,
              text(book.expenses(token.getValue(), token.getKey(), query)));
        }
      }
    }
    for (KeptLine.Kind kind : KeptLine.Kind.values()) {
      answers.put(kind.name(), book.app().facts().keptLines(kind).toString());
    }
    answers.put("deliveries", book.app().facts().deliveries().toString());
    answers.put("batches", book.app().facts().batches().toString());
    answers.put("settled", book.app().facts().settledAt().toString());
    answers.put("tokens", book.app().registry().tokens().toString());
    for (RegistryTable<?> table : RegistryTable.ALL) {
      answers.put(
          table.name(),
          book.app()
              .registry()
              .read(new Registry.When.Ever(), reader -> reader.rows(table).toString()));
    }
    return answers;
  }

  private static String text(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.keySet().removeIf(name -> name.matches("(?i)date|x-request-id"));
    return answer.statusCode() + " " + headers + "\n" + answer.body();
  }
}
