package daybook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the OpenAPI documents promise, held against the golden examples. */
class OpenApiTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNode USAGE = document("report-day.json");
  private static final JsonNode EXPENSES = document("reseller-analytics.json");
  private static final JsonNode EXPLAIN = document("explain.json");
  private static final List<JsonNode> DOCUMENTS =
      List.of(USAGE, EXPENSES, document("completeness.json"), EXPLAIN);

  /** One golden example: what was asked and what was answered. */
  private record Example(
      String method, String path, String requestBody, String head, JsonNode body) {
    static Example of(String name) {
      String[] request = Golden.requestText(name).split("\n\n", 2);
      String[] line = request[0].lines().findFirst().orElseThrow().split("[ ?]", 3);
      String[] answer = Golden.answerText(name).split("\n\n", 2);
      return new Example(
          line[0],
          line[1],
          request.length > 1 ? request[1] : "",
          answer[0],
          JSON.readTree(answer[1]));
    }

    String status() {
      return head.substring(9, 12);
    }

    JsonNode document() {
      return DOCUMENTS.stream().filter(this::describes).findFirst().orElseThrow();
    }

    private boolean describes(JsonNode document) {
      return document.get("paths").propertyNames().stream()
          .anyMatch(path -> PathTemplate.of(path).matches(this.path));
    }

    JsonNode response() {
      JsonNode operation =
          document().get("paths").properties().stream()
              .filter(described -> PathTemplate.of(described.getKey()).matches(path))
              .map(described -> described.getValue().get(method.toLowerCase(Locale.ROOT)))
              .findFirst()
              .orElseThrow();
      JsonNode response = operation.get("responses").get(status());
      assertThat(response).as(status()).isNotNull();
      JsonNode reference = response.get("$ref");
      return reference == null ? response : document().at(reference.stringValue().substring(1));
    }
  }

  /** Of the addresses that are described, and with a body. */
  static List<String> examples() {
    return Golden.names("").stream()
        .filter(name ->
            Golden.requestText(name).matches("(?s)(POST /api/report/day|GET /api/v3/|GET /v1/).*"))
        .filter(name -> !Golden.answerText(name).endsWith("\n\n"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void an_answer_is_as_its_schema_says(String name) {
    Example example = Example.of(name);
    JsonNode content = example.response().get("content").iterator().next();
    String schema = content.at("/schema/$ref").stringValue().substring(1);
    assertThat(SchemaCheck.errors(example.document(), schema, example.body())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void an_answers_status_and_headers_are_documented(String name) {
    Example example = Example.of(name);
    JsonNode response = example.response();
    if (example.status().equals("200")) {
      List<String> sent =
          example
              .head()
              .lines()
              .skip(1)
              .map(line -> line.substring(0, line.indexOf(':')))
              .filter(header -> !header.equals("Content-Type"))
              .toList();
      assertThat(response.get("headers").propertyNames()).containsAll(sent);
      String type = response.get("content").propertyNames().iterator().next();
      assertThat(example.head()).contains("Content-Type: " + type);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"report-day.json", "reseller-analytics.json", "completeness.json", "explain.json"})
  void a_client_that_may_ask_again_is_told_where_it_reads_when(String name) {
    JsonNode unavailable = document(name).at("/components/responses/Unavailable");
    assertThat(unavailable.at("/headers/Retry-After/schema/type").stringValue())
        .isEqualTo("integer");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void a_request_that_is_answered_is_as_its_schema_says(String name) {
    Example example = Example.of(name);
    if (example.document().equals(USAGE)
        && example.status().equals("200")
        && !example.requestBody().isEmpty()) {
      JsonNode body = JSON.readTree(example.requestBody());
      assertThat(SchemaCheck.errors(USAGE, "/components/schemas/Request", body)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Page    | {"code":200,"message":"OK","result":{}}
          Page    | {"code":200,"message":"OK","result":{"items":[{}]}}
          Page    | {"code":"200","message":"OK","result":{"items":[]}}
          Page    | {"code":200,"message":"OK","result":{"items":[]},"more":1}
          Problem | {"code":400,"message":"","result":null}
          Problem | {"code":400,"message":"x","result":{}}
          Problem | {"code":200,"message":"x","result":null}
          Request | {"select":["x_1"]}
          Request | {"page":"1"}
          Request | {"size":10001}
          Request | {"filter":{"start":"2024-06-01"}}
          """)
  void the_check_finds_what_is_wrong(String schema, String body) {
    JsonNode value = JSON.readTree(body);
    assertThat(SchemaCheck.errors(USAGE, "/components/schemas/" + schema, value)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"report-day.json", "reseller-analytics.json", "completeness.json", "explain.json"})
  void every_reference_leads_somewhere(String name) {
    JsonNode document = document(name);
    assertThat(document.get("openapi").stringValue()).isEqualTo("3.1.0");
    assertThat(document.findValuesAsString("$ref"))
        .isNotEmpty()
        .allSatisfy(reference ->
            assertThat(document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
  }

  @Test
  void the_documented_parameters_are_those_that_are_known() {
    JsonNode parameters = EXPENSES.at("/paths").iterator().next().at("/get/parameters");
    assertThat(parameters.valueStream().map(parameter -> parameter.get("name").stringValue()))
        .containsExactly(
            "reseller_id", "date_from", "date_to", "include", "basis", "as_of", "If-None-Match");
    for (Map.Entry<String, JsonNode> path : EXPENSES.get("paths").properties()) {
      assertThat(PathTemplate.of(path.getKey()).matches("/api/v3/resellers/1/reseller_analytics"))
          .isTrue();
    }
  }

  static List<String> describedPaths() {
    return DOCUMENTS.stream()
        .flatMap(document -> document.get("paths").propertyStream())
        .map(Map.Entry::getKey)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("describedPaths")
  void a_described_address_is_one_of_the_server_and_wants_a_token(String path) {
    String method = path.equals("/api/report/day") ? "POST" : "GET";
    assertThat(ask(method, path.replace("{reseller_id}", "1"), "", Headers.NONE).status())
        .isEqualTo(401);
  }

  static List<String> strictPaths() {
    return List.copyOf(EXPLAIN.get("paths").propertyNames());
  }

  @ParameterizedTest
  @MethodSource("strictPaths")
  void the_documented_parameters_of_an_explanation_are_those_that_are_known(String path) {
    Headers token = Headers.NONE.with("X-Api-Token", FixedAnswers.TOKEN);
    String known =
        EXPLAIN
            .get("paths")
            .get(path)
            .at("/get/parameters")
            .valueStream()
            .filter(parameter -> parameter.get("in").stringValue().equals("query"))
            .map(parameter -> parameter.get("name").stringValue())
            .filter(name -> !name.equals("lang"))
            .sorted()
            .collect(Collectors.joining(", "));
    assertThat(ask("GET", path, "unknown=1", token).body().utf8())
        .contains("Known: " + known + ".");
  }

  private static Answer ask(String method, String path, String query, Headers headers) {
    return FixedServer.site(new FixedAnswers(), List.of())
        .answer(new Request(method, path, Query.parse(query), headers, Body.EMPTY));
  }

  private static JsonNode document(String name) {
    Request request =
        new Request("GET", "/openapi/" + name, Query.parse(""), Headers.NONE, Body.EMPTY);
    return JSON.readTree(Document.openApi(name).answer(request).body().utf8());
  }
}
