package daybook.crash;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.TestBook;
import daybook.book.Batch;
import daybook.book.Delivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing is lost and nothing comes twice: the program is killed again and again while it brings
 * inventories in, takes deliveries in and settles the books, and is started again, and the book
 * ends exactly as the one of a run that nobody disturbed. An engine's test says where its books
 * are. {@code -Ddaybook.kill.seed=N} tells other stories.
 */
abstract class KillContract {
  private static final int KILLS = 100;

  /** Books that are made at the same time, each by one process after the other. */
  private static final int LANES = 2;

  private static final long SEED = Long.getLong("daybook.kill.seed", 20_240_330);

  /** One of so many kills comes before the program has its book. */
  private static final int EARLY = 8;

  /** So often at most a command is killed, so that there are kills left for those after it. */
  private static final int KILLS_OF_DELIVERIES = 13;

  private static final int KILLS_OF_OTHERS = 6;

  /** Where one lane's books are. */
  interface World {
    /** The lines of {@code daybook.yaml} that choose the engine. */
    String configuration();

    /** Empties the store. Its data directory is a new one each time. */
    void reset() throws Exception;

    /** The words that tell a command where the book is, beside the configuration. */
    default List<String> place(Path data) {
      return List.of("--data", data.toString());
    }

    /** Opens the book in this process. */
    default TestBook open(Path config, Path data) throws IOException {
      return TestBook.open(config, data, InstantSource.system().instant());
    }

    /** Whether this process has its book, so that what it does next is work on it. */
    default boolean isHeld(long pid, Path data) {
      try {
        Path lock = data.resolve("daybook.lock");
        return Files.exists(lock)
            && Files.readString(lock, StandardCharsets.UTF_8).startsWith("pid " + pid + "\n");
      } catch (IOException e) {
        return false;
      }
    }
  }

  /**
   * @param lane from 0; two lanes never share a store
   */
  abstract World world(int lane) throws Exception;

  @TempDir private Path directory;

  @Test
  void a_book_whose_program_is_killed_at_any_moment_ends_as_if_nobody_had_disturbed_it()
      throws Exception {
    Program program = Program.layOut();
    List<Callable<Tally>> lanes = new ArrayList<>();
    for (int i = 0; i < LANES; i++) {
      Lane lane = new Lane(program, i, world(i));
      lanes.add(lane::run);
    }
    Tally sum = new Tally();
    try (ExecutorService threads = Executors.newFixedThreadPool(LANES)) {
      for (Future<Tally> lane : threads.invokeAll(lanes)) {
        sum.add(lane.get());
      }
    }
    System.out.println(getClass().getSimpleName() + ", seed " + SEED + ": " + sum);
    assertThat(sum.kills()).isEqualTo(KILLS);
    assertThat(sum.atWork).isGreaterThan(KILLS / 2);
  }

  /** What came to pass. */
  private static final class Tally {
    private int early;
    private int atWork;
    private int closing;
    private int ofDeliveries;
    private int starts;
    private int books;

    int kills() {
      return early + atWork + closing;
    }

    void add(Tally other) {
      early += other.early;
      atWork += other.atWork;
      closing += other.closing;
      ofDeliveries += other.ofDeliveries;
      starts += other.starts;
      books += other.books;
    }

    @Override
    public String toString() {
      return ("killed %d times, %d of them while it took deliveries in: %d before it had its book,"
              + " %d at work, %d after its work; started %d times for %d books;"
              + " every invariant holds, every answer is that of an undisturbed run")
          .formatted(kills(), ofDeliveries, early, atWork, closing, starts, books);
    }
  }

  /** How long a command takes, undisturbed, until it has its book and from there to its end. */
  private record Pace(long startNanos, long workNanos) {}

  private final class Lane {
    private final Program program;
    private final int number;
    private final World world;
    private final Random random;
    private final Tally tally = new Tally();

    Lane(Program program, int number, World world) {
      this.program = program;
      this.number = number;
      this.world = world;
      this.random = new Random(SEED + number);
    }

    Tally run() {
      try {
        run(Files.createDirectories(directory.resolve("lane" + number)));
        return tally;
      } catch (Exception | AssertionError e) {
        throw new AssertionError(
            "-Ddaybook.kill.seed=%d, lane %d, book %d: %s".formatted(SEED, number, tally.books, e),
            e);
      }
    }

