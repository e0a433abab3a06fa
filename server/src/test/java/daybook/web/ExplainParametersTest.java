package daybook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What explanations are asked with, read strictly: one line per mistake, and what it is told. */
class ExplainParametersTest {
  private static final String ENTRIES =
      "expenses?reseller=1&subscription=3008386&period=2023-06&date_from=2023-09-01&date_to=2023-09-20";
  private static final String PARTS =
      "session-days?reseller=1&subscription=3008386&usage_day=2023-06-30";
  private static final String SESSION = "session?sid=90001&day=2024-06-25";

  private static FixedServer server;

  @BeforeAll
  static void start() throws IOException {
    server = FixedServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Leaves a parameter out, gives it another value, or adds it. */
  private static String changed(String query, String change) {
    String name = change.replaceFirst("=.*", "").replace("-", "");
    String[] parts = query.split("\\?", 2);
    List<String> others =
        List.of(parts[1].split("&", -1)).stream().filter(p -> !p.startsWith(name + "=")).toList();
    String rest = String.join("&", others);
    return parts[0] + "?" + (change.startsWith("-") ? rest : rest + "&" + change);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          E | -reseller                  | 400 | reseller
          E | -subscription              | 400 | subscription
          E | -period                    | 400 | period
          E | -date_from                 | 400 | date_from
          E | -date_to                   | 400 | date_to
          E | reseller=one               | 400 | reseller
          E | reseller=-1                | 400 | reseller
          E | reseller=0                 | 404 | 0
          E | reseller=2                 | 404 | 2
          E | reseller=99999999999999999999 | 404 | 99999999999999999999
          E | subscription=%ff           | 400 | subscription
          E | subscription=0             | 404 | 0
          E | subscription=17            | 404 | 17
          E | period=2023-13             | 400 | period
          E | period=2023-6              | 400 | period
          E | period=2023-06-01          | 400 | period
          E | date_from=01-09-2023       | 400 | date_from
          E | date_from=2023-09-31       | 400 | date_from
          E | date_from=2023-09-21       | 400 | date_from
          E | basis=profit               | 400 | basis
          E | as_of=2022-12-31           | 400 | as_of
          E | as_of=2030-01-01           | 400 | as_of
          E | page=-1                    | 400 | page
          E | page=1.0                   | 400 | page
          E | page=99999999999999999999  | 400 | page
          E | size=0                     | 400 | size
          E | size=10001                 | 400 | size
          E | size=1&size=1              | 400 | size
          E | periode=2023-06            | 400 | periode
          E | include=downstream         | 400 | include
          E | usage_day=2023-06-30       | 400 | usage_day
          P | -usage_day                 | 400 | usage_day
          P | usage_day=2023-06-31       | 400 | usage_day
          P | period=2023-06             | 400 | period
          P | date_from=x                | 400 | date_from
          P | date_from=2023-07-02&date_to=2023-07-01 | 400 | date_from
          P | batch=one                  | 400 | batch
          P | kind=CHARGE                | 400 | kind
          P | price_version=             | 400 | price_version
          P | rate_version=-1            | 400 | rate_version
          P | revenue_rate_version=9223372036854775808 | 400 | revenue_rate_version
          P | size=10001                 | 400 | size
          S | -sid                       | 400 | sid
          S | -day                       | 400 | day
          S | sid=s1                     | 400 | sid
          S | sid=0                      | 404 | 0
          S | sid=99999999999999999999   | 404 | 99999999999999999999
          S | day=25-06-2024             | 400 | day
          S | day=1719273600             | 400 | day
          S | as_of=yesterday            | 400 | as_of
          S | page=0                     | 400 | page
          """)
  void a_mistake_is_named(String which, String change, int status, String named)
      throws IOException {
    String query =
        switch (which) {
          case "E" -> ENTRIES;
          case "P" -> PARTS;
          default -> SESSION;
        };
    RawHttp.Reply reply = ask(changed(query, change), FixedAnswers.TOKEN);
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.text()).contains("\\\"" + named + "\\\"");
  }

  @ParameterizedTest
  @CsvSource({"finance,200,200", "operations,403,200", "viewer,403,200", "account,403,200"})
  void a_role_is_asked_for_before_anything_else(String token, int expenses, int session)
      throws IOException {
    assertThat(ask(ENTRIES, token).status()).isEqualTo(expenses);
    assertThat(ask(PARTS, token).status()).isEqualTo(expenses);
    assertThat(ask(SESSION, token).status()).isEqualTo(session);
    assertThat(ask("expenses", token).status()).isEqualTo(expenses == 200 ? 400 : 403);
    assertThat(ask("session-days", token).status()).isEqualTo(expenses == 200 ? 400 : 403);
    assertThat(ask(ENTRIES, "nobody").status()).isEqualTo(401);
    assertThat(ask(SESSION, "nobody").status()).isEqualTo(401);
  }

  private static RawHttp.Reply ask(String query, String token) throws IOException {
    return RawHttp.send(
        server.uri(), "GET /v1/explain/" + query, List.of("X-Api-Token: " + token), "");
  }
}
