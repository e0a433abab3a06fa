package daybook.benchmarks;

import daybook.App;
import daybook.benchmarks.world.World;
import daybook.book.Delivery;
import daybook.config.Settings;
import daybook.feed.Offered;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Brings a world into a book, as the commands do. */
final class Loading {
  private final World world;

  Loading(World world) {
    this.world = world;
  }

  Settings settings(Place place) {
    return place.settings(Settings.read(world.configuration(), true, Path.of("").toAbsolutePath()));
  }

  /** A book with the inventory and no deliveries yet. */
  App begin(Place place) throws IOException {
    App app = App.open(settings(place));
    app.inventory().importDirectory(world.inventory());
    app.settle();
    return app;
  }

  /** Takes all deliveries in; each is durable and reportable when {@code App.take} returns. */
  void takeAll(App app) throws IOException {
    long stored = 0;
    long repeated = 0;
    for (World.Delivery delivery : world.deliveries()) {
      Delivery.Counts counts =
          app.take(app.feed(delivery.feed()), Offered.of(delivery.file()), null, (_, _) -> {})
              .delivery()
              .counts();
      stored += counts.stored();
      repeated += counts.duplicate();
    }
    WrongAnswer.unlessEqual("records stored", world.expected().sessionDays(), stored);
    WrongAnswer.unlessEqual("duplicates", world.expected().repeated(), repeated);
  }

  /** A book with everything, and an engine that knows how its tables are filled. */
  void load(Place place) throws IOException, SQLException {
    try (App app = begin(place)) {
      takeAll(app);
    }
    try (Connection connection = place.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("ANALYZE");
    }
  }
}
