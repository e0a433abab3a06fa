package daybook.benchmarks;

import daybook.App;
import daybook.benchmarks.world.World;
import daybook.book.postgres.PostgresServer;
import java.io.InputStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Taking the world's deliveries in: durable, deduplicated, rated and reportable, against COPY of
 * the same files into a PostgreSQL table without indexes. Each file is a transaction on both sides.
 */
final class LoadBenchmark {
  private static final String BASELINE = "copy";

  private final World world;
  private final Loading loading;
  private final Places places;
  private final Stopwatch stopwatch;

  LoadBenchmark(World world, Places places, Stopwatch stopwatch) {
    this.world = world;
    this.loading = new Loading(world);
    this.places = places;
    this.stopwatch = stopwatch;
  }

  List<Result> run(List<Places.Kind> kinds, int turns) throws Exception {
    Contest contest = new Contest().with(BASELINE, this::copy);
    for (Places.Kind kind : kinds) {
      contest.with(kind.name(), () -> ingest(kind));
    }
    Standings standings = contest.run(turns);
    return kinds.stream()
        .map(kind ->
            new Result(
                "ingest",
                kind.name().toLowerCase(Locale.ROOT),
                world.expected().sessionDays(),
                turns,
                standings.of(kind.name()),
                BASELINE,
                standings.of(BASELINE)))
        .toList();
  }

  private Timings ingest(Places.Kind kind) throws Exception {
    try (Place place = places.fresh(kind)) {
      Timings taken;
      try (App app = loading.begin(place)) {
        taken = stopwatch.once(world.expected().sessionDays(), () -> loading.takeAll(app));
      }
      try (Running running = new Running(loading.settings(place))) {
        new BookCheck(world).check(place, running);
      }
      return taken;
    }
  }

  private Timings copy() throws Exception {
    long lines = world.expected().sessionDays() + world.expected().repeated();
    try (PostgresServer.Database database = places.database();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE raw (record text, imsi text, started timestamp, ended timestamp,"
              + " up bigint, down bigint)");
      Timings copied =
          stopwatch.once(
              world.expected().sessionDays(),
              () -> copyAll(connection.unwrap(PGConnection.class).getCopyAPI()));
      try (ResultSet row = statement.executeQuery("SELECT count(*) FROM raw")) {
        row.next();
        WrongAnswer.unlessEqual("lines copied", lines, row.getLong(1));
      }
      return copied;
    }
  }

  private void copyAll(CopyManager copy) throws Exception {
    for (World.Delivery delivery : world.deliveries()) {
      try (InputStream bytes = Files.newInputStream(delivery.file())) {
        copy.copyIn("COPY raw FROM STDIN (FORMAT csv, HEADER)", bytes);
      }
    }
  }
}
