package daybook.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.model.Account;
import daybook.model.AccountId;
import daybook.model.Buyers;
import daybook.model.Currency;
import daybook.model.DataUnit;
import daybook.model.DaySpan;
import daybook.model.FxRate;
import daybook.model.GroupId;
import daybook.model.GroupMember;
import daybook.model.Manager;
import daybook.model.ManagerId;
import daybook.model.Party;
import daybook.model.Price;
import daybook.model.PriceList;
import daybook.model.PriceListId;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import daybook.model.Role;
import daybook.model.Sim;
import daybook.model.SimGroup;
import daybook.model.SimId;
import daybook.model.SimSpan;
import daybook.model.Subscription;
import daybook.model.SubscriptionId;
import daybook.model.Versioned;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an import makes of good files. */
@Tag("store")
class InventoryTest {
  private static final String SIMS =
      "id,iccid,original_number,operator_key,name,profile,subscription_id,operator,from,to\n";

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
  void every_file_becomes_rows() {
    assertThat(fixture.now(RegistryTable.RESELLERS))
        .containsExactly(
            new Reseller(new ResellerId(1), null, "Provider", Currency.EUR),
            new Reseller(new ResellerId(2), new ResellerId(1), "Middle", new Currency("KZT")),
            new Reseller(new ResellerId(3), new ResellerId(2), "Small", new Currency("USD")));
    assertThat(fixture.now(RegistryTable.ACCOUNTS))
        .containsExactly(
            new Account(new AccountId(10), new ResellerId(1), "Ten"),
            new Account(new AccountId(20), new ResellerId(2), "Twenty"));
    assertThat(fixture.now(RegistryTable.SUBSCRIPTIONS))
        .containsExactly(
            new Subscription(new SubscriptionId(100), new AccountId(10), "Hundred"),
            new Subscription(new SubscriptionId(200), new AccountId(20), "Two hundred"));
    assertThat(fixture.now(RegistryTable.SIMS))
        .containsExactly(
            new Sim(new SimId(1000), "ICC0", "770", "KEY0", "edge", "Zero"),
            new Sim(new SimId(1001), "ICC1", "", "KEY1", null, null));
    assertThat(fixture.now(RegistryTable.SIM_SPANS))
        .containsExactly(
            span(1000, null, "2026-01-31", 100, "TC"),
            span(1000, "2026-02-01", null, 200, "TD"),
            span(1001, null, null, 100, "TC"));
    assertThat(fixture.now(RegistryTable.GROUPS))
        .containsExactly(
            new SimGroup(new GroupId(5), new ResellerId(1), "Five"),
            new SimGroup(new GroupId(6), new ResellerId(2), "Six"));
    assertThat(fixture.now(RegistryTable.GROUP_MEMBERS))
        .containsExactly(member(5, 1000), member(5, 1001), member(6, 1001));
    assertThat(fixture.now(RegistryTable.MANAGERS))
        .containsExactly(
            new Manager(
                new ManagerId(7),
                new ResellerId(1),
                null,
                "Ann",
                "ann@example.org",
                Role.ADMIN,
                true),
            new Manager(
                new ManagerId(8),
                new ResellerId(2),
                new AccountId(20),
                "Bob",
                "",
                Role.ACCOUNT_USER,
                true));
    assertThat(fixture.now(RegistryTable.PRICE_LISTS))
        .containsExactly(
            new PriceList(
                new PriceListId(31),
                new Party.OperatorParty("edge"),
                new Buyers.Exactly(new Party.ResellerParty(new ResellerId(1))),
                Currency.EUR,
                LocalDate.of(2026, 1, 1)),
            new PriceList(
                new PriceListId(32),
                new Party.ResellerParty(new ResellerId(1)),
                new Buyers.AnyReseller(),
                Currency.EUR,
                LocalDate.of(2026, 1, 1)),
            new PriceList(
                new PriceListId(33),
                new Party.ResellerParty(new ResellerId(2)),
                new Buyers.Exactly(new Party.AccountParty(new AccountId(20))),
                new Currency("KZT"),
                LocalDate.of(2026, 1, 1)));
    assertThat(fixture.now(RegistryTable.PRICES))
        .containsExactly(
            price(31, null, null, DataUnit.BYTE, 1, "0"),
            price(31, "edge", "TC", DataUnit.MEBIBYTE, 1024, "0.004"));
    assertThat(fixture.now(RegistryTable.FX_RATES))
        .containsExactly(
            new FxRate(
                LocalDate.of(2026, 1, 1),
                Currency.EUR,
                new Currency("KZT"),
                new BigDecimal("540.25")));
  }

