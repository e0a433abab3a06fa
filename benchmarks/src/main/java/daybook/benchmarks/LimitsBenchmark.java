package daybook.benchmarks;

import daybook.benchmarks.Load.Outcome;
import daybook.benchmarks.world.WideWorld;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a server does that is asked for more than it can do, and whether its memory stays within
 * what it was given. The server is a process of its own, and nothing that is asked was asked
 * before.
 */
final class LimitsBenchmark {
  static final String HEAP = "512m";
  private static final int CLIENTS = 8;
  private static final int SCANNING = 256;

  private final WideWorld world;
  private final Size size;

  LimitsBenchmark(WideWorld world, Size size) {
    this.world = world;
    this.size = size;
  }

  void run(Place.Embedded place, PageBenchmark.Sink sink) throws Exception {
    String token = book(world, place);
    Path log = Files.createTempFile(place.folder(), "served", ".log");
    try (Served served = Served.start(world.plainConfiguration(), place.folder(), HEAP, log);
        HttpClient client = HttpClient.newHttpClient()) {
      WideQuestions questions = new WideQuestions(world, served.address(), token, false);
      Load load = new Load(client, questions::selection);
      overload(load, sink);
      scan(served, new Load(client, questions::page), sink);
    }
  }

  /** Makes the book, with a token that sees everything of it. */
  static String book(WideWorld world, Place.Embedded place) throws Exception {
    world.make(place.settings(world.settings()), place::connect);
    try (Running running = new Running(place.settings(world.settings()))) {
      return running.adminToken(WideWorld.PROVIDER);
    }
  }

  /** Three quarters of what is answered one after the other can be borne for ever. */
  private void overload(Load load, PageBenchmark.Sink sink) throws Exception {
    load.closed(CLIENTS, 2 * size.loadedSeconds());
    long most = load.closed(CLIENTS, size.loadedSeconds()).answered().perSecond();
    long borne = Math.max(1, most * 3 / 4);
    Outcome once = load.open(borne, 2 * size.loadedSeconds());
    load.open(2 * borne, size.loadedSeconds());
    Outcome twice = load.open(2 * borne, 2 * size.loadedSeconds());
    System.out.printf(
        "of %d a second %d were refused in all, of %d a second %d%n",
        borne, once.refused(), 2 * borne, twice.refused());
    sink.add(
        result(
            "limits, answered at twice the load", twice.answered(), "borne load", once.answered()));
  }

  private void scan(Served served, Load load, PageBenchmark.Sink sink) throws Exception {
    long before = served.residentMegabytes();
    load.closed(SCANNING, size.loadedSeconds());
    Outcome scanned = load.closed(SCANNING, 3 * size.loadedSeconds());
    System.out.printf(
        "scan by %d connections: resident %d MB before, %d MB after, live heap %d MB; %d refused%n",
        SCANNING,
        before,
        served.residentMegabytes(),
        served.liveHeapMegabytes(),
        scanned.refused());
    sink.add(
        result(
            "limits, scan by %d connections".formatted(SCANNING),
            scanned.answered(),
            "-",
            scanned.answered()));
  }

  private Result result(String name, Timings timings, String baseline, Timings base) {
    return new Result(
        name,
        "embedded",
        world.sessionDays(),
        1,
        Summary.of(List.of(timings)),
        baseline,
        Summary.of(List.of(base)));
  }
}
