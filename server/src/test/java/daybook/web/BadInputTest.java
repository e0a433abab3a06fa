package daybook.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients should not send, over real HTTP, each with its exact answer. */
class BadInputTest {
  private static final String TOKEN = "X-Api-Token: " + FixedAnswers.TOKEN;
  private static final String EXPENSES = "GET /api/v3/resellers/1/reseller_analytics";
  private static final String MONTH = "?date_from=2023-09-01&date_to=2023-09-30";

  private static FixedServer server;

  @BeforeAll
  static void start() throws IOException {
    server = FixedServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"filter":{"start":"31-02-2024"}} | 400 | "filter.start" is "31-02-2024", which is not a calendar date written as DD-MM-YYYY.
          {"filter":{"end":"2024-06-01"}}   | 400 | "filter.end" is "2024-06-01", which is not a calendar date written as DD-MM-YYYY.
          {"filter":{"end":""}}             | 400 | "filter.end" is "", which is not a calendar date written as DD-MM-YYYY.
          {"filter":{"start":"02-06-2024","end":"01-06-2024"}} | 400 | "filter.start" lies after "filter.end". Exchange the two.
          {"filter":{"start":20240601}}     | 400 | "filter.start" has the wrong type. Send it as: string.
          {"filter":"01-06-2024"}           | 400 | "filter" has the wrong type. Send it as: object.
          {"filter":[]}                     | 400 | "filter" has the wrong type. Send it as: object.
          {"select":"all"}                  | 400 | "select" has the wrong type. Send it as: array.
          {"select":{}}                     | 400 | "select" has the wrong type. Send it as: array.
          {"select":["all",17]}             | 400 | "select[1]" has the wrong type. Send it as: string.
          {"select":[null]}                 | 400 | "select[0]" has the wrong type. Send it as: string.
          {"select":[["all"]]}              | 400 | "select[0]" has the wrong type. Send it as: string.
          {"select":["x_1"]}                | 400 | "select" holds "x_1". Its items are all, s_<id> or g_<id>.
          {"select":["s_"]}                 | 400 | "select" holds "s_". Its items are all, s_<id> or g_<id>.
          {"select":["s_-1"]}               | 400 | "select" holds "s_-1". Its items are all, s_<id> or g_<id>.
          {"select":["S_1"]}                | 400 | "select" holds "S_1". Its items are all, s_<id> or g_<id>.
          {"select":["ALL"]}                | 400 | "select" holds "ALL". Its items are all, s_<id> or g_<id>.
          {"select":["s_١"]}                | 400 | "select" holds "s_١". Its items are all, s_<id> or g_<id>.
          {"select":[""]}                   | 400 | "select" holds "". Its items are all, s_<id> or g_<id>.
          {"select":["s_99999999999999999999"]} | 404 | "select" names "s_99999999999999999999", which does not exist or is not available to you.
          {"select":["all","s_4"]}          | 404 | "select" names "s_4", which does not exist or is not available to you.
          {"select":["g_4"]}                | 404 | "select" names "g_4", which does not exist or is not available to you.
          {"select":["s_4"],"page":-1}      | 400 | "page" is "-1". It must be from 0 to 9223372036854775807.
          {"page":-1}                       | 400 | "page" is "-1". It must be from 0 to 9223372036854775807.
          {"page":9223372036854775808}      | 400 | "page" is "9223372036854775808". It must be from 0 to 9223372036854775807.
          {"page":"1"}                      | 400 | "page" has the wrong type. Send it as: integer.
          {"page":1.5}                      | 400 | "page" has the wrong type. Send it as: integer.
          {"page":1.0}                      | 400 | "page" has the wrong type. Send it as: integer.
          {"page":1e2}                      | 400 | "page" has the wrong type. Send it as: integer.
          {"page":true}                     | 400 | "page" has the wrong type. Send it as: integer.
          {"page":[1]}                      | 400 | "page" has the wrong type. Send it as: integer.
          {"size":0}                        | 400 | "size" is "0". It must be from 1 to 10000.
          {"size":10001}                    | 400 | "size" is "10001". It must be from 1 to 10000.
          {"size":-9223372036854775809}     | 400 | "size" is "-9223372036854775809". It must be from 1 to 10000.
          {"size":"50"}                     | 400 | "size" has the wrong type. Send it as: integer.
          {"page":0,"page":0}               | 400 | "page" is given several times. Give it once.
          {"filter":{},"filter":{}}         | 400 | "filter" is given several times. Give it once.
          {"filter":{"start":null,"start":null}} | 400 | "filter.start" is given several times. Give it once.
          not JSON                          | 400 | The body is not a JSON object (see 1:5, line:column). Send an object, or no body at all.
          []                                | 400 | The body is not a JSON object (see 1:2, line:column). Send an object, or no body at all.
          null                              | 400 | The body is not a JSON object (see 1:5, line:column). Send an object, or no body at all.
          {"page":0                         | 400 | The body is not a JSON object (see 1:10, line:column). Send an object, or no body at all.
          {"page":0}{}                      | 400 | The body is not a JSON object (see 1:12, line:column). Send an object, or no body at all.
          {"page":0} x                      | 400 | The body is not a JSON object (see 1:13, line:column). Send an object, or no body at all.
          {"page":01}                       | 400 | The body is not a JSON object (see 1:10, line:column). Send an object, or no body at all.
          {'page':0}                        | 400 | The body is not a JSON object (see 1:3, line:column). Send an object, or no body at all.
          {"page":0,}                       | 400 | The body is not a JSON object (see 1:12, line:column). Send an object, or no body at all.
          """)
  void a_bad_body_is_refused_in_words(String body, int status, String message) throws IOException {
    RawHttp.Reply reply = post("/api/report/day", List.of(TOKEN), body.getBytes(UTF_8));
    assertThat(reply.text()).isEqualTo(envelope(status, message));
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).contains("application/json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``
          `   `
          {}
          {"filter":null,"select":null,"page":null,"size":null}
          {"filter":{"start":null,"end":null},"select":[],"page":-0}
          {"filter":{"START":1,"x":[{"start":"no"}]},"Page":"x","fields":{"page":[-1,{"size":"x"}],"y":1e999}}
          {"unknown":1,"unknown":123456789012345678901234567890.5e-99999}
          {"select":["s_17","s_17","g_3","all"],"size":10000,"page":9223372036854775807}
          """)
  void what_is_missing_or_unknown_does_not_matter(String body) throws IOException {
    RawHttp.Reply reply = post("/api/report/day", List.of(TOKEN), body.getBytes(UTF_8));
    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void a_body_may_say_it_is_anything() throws IOException {
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "nonsense")) {
      RawHttp.Reply reply =
          post("/api/report/day", List.of(TOKEN, "Content-Type: " + type), "{}".getBytes(UTF_8));
      assertThat(reply.status()).as(type).isEqualTo(200);
    }
  }

  @Test
  void nesting_without_end_is_no_object() throws IOException {
    for (String body :
        List.of(
            "{\"x\":" + "[".repeat(100_000),
            "{\"x\":" + "{\"x\":".repeat(30_000),
            "{\"select\":[" + "[".repeat(100_000),
            "[".repeat(100_000))) {
      RawHttp.Reply reply = post("/api/report/day", List.of(TOKEN), body.getBytes(UTF_8));
      assertThat(reply.status()).isEqualTo(400);
    }
  }

  @Test
  void bytes_that_are_no_utf_8_are_no_json() throws IOException {
    byte[] body = "{\"select\":[\"s_\u00ff\"]}".getBytes(ISO_8859_1);
    RawHttp.Reply reply = post("/api/report/day", List.of(TOKEN), body);
    assertThat(reply.text())
        .isEqualTo(
            envelope(
                400,
                "The body is not a JSON object (see 1:16, line:column). Send an object, or no body"
                    + " at all."));
  }

  @Test
  void a_long_value_is_shortened_in_the_message() throws IOException {
    String item = "x".repeat(100_000);
    RawHttp.Reply reply =
        post(
            "/api/report/day", List.of(TOKEN), ("{\"select\":[\"" + item + "\"]}").getBytes(UTF_8));
    assertThat(reply.text())
        .isEqualTo(
            envelope(
                400,
                "\"select\" holds \""
                    + "x".repeat(40)
                    + "…\". Its items are all, s_<id> or g_<id>."));
  }

  @Test
  void a_number_of_many_digits_is_out_of_range_at_once() throws IOException {
    String digits = "9".repeat(190_000);
    RawHttp.Reply reply =
        post("/api/report/day", List.of(TOKEN), ("{\"size\":" + digits + "}").getBytes(UTF_8));
    assertThat(reply.text())
        .isEqualTo(
            envelope(400, "\"size\" is \"" + "9".repeat(40) + "…\". It must be from 1 to 10000."));
  }

  @Test
  void ten_megabytes_are_too_large_and_the_client_learns_it() throws IOException {
    RawHttp.Reply reply = post("/api/report/day?lang=ru", List.of(TOKEN), new byte[10_000_000]);
    assertThat(reply.text())
        .isEqualTo(
            envelope(
                413, "Размер тела запроса превышает допустимый (200000 Б). Сократите запрос."));
    assertThat(reply.status()).isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Daybook-As-Of: 30-06-2024 | "Daybook-As-Of" is "30-06-2024", which is not a calendar date written as YYYY-MM-DD.
          Daybook-As-Of:            | "Daybook-As-Of" is "", which is not a calendar date written as YYYY-MM-DD.
          Daybook-As-Of: 2022-12-31 | "Daybook-As-Of" is 2022-12-31, but the book was not open on that day. Ask as of a later day, or leave it out.
          Daybook-As-Of: 2026-11-24 | "Daybook-As-Of" is 2026-11-24, which is still to come. Ask as of an earlier day, or leave it out.
          """)
  void a_bad_header_is_refused_by_name(String header, String message) throws IOException {
    RawHttp.Reply reply = post("/api/report/day", List.of(TOKEN, header), new byte[0]);
    assertThat(reply.text()).isEqualTo(envelope(400, message));
  }

  @Test
  void a_header_given_twice_is_refused() throws IOException {
    RawHttp.Reply reply =
        post(
            "/api/report/day",
            List.of(TOKEN, "Daybook-As-Of: 2024-01-01", "daybook-as-of: 2024-01-01"),
            new byte[0]);
    assertThat(reply.text())
        .isEqualTo(envelope(400, "\"Daybook-As-Of\" is given several times. Give it once."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ?date_to=2023-09-30                                        | missing_parameter  | date_from | "date_from" is missing. It is required.
          ?date_from=2023-09-01                                      | missing_parameter  | date_to   | "date_to" is missing. It is required.
          ?date_from=01-09-2023&date_to=2023-09-30                   | invalid_date       | date_from | "date_from" is "01-09-2023", which is not a calendar date written as YYYY-MM-DD.
          ?date_from=2023-09-01&date_to=2023-09-31                   | invalid_date       | date_to   | "date_to" is "2023-09-31", which is not a calendar date written as YYYY-MM-DD.
          ?date_from=&date_to=2023-09-30                             | invalid_date       | date_from | "date_from" is "", which is not a calendar date written as YYYY-MM-DD.
          ?date_from=2023-09-30&date_to=2023-09-01                   | reversed_dates     | date_from | "date_from" lies after "date_to". Exchange the two.
          ?date_from=2023-09-01&date_from=2023-09-01&date_to=2023-09-30 | repeated_parameter | date_from | "date_from" is given several times. Give it once.
          ?date_from=%zz&date_to=2023-09-30                          | malformed_value    | date_from | "date_from" has the wrong type. Send it as: percent-encoded UTF-8.
          ?date_from=2023-09-01&date_to=%ff                          | malformed_value    | date_to   | "date_to" has the wrong type. Send it as: percent-encoded UTF-8.
          ?date_from=2023-09-01&date_to=2023-09-30&include=all       | unknown_value      | include   | "include" is "all", which is not known. Known: downstream.
          ?date_from=2023-09-01&date_to=2023-09-30&include=          | unknown_value      | include   | "include" is "", which is not known. Known: downstream.
          ?date_from=2023-09-01&date_to=2023-09-30&basis=Revenue     | unknown_value      | basis     | "basis" is "Revenue", which is not known. Known: expense, revenue.
          ?date_from=2023-09-01&date_to=2023-09-30&basis=expense&basis=revenue | repeated_parameter | basis | "basis" is given several times. Give it once.
          ?date_from=2023-09-01&date_to=2023-09-30&as_of=today       | invalid_date       | as_of     | "as_of" is "today", which is not a calendar date written as YYYY-MM-DD.
          ?date_from=2023-09-01&date_to=2023-09-30&as_of=2022-12-31  | as_of_before_opening | as_of   | "as_of" is 2022-12-31, but the book was not open on that day. Ask as of a later day, or leave it out.
          ?date_from=2023-09-01&date_to=2023-09-30&as_of=2026-11-24  | as_of_in_future    | as_of     | "as_of" is 2026-11-24, which is still to come. Ask as of an earlier day, or leave it out.
          """)
  void a_bad_parameter_is_refused_by_name(
      String query, String code, String parameter, String detail) throws IOException {
    RawHttp.Reply reply = RawHttp.send(server.uri(), EXPENSES + query, List.of(TOKEN), "");
    assertThat(reply.text()).contains("\"code\":\"" + code + "\"");
    assertThat(reply.text()).contains("\"detail\":" + quoted(detail));
    assertThat(reply.text()).endsWith("\"source\":{\"parameter\":\"" + parameter + "\"}}]}");
    assertThat(reply.text()).startsWith("{\"errors\":[{\"status\":\"400\",");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.header("Content-Type")).contains("application/vnd.api+json");
  }

  @ParameterizedTest
  @CsvSource({"2", "0", "007x", "-1", "+1", "1.0", "99999999999999999999", "abc", "%31%2F", "%zz"})
  void a_reseller_that_is_not_there_is_not_found_whatever_its_name(String id) throws IOException {
    RawHttp.Reply reply =
        RawHttp.send(
            server.uri(),
            "GET /api/v3/resellers/" + id + "/reseller_analytics" + MONTH,
            List.of(TOKEN),
            "");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.text()).contains("\"code\":\"unknown_reseller\"");
  }

  @Test
  void a_blank_header_is_as_good_as_none() throws IOException {
    List<String> headers = List.of(TOKEN, "Accept: ", "Content-Type: ", "Authorization: ");
    RawHttp.Reply reply = RawHttp.send(server.uri(), EXPENSES + MONTH, headers, "");
    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void unknown_parameters_do_not_matter() throws IOException {
    RawHttp.Reply reply =
        RawHttp.send(
            server.uri(), EXPENSES + MONTH + "&x=1&x=2&%zz=1&&page=-1", List.of(TOKEN), "");
    assertThat(reply.status()).isEqualTo(200);
  }

  /**
   * A request that is wrong in everything is told the first thing, and so on, until it is right.
   */
  static Stream<List<String>> expensesFromWrongToRight() {
    return Stream.of(
        List.of("405", "POST /api/v3/resellers/2/reseller_analytics"),
        List.of("401", "GET /api/v3/resellers/2/reseller_analytics"),
        List.of("406", "GET /api/v3/resellers/2/reseller_analytics", "X-Api-Token: viewer"),
        List.of(
            "415",
            "GET /api/v3/resellers/2/reseller_analytics",
            "X-Api-Token: viewer",
            "Accept: */*"),
        List.of(
            "403",
            "GET /api/v3/resellers/2/reseller_analytics",
            "X-Api-Token: viewer",
            "Accept: */*",
            "Content-Type: application/json; charset=utf-8"),
        List.of(
            "400",
            "GET /api/v3/resellers/2/reseller_analytics",
            "X-Api-Token: finance",
            "Accept: */*",
            "Content-Type: application/json"),
        List.of(
            "404",
            "GET /api/v3/resellers/2/reseller_analytics" + MONTH,
            "X-Api-Token: finance",
            "Accept: */*",
            "Content-Type: application/json"),
        List.of(
            "200",
            "GET /api/v3/resellers/1/reseller_analytics" + MONTH,
            "X-Api-Token: finance",
            "Accept: */*",
            "Content-Type: application/json"));
  }

  @ParameterizedTest
  @MethodSource("expensesFromWrongToRight")
  void the_checks_come_in_the_documented_order(List<String> request) throws IOException {
    List<String> headers = new ArrayList<>(request.subList(2, request.size()));
    if (headers.stream().noneMatch(line -> line.startsWith("Accept"))) {
      headers.add("Accept: text/html");
    }
    if (headers.stream().noneMatch(line -> line.startsWith("Content-Type"))) {
      headers.add("Content-Type: text/plain");
    }
    RawHttp.Reply reply = RawHttp.send(server.uri(), request.get(1), headers, "");
    assertThat(reply.status()).isEqualTo(Integer.parseInt(request.getFirst()));
  }

  @ParameterizedTest
  @CsvSource({"operations", "viewer", "account"})
  void roles_that_may_not_read_expenses_are_told_so(String role) throws IOException {
    List<String> headers = List.of("X-Api-Token: " + role);
    RawHttp.Reply reply = RawHttp.send(server.uri(), EXPENSES + MONTH, headers, "");
    assertThat(reply.status()).isEqualTo(403);
    assertThat(post("/api/report/day", headers, new byte[0]).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET /api/report/day, 405, POST",
    "HEAD /api/report/day, 405, POST",
    "OPTIONS /api/report/day, 405, POST",
    "post /api/report/day, 405, POST",
    "POST /api/v3/resellers/1/reseller_analytics, 405, GET",
    "HEAD /api/v3/resellers/1/reseller_analytics, 405, GET",
    "DELETE /health, 405, GET",
    "PUT /openapi/report-day.json, 405, GET",
    "GET /, 404,",
    "GET /api, 404,",
    "POST /api/report/day/, 404,",
    "POST /api/report/%64a%79x, 404,",
    "POST /api/report/%zz, 404,",
    "GET /openapi/../health, 404,",
    "GET /api/v3/resellers, 404,",
    "GET /api/v3/resellers//reseller_analytics, 404,",
    "OPTIONS *, 404,",
    "CONNECT example.com:80, 404,"
  })
  void unknown_addresses_and_methods_are_refused(String line, int status, String allowed)
      throws IOException {
    RawHttp.Reply reply = RawHttp.send(server.uri(), line, List.of(TOKEN), "");
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Allow").orElse(null)).isEqualTo(allowed);
    if (line.startsWith("HEAD")) {
      assertThat(reply.text()).isEmpty();
    } else if (line.contains("/api/v3/")) {
      assertThat(reply.text()).startsWith("{\"errors\":[{\"status\":\"" + status);
    } else {
      assertThat(reply.text()).startsWith("{\"code\":" + status).endsWith(",\"result\":null}");
    }
  }

  @ParameterizedTest
  @CsvSource({"X-Api-Token: wrong", "Authorization: Bearer wrong", "Authorization: Basic YTpi"})
  void a_token_that_is_not_in_force_is_refused(String header) throws IOException {
    for (String line : List.of("POST /api/report/day", EXPENSES + MONTH)) {
      RawHttp.Reply reply = RawHttp.send(server.uri(), line, List.of(header), "");
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.header("WWW-Authenticate")).contains("Bearer");
    }
  }

  @Test
  void two_tokens_that_differ_are_refused_even_if_both_are_in_force() throws IOException {
    List<String> both = List.of(TOKEN, "Authorization: Bearer viewer");
    assertThat(post("/api/report/day", both, new byte[0]).status()).isEqualTo(401);
  }

  @Test
  void our_own_failure_tells_its_number_and_nothing_else() throws IOException {
    RawHttp.Reply reply =
        post("/api/report/day", List.of(TOKEN), "{\"select\":[\"s_500\"]}".getBytes(UTF_8));
    String id = reply.header("X-Request-Id").orElseThrow();
    assertThat(reply.text())
        .isEqualTo(
            envelope(
                500,
                "Something went wrong on our side. Please report it with this number: "
                    + id
                    + "."));
  }

  private static RawHttp.Reply post(String path, List<String> headers, byte[] body)
      throws IOException {
    return RawHttp.send(server.uri(), "POST " + path, headers, body);
  }

  private static String envelope(int status, String message) {
    return "{\"code\":" + status + ",\"message\":" + quoted(message) + ",\"result\":null}";
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\\\"") + "\"";
  }
}
