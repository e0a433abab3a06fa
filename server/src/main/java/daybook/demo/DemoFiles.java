package daybook.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Writes a whole demonstration: a configuration, an inventory, and sixty days of sessions. */
public final class DemoFiles {
  /** How many days of sessions there are, yesterday's being the last. */
  public static final int DAYS = 60;

  /** The book's zone, as the configuration says it. */
  public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  private DemoFiles() {}

  /**
   * Writes {@code daybook.yaml}, {@code inventory/} and {@code sessions/} into a directory, over
   * what is there. The same day and seed give the same bytes.
   *
   * @param directory made if it is not there
   * @param today in {@link #ZONE}
   */
  public static Written write(Path directory, LocalDate today, long seed) throws IOException {
    LocalDate firstDay = today.minusDays(DAYS);
    SplittableRandom random = new SplittableRandom(seed);
    Path configuration = directory.resolve("daybook.yaml");
    Path inventoryDirectory = Files.createDirectories(directory.resolve("inventory"));
    Files.writeString(configuration, DemoConfiguration.YAML);

    DemoInventory inventory = DemoInventory.make(firstDay, random.split());
    DemoPrices prices = DemoPrices.make(firstDay, today, random.split());
    InventoryFiles.write(inventoryDirectory, inventory, prices);

    SplittableRandom traffic = random.split();
    List<FeedFiles> feeds = new ArrayList<>();
    for (OperatorFormat format : List.of(new Northline(), new Saltair())) {
      List<Session> sessions =
          Traffic.of(inventory.devicesOf(format.operator()), firstDay, today, traffic);
      Path place = directory.resolve("sessions").resolve(format.operator());
      feeds.add(SessionFiles.write(place, format, sessions, firstDay, today, traffic));
    }
    return new Written(configuration, inventoryDirectory, feeds, inventory.show());
  }
}