  @Test
  void importing_the_same_again_changes_nothing() {
    long version = fixture.registry().version();

    // The world again, to the letter.
    fixture.bringWorld();

    assertThat(fixture.registry().version()).isEqualTo(version);
  }

  @Test
  void a_report_counts_every_line_once() {
    ImportReport report =
        fixture.bring(
            "accounts.csv",
            "id,reseller_id,name\n10,1,Ten\n20,2,Renamed\n30,3,New\n",
            "sims.csv",
            SIMS
                + "1000,ICC0,770,KEY0,Zero,TC,100,edge,,2026-01-31\n"
                + "1002,ICC2,,KEY2,,TC,100,,,2026-01-31\n"
                + "1002,ICC2,,KEY2,,TC,200,,2026-02-01,\n",
            "sim_group_members.csv",
            "group_id,sim_id\n5,1000\n5,1002\n",
            "notes.csv",
            "anything");

    assertThat(report)
        .isEqualTo(
            new ImportReport(
                List.of(
                    new FileResult("accounts.csv", 1, 1, 0, 1, Set.of()),
                    new FileResult(
                        "sims.csv", 2, 0, 1, 1, Set.of(new SimId(1000), new SimId(1002))),
                    new FileResult("sim_group_members.csv", 1, 0, 1, 1, Set.of())),
                List.of("notes.csv")));
    assertThat(report.simsToRebook()).containsExactly(new SimId(1000), new SimId(1002));
  }

  @Test
  void a_row_that_differs_closes_its_version_and_opens_another_at_the_time_of_the_import() {
    Versioned<Account> before = fixture.rows(RegistryTable.ACCOUNTS, ever()).getFirst();

    fixture.bring("accounts.csv", "id,reseller_id,name\n10,1,Renamed\n");

    Instant at = fixture.now();
    assertThat(fixture.rows(RegistryTable.ACCOUNTS, ever()))
        .filteredOn(row -> row.row().id().value() == 10)
        .satisfiesExactly(
            old ->
                assertThat(old)
                    .isEqualTo(
                        new Versioned<>(before.version(), before.row(), before.openedAt(), at)),
            opened -> {
              assertThat(opened.version()).isGreaterThan(before.version());
              assertThat(opened.row().name()).isEqualTo("Renamed");
              assertThat(opened.openedAt()).isEqualTo(at);
              assertThat(opened.closedAt()).isNull();
            });
    assertThat(fixture.rows(RegistryTable.ACCOUNTS, new Registry.When.Before(at)))
        .extracting(row -> row.row().name())
        .containsExactly("Ten", "Twenty");
  }

  @Test
  void a_sims_file_states_all_spans_of_the_sims_that_it_names_and_leaves_the_others_alone() {
    fixture.bring("sims.csv", SIMS + "1000,ICC0,770,KEY0,Zero,TC,200,edge,2026-03-01,\n");

    assertThat(fixture.now(RegistryTable.SIM_SPANS))
        .containsExactly(
            span(1000, "2026-03-01", null, 200, "TC"), span(1001, null, null, 100, "TC"));
    assertThat(fixture.now(RegistryTable.SIMS)).hasSize(2);
  }

  @Test
  void a_span_that_ends_earlier_is_a_new_version_of_the_same_span() {
    ImportReport report =
        fixture.bring("sims.csv", SIMS + "1001,ICC1,,KEY1,,TC,100,,,2026-06-30\n");

    assertThat(report.files())
        .containsExactly(new FileResult("sims.csv", 0, 1, 0, 0, Set.of(new SimId(1001))));
    assertThat(fixture.rows(RegistryTable.SIM_SPANS, ever()))
        .filteredOn(row -> row.row().sim().value() == 1001)
        .extracting(Versioned::row)
        .containsExactly(
            span(1001, null, null, 100, "TC"), span(1001, null, "2026-06-30", 100, "TC"));
  }

