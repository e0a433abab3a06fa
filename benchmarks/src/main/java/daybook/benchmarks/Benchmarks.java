package daybook.benchmarks;

import daybook.benchmarks.world.WideWorld;
import daybook.benchmarks.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs what a command line names; without names, everything. */
public final class Benchmarks {
  static final long SEED = 20_240_517;

  private static final String USAGE =
      "usage: benchmarks/run.sh [small|full|SESSION_DAYS] [load|pages|pages-32|web|wide|limits|soak]… [embedded|postgres]…";
  private static final int MANY_LINES = 32;

  /** What can be measured. */
  enum What {
    LOAD,
    PAGES,
    PAGES_32,
    WEB,
    WIDE,
    LIMITS,
    SOAK;

    /** Whether it has a world of its own, the {@link WideWorld}. */
    boolean isWide() {
      return this == WIDE || this == LIMITS || this == SOAK;
    }
  }

  /** What is measured, on which stores. */
  record Choice(Size size, List<What> what, List<Places.Kind> kinds) {
    /**
     * @throws IllegalArgumentException if a word means nothing
     */
    static Choice of(List<String> words) {
      boolean sized = !words.isEmpty() && words.getFirst().matches("small|full|[1-9][0-9]*");
      List<What> what = new ArrayList<>();
      List<Places.Kind> kinds = new ArrayList<>();
      for (String word : words.subList(sized ? 1 : 0, words.size())) {
        String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
        if (name.equals("EMBEDDED") || name.equals("POSTGRES")) {
          kinds.add(Places.Kind.valueOf(name));
        } else {
          what.add(What.valueOf(name));
        }
      }
      return new Choice(
          sized ? Size.of(words.getFirst()) : Size.SMALL,
          what.isEmpty() ? List.of(What.LOAD, What.PAGES) : what,
          kinds.isEmpty() ? List.of(Places.Kind.values()) : kinds);
    }
  }

  private Benchmarks() {}

  /**
   * @param arguments the checkout's root, then the words of the command line
   */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    List<String> words = List.of(arguments).subList(1, arguments.length);
    Choice choice;
    try {
      choice = Choice.of(words);
    } catch (IllegalArgumentException e) {
      System.err.println(USAGE);
      System.exit(2);
      return;
    }
    Path checkout = Path.of(arguments[0]);
    ResultsFile file =
        new ResultsFile(
            checkout.resolve("benchmarks/results.tsv"),
            InstantSource.system(),
            Machine.here(checkout),
            ("benchmarks/run.sh " + String.join(" ", words)).strip());
    Path folder = Files.createTempDirectory("daybook-benchmarks");
    try {
      run(
          choice,
          folder,
          new Stopwatch(System::nanoTime),
          result -> {
            file.append(result);
            System.out.println(String.join("\t", result.fields()));
          });
    } finally {
      new Place.Embedded(folder).close();
    }
    System.exit(0);
  }

  /** Runs the choice in an empty folder. */
  static void run(Choice choice, Path folder, Stopwatch stopwatch, PageBenchmark.Sink sink)
      throws Exception {
    try (Places places = new Places(folder)) {
      for (What what : choice.what().stream().filter(What::isWide).toList()) {
        wide(what, choice, folder, places, stopwatch, sink);
      }
      List<What> others = choice.what().stream().filter(what -> !what.isWide()).toList();
      if (others.isEmpty()) {
        return;
      }
      World world = World.make(folder, choice.size().sessionDays(), SEED);
      for (What what : others) {
        switch (what) {
          case LOAD -> {
            LoadBenchmark load = new LoadBenchmark(world, places, stopwatch);
            for (Result result : load.run(choice.kinds(), choice.size().loads())) {
              sink.add(result);
            }
          }
          case PAGES -> pages(choice, 1, world, places, stopwatch, sink);
          case PAGES_32 -> pages(choice, MANY_LINES, world, places, stopwatch, sink);
          case WEB -> web(choice, folder, world, places, sink);
          case WIDE, LIMITS, SOAK -> throw new IllegalStateException("it has a world of its own");
        }
      }
    }
  }

  private static void wide(
      What what,
      Choice choice,
      Path folder,
      Places places,
      Stopwatch stopwatch,
      PageBenchmark.Sink sink)
      throws Exception {
    WideWorld world =
        new WideWorld(Files.createTempDirectory(folder, "wide"), choice.size().sessionDays());
    try (Place.Embedded place = places.embedded()) {
      switch (what) {
        case LIMITS -> new LimitsBenchmark(world, choice.size()).run(place, sink);
        case SOAK -> new SoakBenchmark(world, choice.size()).run(place, sink);
        default -> new WideBenchmark(world, choice.size(), stopwatch).run(place, sink);
      }
    }
  }

  private static void web(
      Choice choice, Path folder, World world, Places places, PageBenchmark.Sink sink)
      throws Exception {
    for (Places.Kind kind : choice.kinds()) {
      try (Place place = places.fresh(kind)) {
        new WebBenchmark(world, choice.size(), folder).run(place, sink);
      }
    }
  }

  private static void pages(
      Choice choice,
      int lines,
      World world,
      Places places,
      Stopwatch stopwatch,
      PageBenchmark.Sink sink)
      throws Exception {
    for (Places.Kind kind : choice.kinds()) {
      try (Place place = places.fresh(kind)) {
        new PageBenchmark(world, choice.size(), stopwatch).run(place, lines, sink);
      }
    }
  }
}