    private void run(Path place) throws Exception {
      Story story = Story.write(place, SEED + number, world.configuration(), zoneFarFromMidnight());
      world.reset();
      Path undisturbed = place.resolve("undisturbed");
      List<Pace> paces = new ArrayList<>();
      for (Story.Command command : story.commands()) {
        paces.add(undisturbed(story, command, undisturbed));
      }
      List<String> expected;
      try (TestBook book = open(story, undisturbed)) {
        expected = Whole.of(book);
        assertThat(book.app().facts().batches())
            .as("the story has every cause of a booking")
            .extracting(Batch::cause)
            .contains(Batch.Cause.values());
        assertThat(book.app().facts().deliveries())
            .as("the story has every outcome of a record")
            .extracting(Delivery::counts)
            .anyMatch(counts -> counts.duplicate() > 0)
            .anyMatch(counts -> counts.conflict() > 0)
            .anyMatch(counts -> counts.rejected() > 0)
            .anyMatch(counts -> counts.parked() > 0);
      }
      while (tally.kills() < KILLS / LANES) {
        tellKilled(story, paces, expected);
      }
    }

    private void tellKilled(Story story, List<Pace> paces, List<String> expected) throws Exception {
      tally.books++;
      world.reset();
      Path data = story.directory().resolve("killed" + tally.books);
      for (int i = 0; i < paces.size(); i++) {
        killed(story, story.commands().get(i), paces.get(i), data);
      }
      try (TestBook book = open(story, data)) {
        holdAgainst(expected, Whole.of(book));
        repeat(story, book);
        holdAgainst(expected, Whole.of(book));
      }
    }

    private Pace undisturbed(Story story, Story.Command command, Path data) throws Exception {
      Child child = start(story, command, data);
      child.await(() -> world.isHeld(child.pid(), data));
      long held = child.nanosSinceStart();
      child.succeed();
      return new Pace(held, child.nanosSinceStart() - held);
    }

    private void killed(Story story, Story.Command command, Pace pace, Path data) throws Exception {
      int most = command.isOfDeliveries() ? KILLS_OF_DELIVERIES : KILLS_OF_OTHERS;
      for (int i = 0; i < most && tally.kills() < KILLS / LANES; i++) {
        boolean early = random.nextInt(EARLY) == 0;
        long delay = random.nextLong(early ? pace.startNanos() : pace.workNanos());
        Child child = start(story, command, data);
        if (!early) {
          child.await(() -> world.isHeld(child.pid(), data));
        }
        if (!child.kill(delay)) {
          return;
        }
        count(command, child, data);
      }
      start(story, command, data).succeed();
    }

    private void count(Story.Command command, Child killed, Path data) {
      tally.ofDeliveries += command.isOfDeliveries() ? 1 : 0;
      if (!world.isHeld(killed.pid(), data)) {
        tally.early++;
      } else if (command.isOfDeliveries() && command.isDone(killed.out())) {
        tally.closing++;
      } else {
        tally.atWork++;
      }
    }

    private TestBook open(Story story, Path data) throws IOException {
      return world.open(story.directory().resolve("daybook.yaml"), data);
    }

    private Child start(Story story, Story.Command command, Path data) throws IOException {
      tally.starts++;
      List<String> words = new ArrayList<>(command.words());
      words.addAll(world.place(data));
      return program.start(story.directory(), words.toArray(String[]::new));
    }
  }

  /** What is in the book already changes nothing when it comes again. */
  private static void repeat(Story story, TestBook book) throws IOException {
    for (Path delivery : story.deliveries()) {
      assertThat(book.ingest(Story.FEED, delivery, null).before()).as("%s", delivery).isTrue();
    }
    book.importDirectory(story.lastInventory());
  }

  private static void holdAgainst(List<String> expected, List<String> actual) {
    assertThat(actual).filteredOn(line -> line.startsWith("FAULT")).isEmpty();
    assertThat(without(expected, actual)).as("lost").isEmpty();
    assertThat(without(actual, expected)).as("not to be there").isEmpty();
    assertThat(actual).isEqualTo(expected);
  }

  private static List<String> without(List<String> lines, List<String> others) {
    Set<String> known = new HashSet<>(others);
    return lines.stream().filter(line -> !known.contains(line)).limit(10).toList();
  }

  /** An open book books on the day of booking, which must be one day for both runs. */
  private static String zoneFarFromMidnight() {
    int hour = LocalTime.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC).getHour();
    return hour >= 6 && hour < 18 ? "UTC" : "Etc/GMT-12";
  }
}
