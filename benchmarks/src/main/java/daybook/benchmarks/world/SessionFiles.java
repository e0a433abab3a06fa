package daybook.benchmarks.world;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes the operators' session records, one file an operator and day or days. A few lines come
 * twice, as they do in life; what they add up to is told to {@link Expected}.
 */
final class SessionFiles {
  private static final int LINES_PER_REPEATED = 200;
  private static final int SESSIONS_PER_EMPTY = 50;
  private static final int OPERATORS = 2;
  private static final long LEAST_LINES = 20_000;
  private static final int MOST_BITS = 26;
  private static final int LONGEST_SECONDS = 7_200;
  private static final int LAST_START = 86_400 - LONGEST_SECONDS;

  private final Path folder;
  private final Random random;
  private final Expected expected;

  SessionFiles(Path folder, Random random, Expected expected) {
    this.folder = folder;
    this.random = random;
    this.expected = expected;
  }

  List<World.Delivery> write(List<Card> cards, long sessionDays) throws IOException {
    List<World.Delivery> deliveries = new ArrayList<>();
    int daysPerFile = daysPerFile(sessionDays);
    long record = 0;
    for (int first = 0; first < World.DAYS; first += daysPerFile) {
      int end = Math.min(World.DAYS, first + daysPerFile);
      LocalDate last = World.FIRST_DAY.plusDays(end - 1L);
      World.Delivery north = delivery("north", last);
      World.Delivery south = delivery("south", last);
      try (BufferedWriter northern = begin(north);
          BufferedWriter southern = begin(south)) {
        for (int i = first; i < end; i++) {
          LocalDate day = World.FIRST_DAY.plusDays(i);
          for (long until = sessionDays * (i + 1) / World.DAYS; record < until; record++) {
            Card card = cards.get(random.nextInt(cards.size()));
            write(card.operator().equals("north") ? northern : southern, card, day, record);
          }
        }
      }
      deliveries.add(north);
      deliveries.add(south);
    }
    return List.copyOf(deliveries);
  }

  /** A file a day in a large world; in a small one so many days that a file is worth its name. */
  private static int daysPerFile(long sessionDays) {
    long linesPerDay = Math.max(1, sessionDays / World.DAYS / OPERATORS);
    return Math.toIntExact(Math.min(World.DAYS, Math.ceilDiv(LEAST_LINES, linesPerDay)));
  }

  private World.Delivery delivery(String operator, LocalDate last) {
    String date = DateTimeFormatter.BASIC_ISO_DATE.format(last);
    return new World.Delivery(operator, folder.resolve(operator + "_" + date + ".csv"));
  }

  private static BufferedWriter begin(World.Delivery delivery) throws IOException {
    BufferedWriter writer = Files.newBufferedWriter(delivery.file());
    writer.write("record,imsi,start,end,up,down\n");
    return writer;
  }

  private void write(BufferedWriter file, Card card, LocalDate day, long record)
      throws IOException {
    int start = random.nextInt(LAST_START);
    int end = start + random.nextInt(LONGEST_SECONDS);
    boolean empty = random.nextInt(SESSIONS_PER_EMPTY) == 0;
    long up = empty ? 0 : volume();
    long down = empty ? 0 : 4 * volume();
    String line =
        "r"
            + record
            + ','
            + card.imsi()
            + ','
            + time(day, start)
            + ','
            + time(day, end)
            + ','
            + up
            + ','
            + down
            + '\n';
    file.write(line);
    expected.add(card, day, up + down);
    if (record % LINES_PER_REPEATED == 0) {
      file.write(line);
      expected.addRepeated();
    }
  }

  /** From bytes to some tens of megabytes; small ones are as frequent as large ones. */
  private long volume() {
    return random.nextInt(1, 1 << random.nextInt(1, MOST_BITS));
  }

  private static String time(LocalDate day, int second) {
    return day + " " + DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.ofSecondOfDay(second));
  }
}
