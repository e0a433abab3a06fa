package daybook.benchmarks;

import daybook.benchmarks.Load.Outcome;
import daybook.benchmarks.Load.Question;
import daybook.benchmarks.world.WideWorld;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Hours of a server's life in a short while: everything is asked of it evenly while deliveries come
 * in, and its memory is read every now and then.
 */
final class SoakBenchmark {
  private static final int PER_SECOND = 100;
  private static final int TURNS = 30;
  private static final int CARDS_A_DELIVERY = 500;
  private static final int RECENT_DAYS = 30;

  private final WideWorld world;
  private final Size size;

  SoakBenchmark(WideWorld world, Size size) {
    this.world = world;
    this.size = size;
  }

  void run(Place.Embedded place, PageBenchmark.Sink sink) throws Exception {
    String token = LimitsBenchmark.book(world, place);
    Path log = Files.createTempFile(place.folder(), "served", ".log");
    Path configuration = world.plainConfiguration();
    try (Served served = Served.start(configuration, place.folder(), LimitsBenchmark.HEAP, log);
        HttpClient client = HttpClient.newHttpClient()) {
      WideQuestions questions = new WideQuestions(world, served.address(), token, true);
      Load load = new Load(client, number -> question(questions, number));
      List<Timings> turns = new ArrayList<>();
      for (int turn = 1; turn <= TURNS; turn++) {
        Path more =
            world.moreSessions(
                turn, CARDS_A_DELIVERY, WideWorld.LAST_DAY.minusDays(turn % RECENT_DAYS));
        Served.run(configuration, place.folder(), "ingest", "--feed", "net", more.toString());
        Outcome outcome = load.open(PER_SECOND, Math.max(1, size.soakSeconds() / TURNS));
        turns.add(outcome.answered());
        System.out.printf(
            "soak %d of %d: resident %d MB, live heap %d MB; p99 %s us, %d refused%n",
            turn,
            TURNS,
            served.residentMegabytes(),
            served.liveHeapMegabytes(),
            outcome.answered().p99Nanos().stream().map(nanos -> nanos / 1_000).boxed().toList(),
            outcome.refused());
      }
      requireAll(client, questions);
      Timings first = turns.get(1);
      sink.add(
          new Result(
              "soak",
              "embedded",
              world.sessionDays(),
              TURNS,
              Summary.of(turns),
              "second turn",
              Summary.of(List.of(first))));
    }
  }

  /** Half of it pages, and everything else. */
  private static Question question(WideQuestions questions, long number) {
    return switch ((int) (number % 4)) {
      case 0 -> questions.selection(number);
      case 1 -> questions.expenses(number / 4);
      // Far from the page before, and all of them in the end.
      default -> questions.page(number * 7_919);
    };
  }

  private void requireAll(HttpClient client, WideQuestions questions) throws Exception {
    WrongAnswer.unlessEqual(
        "session days at the end",
        Long.toString(world.sessionDays() + (long) TURNS * CARDS_A_DELIVERY),
        Running.send(client, questions.page(0).request())
            .headers()
            .firstValue("X-Total-Count")
            .orElseThrow());
  }
}
