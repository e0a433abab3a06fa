package daybook.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way a line can be wrong, with the exact words it is refused with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenLinesTest {
  private static final String ID = "expected a whole number from 1 to 9223372036854775807, not ";
  private static final String NO_ID = "must not be empty: " + ID.substring(0, ID.indexOf(", not"));
  private static final String SIMS =
      "id,iccid,original_number,operator_key,name,profile,subscription_id,operator,from,to\n";

  private ImportFixture fixture;

  @BeforeAll
  void bringWorld(@TempDir Path root) {
    fixture = new ImportFixture(root);
    fixture.bringWorld();
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  /**
   * @param text of the file; {@code |} stands for a line break
   */
  record Case(String file, String text, List<String> complaints) {
    @Override
    public String toString() {
      return file + " " + text;
    }
  }

  private static Case refused(String file, String text, String... complaints) {
    return new Case(file, text.replace('|', '\n'), List.of(complaints));
  }

  @ParameterizedTest
  @MethodSource({
    "form",
    "resellers",
    "accounts",
    "subscriptions",
    "sims",
    "groups",
    "managers",
    "priceLists",
    "prices",
    "rates"
  })
  void a_broken_line_is_refused_by_line_column_and_reason(Case broken) {
    long version = fixture.registry().version();

    InventoryException refusal = fixture.refused(broken.file(), broken.text());

    assertThat(refusal.badLines())
        .extracting(BadLine::toString)
        .containsExactlyElementsOf(
            broken.complaints().stream().map(said -> broken.file() + ":" + said).toList());
    assertThat(fixture.registry().version()).isEqualTo(version);
  }

  static List<Case> form() {
    String accounts = "accounts.csv";
    return List.of(
        refused(accounts, "", "1: the header line is missing: id,reseller_id,name"),
        refused(accounts, "||", "1: the header line is missing: id,reseller_id,name"),
        refused(
            accounts,
            "id,resellerid,name|1,1,x",
            "1: resellerid: is no column of this file; did you mean reseller_id?",
            "1: reseller_id: the header lacks this column"),
        refused(
            accounts,
            "id,reseller_id,name,colour|1,1,x,red",
            "1: colour: is no column of this file; it has id, reseller_id, name"),
        refused(
            accounts,
            "ID,reseller_id,name|1,1,x",
            "1: ID: is no column of this file; did you mean id?",
            "1: id: the header lacks this column"),
        refused(accounts, "id,name|1,x", "1: reseller_id: the header lacks this column"),
        refused(
            accounts,
            "|id,reseller_id,name,id|1,1,x,1",
            "2: id: the header names this column twice"),
        refused(
            accounts,
            "id,reseller_id,name|1,1|2,1,x,y|3,1,ok",
            "2: has 2 values where the header names 3 columns",
            "3: has 4 values where the header names 3 columns"),
        refused(
            accounts,
            "id,reseller_id,name|11,1,\"two|lines\"||12,0,\"x\"",
            "5: reseller_id: " + ID + "\"0\""),
        refused(
            accounts,
            "id,reseller_id,name|11,x,a|12,1,\"never closed|13,1,b",
            "2: reseller_id: " + ID + "\"x\"",
            "3: its quotes do not match: a quoted value starts and ends with \", and a \" within it"
                + " is doubled; from here on nothing was read"),
        refused(
            accounts,
            "id,reseller_id,name|11,1,\"a\"b|12,1,c",
            "2: its quotes do not match: a quoted value starts and ends with \", and a \" within it"
                + " is doubled; from here on nothing was read"),
        refused(
            accounts,
            "id,reseller_id,name|11,1,5\" screen",
            "2: \"5\" screen\" has a quote but is not quoted: put it in quotes and double those"
                + " within"),
        refused(
            accounts,
            "id,reseller_id,name|11,1,a\u0000b",
            "2: name: \"a\uFFFDb\" holds a control character"));
  }

  static List<Case> resellers() {
    String file = "resellers.csv";
    String header = "id,parent_id,name,currency|";
    return List.of(
        refused(
            file,
            header + "x,1,A,EUR|0,1,A,EUR|-4,1,A,EUR|9223372036854775808,1,A,EUR|,1,A,EUR",
            "2: id: " + ID + "\"x\"",
            "3: id: " + ID + "\"0\"",
            "4: id: " + ID + "\"-4\"",
            "5: id: " + ID + "\"9223372036854775808\"",
            "6: id: " + NO_ID),
        refused(
            file,
            header + "4,one,A,eur",
            "2: parent_id: " + ID + "\"one\"",
            "2: currency: expected three capital letters, as EUR, not \"eur\""),
        refused(file, header + "4,77,A,EUR", "2: parent_id: there is no reseller 77"),
        // The parent stands in the file, if on a broken line: that is one fault and not two.
        refused(
            file,
            header + "77,1,A,EURO|4,77,A,EUR",
            "2: currency: expected three capital letters, as EUR, not \"EURO\""),
        refused(file, header + "4,1,A,EUR|4,1,B,EUR", "3: id: reseller 4 stands on line 2 already"),
        refused(
            file,
            header + "4,,A,EUR",
            "2: parent_id: reseller 4 has no parent, but the root is reseller 1 already; name its"
                + " parent"),
        refused(file, header + "4,4,A,EUR", "2: parent_id: the parents form a cycle: 4 → 4"),
        refused(
            file,
            header + "4,1,A,EUR|5,6,A,EUR|6,7,A,EUR|7,5,A,EUR|8,7,A,EUR",
            "3: parent_id: the parents form a cycle: 5 → 6 → 7 → 5"),
        // Reseller 3 is in the registry, under 2.
        refused(
            file, header + "2,3,Middle,KZT", "2: parent_id: the parents form a cycle: 2 → 3 → 2"));
  }

  static List<Case> accounts() {
    String file = "accounts.csv";
    String header = "id,reseller_id,name|";
    return List.of(
        refused(file, header + "11,9,x", "2: reseller_id: there is no reseller 9"),
        refused(
            file,
            header + "1.5,9,x",
            "2: id: " + ID + "\"1.5\"",
            "2: reseller_id: there is no reseller 9"),
        refused(
            file, header + "11,1,x|12,1,y|11,1,x", "4: id: account 11 stands on line 2 already"));
  }

  static List<Case> subscriptions() {
    String file = "subscriptions.csv";
    String header = "id,account_id,name|";
    return List.of(
        refused(file, header + "101,11,x", "2: account_id: there is no account 11"),
        refused(file, header + "101,,x", "2: account_id: " + NO_ID),
        refused(
            file,
            header + "101,10,x|101,20,y",
            "3: id: subscription 101 stands on line 2 already"));
  }

  static List<Case> sims() {
    String file = "sims.csv";
    return List.of(
        refused(
            file,
            SIMS + "2000,,770,,N,,100,,,",
            "2: iccid: must not be empty",
            "2: operator_key: must not be empty",
            "2: profile: must not be empty"),
        refused(
            file,
            SIMS + "2000,ICC2 ,7\t0, KEY2,N,TC,100,edge ,,",
            "2: iccid: \"ICC2 \" starts or ends with a blank; remove it",
            "2: original_number: \"7\uFFFD0\" holds a control character or a line break",
            "2: operator_key: \" KEY2\" starts or ends with a blank; remove it",
            "2: operator: \"edge \" starts or ends with a blank; remove it"),
        refused(
            file,
            SIMS + "2000,ICC2,,KEY2,N,TC,300,,,",
            "2: subscription_id: there is no subscription 300"),
        refused(
            file,
            SIMS + "2000,ICC2,,KEY2,N,TC,100,,2026-02-30,01.03.2026",
            "2: from: \"2026-02-30\" is no day of the calendar",
            "2: to: expected a date as YYYY-MM-DD, not \"01.03.2026\""),
        refused(
            file,
            SIMS + "2000,ICC2,,KEY2,N,TC,100,,2026-03-02,2026-03-01",
            "2: from: the span starts on 2026-03-02, after its end 2026-03-01"),
        refused(
            file,
            SIMS
                + "2000,ICC2,770,KEY2,N,TC,100,edge,,2026-01-31"
                + "|2000,ICC3,771,KEY3,M,TC,100,,2026-02-01,",
            "3: iccid: SIM 2000 has \"ICC3\" here and \"ICC2\" on line 2; all lines of a SIM say "
                + "the"
                + " same",
            "3: original_number: SIM 2000 has \"771\" here and \"770\" on line 2; all lines of a "
                + "SIM"
                + " say the same",
            "3: operator_key: SIM 2000 has \"KEY3\" here and \"KEY2\" on line 2; all lines of a SIM"
                + " say the same",
            "3: operator: SIM 2000 has \"\" here and \"edge\" on line 2; all lines of a SIM say the"
                + " same",
            "3: name: SIM 2000 has \"M\" here and \"N\" on line 2; all lines of a SIM say the "
                + "same"),
        refused(
            file,
            SIMS + "2000,ICC2,,KEY2,N,TC,100,,2026-02-01,|2000,ICC2,,KEY2,N,TC,100,,,2026-02-01",
            "3: from: this span of SIM 2000 overlaps the one on line 2"),
        refused(
            file,
            SIMS + "2000,ICC2,,KEY2,N,TC,100,,,|2000,ICC2,,KEY2,N,TC,100,,,",
            "3: from: this span of SIM 2000 overlaps the one on line 2"),
        refused(
            file, SIMS + "2000,ICC0,,KEY2,N,TC,100,,,", "2: iccid: \"ICC0\" is SIM 1000's already"),
        refused(
            file,
            SIMS + "2000,ICC2,,KEY2,N,TC,100,,,|2001,ICC2,,KEY3,N,TC,100,,,",
            "3: iccid: \"ICC2\" is SIM 2000's already"),
        refused(
            file,
            SIMS + "2000,ICC2,,KEY0,N,TC,100,edge,,",
            "2: operator_key: \"KEY0\" of operator \"edge\" is SIM 1000's already"),
        refused(
            file,
            SIMS + "2000,ICC2,,KEY0,N,TC,100,,,",
            "2: operator_key: \"KEY0\" is SIM 1000's already, and SIM 2000 has it under any "
                + "operator;"
                + " name the operator of both"),
        refused(
            file,
            SIMS + "2000,ICC2,,KEY1,N,TC,100,edge,,",
            "2: operator_key: \"KEY1\" is SIM 1001's already, and SIM 1001 has it under any "
                + "operator;"
                + " name the operator of both"));
  }

  static List<Case> groups() {
    return List.of(
        refused(
            "sim_groups.csv",
            "id,reseller_id,name|4,9,x|3,1,x|3,1,x",
            "2: reseller_id: there is no reseller 9",
            "4: id: group 3 stands on line 3 already"),
        refused(
            "sim_group_members.csv",
            "group_id,sim_id|5,1000|9,9|5,1000",
            "3: group_id: there is no group 9",
            "3: sim_id: there is no SIM 9",
            "4: sim_id: SIM 1000 in group 5 stands on line 2 already"));
  }

  static List<Case> managers() {
    String file = "managers.csv";
    String header = "id,reseller_id,account_id,name,email,role,active|";
    String roles = "expected one of admin, finance, operations, viewer, account_user, not ";
    return List.of(
        refused(
            file,
            header + "9,,,N,,admin,true|9,9,,N,,admin,true",
            "2: reseller_id: " + NO_ID,
            "3: reseller_id: there is no reseller 9"),
        refused(
            file,
            header + "9,1,11,N,,,true|9,1,20,N,,,true|9,1,x,N,,,true",
            "2: account_id: there is no account 11",
            "3: reseller_id: account 20 is reseller 2's, not 1's; leave this empty or name that "
                + "one",
            "4: account_id: " + ID + "\"x\""),
        refused(
            file,
            header
                + "9,1,,N,,,true|9,1,,N,,Admin,true|9,1,,N,,account_user,true|9,,10,N,,boss,true",
            "2: role: " + roles + "\"\"",
            "3: role: " + roles + "\"Admin\"",
            "4: role: an account_user needs an account_id",
            "5: role: " + roles + "\"boss\""),
        refused(
            file,
            header + "9,1,,N,,admin,yes|9,1,,N,,admin,|9,1,,N,,admin,TRUE",
            "2: active: expected true or false, not \"yes\"",
            "3: active: must not be empty: expected true or false",
            "4: active: expected true or false, not \"TRUE\""),
        refused(
            file,
            header + "9,1,,N,,admin,true|9,2,,N,,admin,true",
            "3: id: manager 9 stands on line 2 already"));
  }

  static List<Case> priceLists() {
    String file = "price_lists.csv";
    String header = "id,seller,buyer,currency,effective_from|";
    return List.of(
        refused(
            file,
            header
                + "34,seller,buyer,EU,2026|35,,,EUR,2026-01-01"
                + "|36,reseller:0,operator:x,EUR,2026-01-01",
            "2: seller: expected operator:<name> or reseller:<id>, not \"seller\"",
            "2: buyer: expected reseller:<id>, account:<id>, resellers or accounts, not \"buyer\"",
            "2: currency: expected three capital letters, as EUR, not \"EU\"",
            "2: effective_from: expected a date as YYYY-MM-DD, not \"2026\"",
            "3: seller: must not be empty",
            "3: buyer: must not be empty",
            "4: seller: expected operator:<name> or reseller:<id>, not \"reseller:0\"",
            "4: buyer: expected reseller:<id>, account:<id>, resellers or accounts, not"
                + " \"operator:x\""),
        refused(
            file,
            header
                + "34,account:10,resellers,EUR,2026-01-01|35,reseller:9,accounts,EUR,2026-01-01"
                + "|36,operator: x,reseller:1,EUR,2026-01-01",
            "2: seller: account 10 sells nothing; an account is a buyer",
            "3: seller: there is no reseller 9",
            "4: seller: the operator's name starts with a blank; remove it"),
        refused(
            file,
            header
                + "34,operator:x,resellers,EUR,2026-01-01|35,operator:x,accounts,EUR,2026-01-01"
                + "|36,operator:x,reseller:2,EUR,2026-01-01"
                + "|37,operator:x,account:10,EUR,2026-01-01",
            "2: buyer: an operator names its buyer: reseller:1",
            "3: buyer: an operator names its buyer: reseller:1",
            "4: buyer: an operator sells to the root: reseller:1",
            "5: buyer: an operator sells to the root: reseller:1"),
        refused(
            file,
            header
                + "34,reseller:1,reseller:3,EUR,2026-01-01|35,reseller:1,reseller:9,EUR,2026-01-01"
                + "|36,reseller:1,account:20,EUR,2026-01-01|37,reseller:1,account:9,EUR,2026-01-01"
                + "|38,reseller:2,reseller:2,EUR,2026-01-01",
            "2: buyer: reseller 3 is no child of reseller 1",
            "3: buyer: there is no reseller 9",
            "4: buyer: account 20 is none of reseller 1's",
            "5: buyer: there is no account 9",
            "6: buyer: reseller 2 is no child of reseller 2"),
        refused(
            file,
            header + "34,reseller:2,accounts,KZT,2026-01-01|34,reseller:2,accounts,KZT,2026-01-02",
            "3: id: price list 34 stands on line 2 already"),
        refused(
            file,
            header + "34,reseller:2,accounts,KZT,2026-01-01|35,reseller:2,accounts,EUR,2026-01-01",
            "3: effective_from: price lists 34 and 35 have the same seller, buyer and date; one of"
                + " them must differ"),
        refused(
            file,
            header + "34,reseller:1,resellers,USD,2026-01-01",
            "2: effective_from: price lists 32 and 34 have the same seller, buyer and date; one of"
                + " them must differ"));
  }

  static List<Case> prices() {
    String file = "prices.csv";
    String header = "price_list_id,operator,profile,unit,increment_bytes,price|";
    String units = "expected one of B, kB, KiB, MB, MiB, GB, GiB, not ";
    return List.of(
        refused(
            file,
            header + "39,,,MB,1,1|x,,,MB,1,1",
            "2: price_list_id: there is no price list 39",
            "3: price_list_id: " + ID + "\"x\""),
        refused(
            file,
            header + "31,,,KB,1,1|31,,,mb,1,1|31,,,Gb,1,1|31,,,b,1,1|31,,,TB,1,1|31,,,,1,1",
            "2: unit: " + units + "\"KB\"; kB is 1000 bytes, KiB is 1024 bytes",
            "3: unit: " + units + "\"mb\"; MB is 1000000 bytes, MiB is 1048576 bytes",
            "4: unit: " + units + "\"Gb\"; GB is 1000000000 bytes, GiB is 1073741824 bytes",
            "5: unit: " + units + "\"b\"; B is 1 bytes",
            "6: unit: " + units + "\"TB\"",
            "7: unit: " + units + "\"\""),
        refused(
            file,
            header + "31,,,MB,0,1|31,,,MB,-1,1|31,,,MB,,1",
            "2: increment_bytes: " + ID + "\"0\"",
            "3: increment_bytes: " + ID + "\"-1\"",
            "4: increment_bytes: " + NO_ID),
        refused(
            file,
            header
                + "31,,,MB,1,-0.01|31,,,MB,1,1e3|31,,,MB,1,\"1,5\"|31,,,MB,1,.5|31,,,MB,1,"
                + "|31,,,MB,1,123456789012345678901|31,,,MB,1,0.1234567890123456789",
            "2: price: must not be negative",
            "3: price: expected a number in plain digits with a point, as 0.0085, not \"1e3\"",
            "4: price: expected a number in plain digits with a point, as 0.0085, not \"1,5\"",
            "5: price: expected a number in plain digits with a point, as 0.0085, not \".5\"",
            "6: price: must not be empty: expected a number in plain digits with a point, as "
                + "0.0085",
            "7: price: \"123456789012345678901\" has more than 20 digits before or 18 after the"
                + " point",
            "8: price: \"0.1234567890123456789\" has more than 20 digits before or 18 after the"
                + " point"),
        refused(
            file,
            header + "31,,TC,MB,1,1|31,edge,,MB,1,1|31,,TC,GB,1,2",
            "4: price_list_id: price list 31 with operator any and profile TC stands on line 2"
                + " already"));
  }

  static List<Case> rates() {
    String file = "fx_rates.csv";
    String header = "day,from,to,rate|";
    return List.of(
        refused(
            file,
            header + "2026-13-01,EUR,eur,0|2026-01-01,EUR,USD,-1|2026-01-01,EUR,EUR,1",
            "2: day: \"2026-13-01\" is no day of the calendar",
            "2: to: expected three capital letters, as EUR, not \"eur\"",
            "2: rate: must be more than 0",
            "3: rate: must be more than 0",
            "4: to: is the same currency as from; such a rate is never asked for"),
        refused(
            file,
            header + "2026-01-01,EUR,USD,1.1|2026-01-01,USD,EUR,0.9|2026-01-01,EUR,USD,1.1",
            "4: day: the rate of 2026-01-01 from EUR to USD stands on line 2 already"));
  }
}
