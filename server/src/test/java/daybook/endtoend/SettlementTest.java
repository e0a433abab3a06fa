package daybook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.TestBook;
import daybook.intake.Settlement.Settled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the books are brought in line with the registry, and when there is nothing to look at. */
@Tag("store")
final class SettlementTest {
  private static final Instant BEGUN =
      SmallWorld.START.atTime(12, 0).toInstant(ZoneOffset.UTC).plus(Duration.ofDays(10));
  private static final Settled NOTHING = new Settled(0, 0, 0);

  @TempDir Path directory;
  private Path inventory;
  private Path config;

  @Test
  void what_was_imported_before_the_program_ended_is_settled_once_by_the_next() throws Exception {
    makeFiles();
    String sims = Files.readString(inventory.resolve("sims.csv"));
    Files.writeString(inventory.resolve("sims.csv"), sims.replaceAll("(?m)^5,.*\n", ""));
    try (TestBook book = open(BEGUN)) {
      book.importDirectory(inventory);
      for (Path file : SmallWorld.writeDeliveries(directory, SmallWorld.lines(new Random(7)))) {
        book.ingest("net", file, null);
      }
      Files.writeString(inventory.resolve("sims.csv"), sims);
      book.app().inventory().importDirectory(inventory);
    }
    Instant later = BEGUN.plusSeconds(60);
    try (TestBook book = open(later)) {
      Settled settled = book.app().settle();
      assertThat(settled.unparked()).isPositive();
      assertThat(book.app().settle()).isEqualTo(NOTHING);
      assertThat(book.app().facts().settledAt()).isEqualTo(later);
    }
  }

  @Test
  void a_registry_that_has_not_changed_is_not_looked_at_again() throws Exception {
    makeFiles();
    try (TestBook book = open(BEGUN)) {
      book.importDirectory(inventory);
    }
    try (TestBook book = open(BEGUN.plusSeconds(60))) {
      assertThat(book.app().settle()).isEqualTo(NOTHING);
      assertThat(book.app().facts().settledAt()).isEqualTo(BEGUN);
      book.app().inventory().importDirectory(inventory);
      assertThat(book.app().settle()).isEqualTo(NOTHING);
      assertThat(book.app().facts().settledAt()).isEqualTo(BEGUN);

      Files.writeString(
          inventory.resolve("price_lists.csv"),
          "7,reseller:3,accounts,KZT,2024-04-01\n",
          StandardOpenOption.APPEND);
      book.app().inventory().importDirectory(inventory);
      assertThat(book.app().settle()).isEqualTo(NOTHING);
      assertThat(book.app().facts().settledAt()).isEqualTo(BEGUN.plusSeconds(60));
    }
  }

  private void makeFiles() throws IOException {
    config = Files.writeString(directory.resolve("daybook.yaml"), SmallWorld.CONFIG);
    inventory = Files.createDirectory(directory.resolve("inventory"));
    SmallWorld.writeInventory(inventory);
  }

  private TestBook open(Instant now) throws IOException {
    return TestBook.open(config, directory.resolve("book"), now);
  }
}
