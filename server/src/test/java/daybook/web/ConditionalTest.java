package daybook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client that keeps answers sees, over real HTTP. */
class ConditionalTest {
  private static final String USAGE = "POST /api/report/day";
  private static final String EXPENSES =
      "GET /api/v3/resellers/1/reseller_analytics?date_from=2023-09-01&date_to=2023-09-20";

  private static final String ENTRIES =
      "GET /v1/explain/expenses?reseller=1&subscription=3008386&period=2023-06"
          + "&date_from=2023-09-01&date_to=2023-09-20";
  private static final String PARTS =
      "GET /v1/explain/session-days?reseller=1&subscription=3008386&usage_day=2023-06-30";
  private static final String SESSION = "GET /v1/explain/session?sid=90001&day=2024-06-25";

  private FixedServer server;

  @BeforeEach
  void start() throws IOException {
    server = FixedServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {USAGE, EXPENSES, ENTRIES, PARTS})
  void an_answer_that_is_held_already_is_not_made_again(String line) throws IOException {
    RawHttp.Reply first = send(line, "");
    String tag = first.header("ETag").orElseThrow();
    assertThat(server.answers().reports).hasValue(1);
    for (String held : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
      RawHttp.Reply again = send(line, "", "If-None-Match: " + held);
      assertThat(again.head().getFirst()).isEqualTo("HTTP/1.1 304 Not Modified");
      assertThat(again.text()).isEmpty();
      for (String same : List.of("ETag", "Cache-Control", "Vary")) {
        assertThat(again.header(same)).isEqualTo(first.header(same)).isPresent();
      }
      assertThat(again.header("X-Total-Count")).isEmpty();
      assertThat(again.header("Content-Type")).isEmpty();
    }
    assertThat(server.answers().reports).hasValue(1);
    assertThat(send(line, "", "If-None-Match: \"other\"").status()).isEqualTo(200);
    assertThat(server.answers().reports).hasValue(2);
  }

  @Test
  void what_may_not_be_asked_is_refused_though_a_star_is_held() throws IOException {
    assertThat(send(USAGE, "{\"select\":[\"s_4\"]}", "If-None-Match: *").status()).isEqualTo(404);
    assertThat(send(USAGE, "{\"page\":-1}", "If-None-Match: *").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                         | {"page":0,"size":50,"select":null}
          {"select":["all"]}         | {"select":["s_17","all"]}
          {"select":[]}              | {"select":["all","all"]}
          {"select":["g_3","s_17"]}  | {"select":["s_17","g_3","s_17"]}
          {"filter":{"start":"25-06-2024"}} | {"x":1,"filter":{"end":null,"start":"25-06-2024"}}
          """)
  void requests_that_mean_the_same_have_one_tag(String one, String other) throws IOException {
    assertThat(tag(USAGE, one)).isEqualTo(tag(USAGE, other));
  }

  @Test
  void requests_that_mean_something_else_have_tags_of_their_own() throws IOException {
    List<String> tags = new ArrayList<>();
    tags.add(tag(USAGE, ""));
    tags.add(tag(USAGE + "?lang=ru", ""));
    tags.add(tag(USAGE, "{\"page\":1}"));
    tags.add(tag(USAGE, "{\"size\":51}"));
    tags.add(tag(USAGE, "{\"select\":[\"s_17\"]}"));
    tags.add(tag(USAGE, "{\"filter\":{\"start\":\"25-06-2024\"}}"));
    tags.add(tag(USAGE, "{\"filter\":{\"end\":\"25-06-2024\"}}"));
    tags.add(send(USAGE, "", "Daybook-As-Of: 2024-06-25").header("ETag").orElseThrow());
    tags.add(tag(EXPENSES, ""));
    tags.add(tag(EXPENSES + "&include=downstream", ""));
    tags.add(tag(EXPENSES + "&basis=revenue", ""));
    tags.add(tag(EXPENSES + "&as_of=2024-06-25", ""));
    tags.add(tag(EXPENSES.replace("09-20", "09-21"), ""));
    assertThat(tags).doesNotHaveDuplicates();
  }

  @Test
  void explanations_that_mean_something_else_have_tags_of_their_own() throws IOException {
    List<String> tags = new ArrayList<>();
    for (String line : List.of(ENTRIES, PARTS)) {
      tags.add(tag(line, ""));
      tags.add(tag(line + "&basis=revenue", ""));
      tags.add(tag(line + "&as_of=2024-06-25", ""));
      tags.add(tag(line + "&page=1", ""));
      tags.add(tag(line + "&size=51", ""));
    }
    tags.add(tag(PARTS + "&kind=charge", ""));
    tags.add(tag(PARTS + "&price_version=31", ""));
    tags.add(tag(SESSION, ""));
    tags.add(tag(SESSION.replace("06-25", "06-26"), ""));
    assertThat(tags).doesNotHaveDuplicates();
    assertThat(send(SESSION, "", "If-None-Match: " + tag(SESSION, "")).status()).isEqualTo(304);
  }

  @Test
  void a_default_that_is_spelled_out_changes_nothing() throws IOException {
    assertThat(tag(EXPENSES + "&basis=expense&x=1", "")).isEqualTo(tag(EXPENSES, ""));
  }

  private String tag(String line, String body) throws IOException {
    return send(line, body).header("ETag").orElseThrow();
  }

  private RawHttp.Reply send(String line, String body, String... headers) throws IOException {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("X-Api-Token: " + FixedAnswers.TOKEN);
    return RawHttp.send(server.uri(), line, all, body);
  }
}