  @Test
  void a_new_name_of_a_sim_leaves_its_session_days_alone_but_a_new_key_or_operator_does_not() {
    assertThat(fixture.bring("sims.csv", SIMS + "1001,ICC1,,KEY1,Named,TC,100,,,\n").simsToRebook())
        .isEmpty();
    assertThat(fixture.bring("sims.csv", SIMS + "1001,ICC1,,KEY9,Named,TC,100,,,\n").simsToRebook())
        .containsExactly(new SimId(1001));
    assertThat(
            fixture
                .bring("sims.csv", SIMS + "1001,ICC1,,KEY9,Named,TC,100,edge,,\n")
                .simsToRebook())
        .containsExactly(new SimId(1001));
  }

  @Test
  void two_sims_may_swap_their_cards_in_one_file() {
    fixture.bring(
        "sims.csv", SIMS + "1000,ICC1,,KEY1,,TC,100,,,\n" + "1001,ICC0,,KEY0,,TC,100,,,\n");

    assertThat(fixture.now(RegistryTable.SIMS))
        .extracting(Sim::iccid, Sim::operatorKey)
        .containsExactly(tuple("ICC1", "KEY1"), tuple("ICC0", "KEY0"));
  }

  @Test
  void the_same_key_at_two_operators_is_two_sims() {
    fixture.bring(
        "sims.csv",
        SIMS
            + "1000,ICC0,770,KEY0,Zero,TC,100,edge,,\n"
            + "1002,ICC2,770,KEY0,Two,TC,100,other,,\n");

    assertThat(fixture.now(RegistryTable.SIMS)).hasSize(3);
  }

  @Test
  void a_members_file_states_all_members_of_the_groups_that_it_names() {
    fixture.bring("sim_group_members.csv", "group_id,sim_id\n5,1001\n");

    assertThat(fixture.now(RegistryTable.GROUP_MEMBERS))
        .containsExactly(member(5, 1001), member(6, 1001));
  }

  @Test
  void before_anything_is_booked_the_tree_may_change_and_an_accounts_users_move_with_it() {
    fixture.bring(
        "resellers.csv",
        "id,parent_id,name,currency\n2,1,Middle,RUB\n3,1,Small,USD\n",
        "accounts.csv",
        "id,reseller_id,name\n20,3,Twenty\n",
        "subscriptions.csv",
        "id,account_id,name\n100,20,Hundred\n");

    assertThat(fixture.now(RegistryTable.RESELLERS))
        .extracting(Reseller::parent)
        .containsExactly(null, new ResellerId(1), new ResellerId(1));
    assertThat(fixture.now(RegistryTable.MANAGERS))
        .extracting(Manager::reseller)
        .containsExactly(new ResellerId(1), new ResellerId(3));
    assertThat(fixture.now(RegistryTable.SUBSCRIPTIONS).getFirst().account())
        .isEqualTo(new AccountId(20));
  }

  @Test
  void what_is_booked_may_still_be_renamed() {
    fixture.book(new ResellerId(2), new AccountId(20), new SubscriptionId(200));

    fixture.bring(
        "resellers.csv",
        "id,parent_id,name,currency\n2,1,Other,KZT\n",
        "accounts.csv",
        "id,reseller_id,name\n20,2,Other\n",
        "subscriptions.csv",
        "id,account_id,name\n200,20,Other\n");

    assertThat(fixture.now(RegistryTable.RESELLERS).get(1).name()).isEqualTo("Other");
  }

  @Test
  void a_new_root_may_take_the_place_of_the_old_one() {
    fixture.bring("resellers.csv", "id,parent_id,name,currency\n1,9,Provider,EUR\n9,,Group,EUR\n");

    assertThat(fixture.now(RegistryTable.RESELLERS))
        .extracting(Reseller::parent)
        .containsExactly(new ResellerId(9), new ResellerId(1), new ResellerId(2), null);
  }

  @Test
  void a_parent_may_stand_on_a_later_line() {
    fixture.bring("resellers.csv", "id,parent_id,name,currency\n5,4,Low,EUR\n4,1,High,EUR\n");

    assertThat(fixture.now(RegistryTable.RESELLERS)).hasSize(5);
  }

