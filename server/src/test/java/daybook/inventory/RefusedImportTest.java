package daybook.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daybook.book.RegistryTable;
import daybook.model.Account;
import daybook.model.AccountId;
import daybook.model.ResellerId;
import daybook.model.SimId;
import daybook.model.SubscriptionId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an import refuses beyond single lines, and what is left of it then. */
@Tag("store")
class RefusedImportTest {
  private static final String STAYS =
      ", for usage is booked under it; a customer moves by a new subscription and a new SIM span";

  private ImportFixture fixture;

  @BeforeEach
  void bringWorld(@TempDir Path root) {
    fixture = new ImportFixture(root);
    fixture.bringWorld();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void what_is_booked_keeps_its_place_and_currency() {
    fixture.book(new ResellerId(1), new ResellerId(2), new AccountId(20), new SubscriptionId(200));

    assertThat(
            said(
                "resellers.csv",
                """
                id,parent_id,name,currency
                9,,New root,EUR
                1,9,Provider,EUR
                2,9,Middle,EUR
                3,9,Small,EUR
                """))
        .containsExactly(
            "resellers.csv:3: parent_id: reseller 1 stays the root" + STAYS,
            "resellers.csv:4: currency: reseller 2 stays in KZT" + STAYS,
            "resellers.csv:4: parent_id: reseller 2 stays under reseller 1" + STAYS);
    assertThat(said("accounts.csv", "id,reseller_id,name\n20,1,T\n10,2,T\n"))
        .containsExactly("accounts.csv:2: reseller_id: account 20 stays with reseller 2" + STAYS);
    assertThat(said("subscriptions.csv", "id,account_id,name\n200,10,T\n100,20,T\n"))
        .containsExactly(
            "subscriptions.csv:2: account_id: subscription 200 stays with account 20" + STAYS);
  }

  @Test
  void bytes_that_are_no_utf8_are_named_by_their_line() {
    Path directory = fixture.newDirectory();
    String text = "id,reseller_id,name\n11,1,Zo\u00eb\n12,1,ok\n13,x,\u00fc\u00fc\n";
    ImportFixture.write(directory, "accounts.csv", text.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(refused(directory).badLines())
        .extracting(BadLine::toString)
        .containsExactly(
            "accounts.csv:2: holds bytes that are not UTF-8; save the file as UTF-8",
            "accounts.csv:4: holds bytes that are not UTF-8; save the file as UTF-8",
            "accounts.csv:4: reseller_id: expected a whole number from 1 to 9223372036854775807,"
                + " not \"x\"");
  }

  @Test
  void of_many_bad_lines_the_first_hundred_are_shown_and_the_others_counted() {
    InventoryException refusal =
        fixture.refused("accounts.csv", "id,reseller_id,name\n" + "x,1,y\n".repeat(250));

    assertThat(refusal.badLines()).hasSize(100);
    assertThat(refusal.badLines().getLast().line()).isEqualTo(101);
    assertThat(refusal.more()).isEqualTo(150);
    assertThat(refusal).hasMessageContaining("\nand 150 more\n");
  }

  @Test
  void a_long_value_is_shown_by_its_start() {
    assertThat(said("accounts.csv", "id,reseller_id,name\n" + "x".repeat(100_000) + ",1,y\n"))
        .containsExactly(
            "accounts.csv:2: id: expected a whole number from 1 to 9223372036854775807, not \""
                + "x".repeat(60)
                + "…\"");
  }

  @Test
  void a_bad_file_brings_in_nothing_of_itself_and_nothing_after_it_but_what_came_before_stays() {
    InventoryException refusal =
        fixture.refused(
            "accounts.csv",
            "id,reseller_id,name\n11,1,Eleven\n",
            "subscriptions.csv",
            "id,account_id,name\n110,11,Good\n111,12,Bad\n",
            "sim_groups.csv",
            "id,reseller_id,name\n9,1,Never reached\n");

    assertThat(refusal)
        .hasMessage(
            """
            subscriptions.csv:3: account_id: there is no account 12
            imported: accounts.csv
            not imported: subscriptions.csv, sim_groups.csv\
            """);
    assertThat(refusal.imported().files())
        .extracting(FileResult::file)
        .containsExactly("accounts.csv");
    assertThat(refusal.notImported()).containsExactly("subscriptions.csv", "sim_groups.csv");
    assertThat(fixture.now(RegistryTable.ACCOUNTS)).extracting(Account::name).contains("Eleven");
    assertThat(fixture.now(RegistryTable.SUBSCRIPTIONS)).hasSize(2);
    assertThat(fixture.now(RegistryTable.GROUPS)).hasSize(2);
  }

  @Test
  void the_sims_of_a_file_before_the_bad_one_still_want_rebooking() {
    InventoryException refusal =
        fixture.refused(
            "sims.csv",
            """
            id,iccid,original_number,operator_key,name,profile,subscription_id
            1001,ICC1,,KEY1,,TD,100
            """,
            "sim_groups.csv",
            "id,reseller_id,name\nx,1,Bad\n");

    assertThat(refusal.imported().simsToRebook()).containsExactly(new SimId(1001));
  }

  @Test
  void after_a_refused_import_the_next_one_works() {
    fixture.refused("accounts.csv", "id,reseller_id,name\nx,1,Bad\n");

    fixture.bring("accounts.csv", "id,reseller_id,name\n11,1,Good\n");

    assertThat(fixture.now(RegistryTable.ACCOUNTS)).hasSize(3);
  }

  @Test
  void a_directory_without_a_known_file_is_refused() {
    Path directory = fixture.newDirectory();
    ImportFixture.write(directory, "reseller.csv", new byte[0]);

    assertThat(refused(directory))
        .hasMessage(
            directory
                + ": holds none of resellers.csv, accounts.csv, subscriptions.csv, sims.csv,"
                + " sim_groups.csv, sim_group_members.csv, managers.csv, price_lists.csv,"
                + " prices.csv, fx_rates.csv\nimported: nothing");
  }

  @Test
  void a_directory_that_is_not_there_is_refused() {
    Path missing = Path.of("no/such/place");

    assertThat(refused(missing)).hasMessage("no/such/place: is no directory\nimported: nothing");
  }

  private InventoryException refused(Path directory) {
    return catchThrowableOfType(InventoryException.class, () -> fixture.bring(directory));
  }

  private Iterable<String> said(String file, String text) {
    return fixture.refused(file, text).badLines().stream().map(BadLine::toString).toList();
  }
}
