package daybook.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import daybook.TestData;
import daybook.book.RegistryTable;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The inventory of the real data set, as it is delivered. */
class EdgeInventoryTest {
  @Test
  void the_inventory_of_the_real_data_set_is_imported_and_again_unchanged(@TempDir Path root) {
    Path inventory = TestData.edge2015().resolve("inventory");
    try (ImportFixture fixture = new ImportFixture(root)) {
      ImportReport report = fixture.bring(inventory);

      assertThat(report.files())
          .extracting(FileResult::file, FileResult::opened)
          .containsExactly(
              tuple("resellers.csv", 6),
              tuple("accounts.csv", 72),
              tuple("subscriptions.csv", 816),
              tuple("sims.csv", 967),
              tuple("sim_groups.csv", 8),
              tuple("sim_group_members.csv", 3505),
              tuple("price_lists.csv", 13),
              tuple("prices.csv", 17),
              tuple("fx_rates.csv", 72));
      assertThat(fixture.now(RegistryTable.SIM_SPANS)).hasSize(967);
      assertThat(report.simsToRebook()).hasSize(967);
      assertThat(fixture.bring(inventory).files()).allMatch(FileResult::isUnchanged);
    }
  }
}