  @Test
  void with_an_account_every_role_is_the_accounts_user() {
    fixture.bring(
        "managers.csv",
        """
        id,reseller_id,account_id,name,email,role,active
        9,1,10,N,,admin,false
        11,,10,N,,account_user,true
        """);

    assertThat(fixture.now(RegistryTable.MANAGERS))
        .filteredOn(manager -> manager.account() != null)
        .allMatch(manager -> manager.role() == Role.ACCOUNT_USER)
        .hasSize(3);
  }

  @Test
  void prices_and_rates_compare_by_value_and_not_by_spelling() {
    ImportReport report =
        fixture.bring(
            "prices.csv",
            """
            price_list_id,operator,profile,unit,increment_bytes,price
            31,edge,TC,MiB,1024,00.00400
            31,,,B,1,0.0
            31,,TC,GB,1,12345678901234567890.123456789012345678
            32,,,GB,1,1000
            """,
            "fx_rates.csv",
            "day,from,to,rate\n2026-01-01,EUR,KZT,540.250000\n");

    assertThat(report.files())
        .containsExactly(
            new FileResult("prices.csv", 2, 0, 0, 2, Set.of()),
            new FileResult("fx_rates.csv", 0, 0, 0, 1, Set.of()));
    assertThat(fixture.now(RegistryTable.PRICES))
        .extracting(row -> row.price().toPlainString())
        .containsExactly("0", "12345678901234567890.123456789012345678", "0.004", "1000");
  }

  @Test
  void a_list_may_move_to_a_date_that_another_leaves() {
    fixture.bring(
        "price_lists.csv",
        """
        id,seller,buyer,currency,effective_from
        32,reseller:1,resellers,EUR,2026-02-01
        40,reseller:1,resellers,EUR,2026-01-01
        """);

    assertThat(fixture.now(RegistryTable.PRICE_LISTS)).hasSize(4);
  }

  @Test
  void columns_come_in_any_order_and_values_as_rfc_4180_quotes_them() {
    Path directory = fixture.newDirectory();
    String text = "\uFEFFname,id,reseller_id\r\n\"Says \"\"hi\"\",\nloudly\",30,1\r\n\r\nПлюс,40,2";
    ImportFixture.write(directory, "accounts.csv", text.getBytes(StandardCharsets.UTF_8));

    fixture.bring(directory);

    assertThat(fixture.now(RegistryTable.ACCOUNTS))
        .contains(
            new Account(new AccountId(30), new ResellerId(1), "Says \"hi\",\nloudly"),
            new Account(new AccountId(40), new ResellerId(2), "Плюс"));
  }

  @Test
  void the_optional_columns_of_sims_may_be_left_out() {
    fixture.bring(
        "sims.csv",
        """
        id,iccid,original_number,operator_key,name,profile,subscription_id
        1000,ICC0,770,KEY0,Zero,TC,100
        """);

    assertThat(fixture.now(RegistryTable.SIM_SPANS)).contains(span(1000, null, null, 100, "TC"));
    assertThat(fixture.now(RegistryTable.SIMS).getFirst().operator()).isNull();
  }

  @Test
  void a_header_without_lines_changes_nothing() {
    assertThat(fixture.bring("accounts.csv", "id,reseller_id,name\n").files())
        .containsExactly(new FileResult("accounts.csv", 0, 0, 0, 0, Set.of()));
  }

  private static Registry.When ever() {
    return new Registry.When.Ever();
  }

  private static SimSpan span(long sim, String from, String to, long subscription, String profile) {
    return new SimSpan(
        new SimId(sim),
        new DaySpan(
            from == null ? null : LocalDate.parse(from), to == null ? null : LocalDate.parse(to)),
        new SubscriptionId(subscription),
        profile);
  }

  private static GroupMember member(long group, long sim) {
    return new GroupMember(new GroupId(group), new SimId(sim));
  }

  private static Price price(
      long list, String operator, String profile, DataUnit unit, long increment, String price) {
    return new Price(
        new PriceListId(list), operator, profile, unit, increment, new BigDecimal(price));
  }
}
