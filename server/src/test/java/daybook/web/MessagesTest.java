package daybook.web;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.model.Problem;
import daybook.model.Role;
import daybook.web.expenses.ExpenseProblems;
import daybook.web.usage.UsageProblems;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each problem in each form and language: what it must name, and nothing cut or left open. */
class MessagesTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final LocalDate DAY = LocalDate.parse("2022-02-03");

  private static final Map<Problem, List<String>> NAMED =
      Map.ofEntries(
          Map.entry(new Problem.Unauthenticated(), List.of("Authorization", "X-Api-Token")),
          Map.entry(new Problem.Forbidden(Role.VIEWER), List.of("viewer")),
          Map.entry(new Problem.MalformedBody("3:17"), List.of("JSON", "3:17")),
          Map.entry(new Problem.WrongType("page", "integer"), List.of("\"page\"", "integer")),
          Map.entry(new Problem.Missing("date_from"), List.of("\"date_from\"")),
          Map.entry(new Problem.Repeated("date_to"), List.of("\"date_to\"")),
          Map.entry(
              new Problem.NotADate("as_of", "31/02", "YYYY-MM-DD"),
              List.of("\"as_of\"", "\"31/02\"", "-")),
          Map.entry(new Problem.ReversedDates("a", "b"), List.of("\"a\"", "\"b\"")),
          Map.entry(
              new Problem.OutOfRange("size", "0", 1, 10_000),
              List.of("\"size\"", "\"0\"", "1", "10000")),
          Map.entry(
              new Problem.UnknownValue("basis", "x", Set.of("revenue", "expense")),
              List.of("\"basis\"", "\"x\"", "expense, revenue")),
          Map.entry(
              new Problem.UnknownParameter("as_off", Set.of("as_of", "sid")),
              List.of("\"as_off\"", "as_of, sid")),
          Map.entry(
              new Problem.MalformedItem("x_1"), List.of("\"x_1\"", "all", "s_<id>", "g_<id>")),
          Map.entry(new Problem.UnknownItem("s_9"), List.of("\"s_9\"", "\"select\"")),
          Map.entry(new Problem.UnknownReseller("12"), List.of("\"12\"")),
          Map.entry(new Problem.UnknownSubscription("13"), List.of("\"13\"")),
          Map.entry(new Problem.UnknownSession("14", DAY), List.of("\"14\"", "2022-02-03")),
          Map.entry(
              new Problem.AsOfBeforeOpening("as_of", DAY), List.of("\"as_of\"", "2022-02-03")),
          Map.entry(new Problem.AsOfInFuture("as_of", DAY), List.of("\"as_of\"", "2022-02-03")),
          Map.entry(new Problem.UnknownPath(), List.of(".")),
          Map.entry(new Problem.MethodNotAllowed("POST"), List.of("POST")),
          Map.entry(new Problem.NotAcceptable("a/b"), List.of("a/b", "Accept")),
          Map.entry(new Problem.UnsupportedMediaType("a/b"), List.of("a/b", "Content-Type")),
          Map.entry(new Problem.BodyTooLarge(1_048_576), List.of("1048576")),
          Map.entry(new Problem.TooManyRequests(20, Duration.ofSeconds(3)), List.of("20 ", " 3 ")),
          Map.entry(new Problem.Internal("5f-17"), List.of("5f-17")),
          Map.entry(new Problem.Unavailable(Duration.ofSeconds(90)), List.of(" 90 ")));

  static Set<Problem> problems() {
    return NAMED.keySet();
  }

  @Test
  void every_kind_of_problem_is_in_the_table() {
    assertThat(problems().stream().map(Object::getClass).distinct().toList())
        .containsExactlyInAnyOrder(Problem.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("problems")
  void an_english_message_names_what_is_wrong(Problem problem) {
    JsonNode envelope = usage(problem, "");
    assertThat(envelope.get("message").stringValue())
        .contains(NAMED.get(problem))
        .matches("(?s)\\P{IsCyrillic}*\\.");
    assertThat(envelope.get("code").intValue()).isEqualTo(problem.status());
    assertThat(envelope.get("result").isNull()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void a_russian_message_names_the_same(Problem problem) {
    assertThat(usage(problem, "lang=ru").get("message").stringValue())
        .contains(NAMED.get(problem))
        .matches("(?s).*\\p{IsCyrillic}.*\\.")
        .doesNotContain("YYYY");
  }

  @ParameterizedTest
  @MethodSource("problems")
  void a_json_api_error_carries_the_same_detail(Problem problem) {
    Answer answer = new ExpenseProblems().write(problem, request(""));
    JsonNode error = JSON.readTree(answer.body().utf8()).get("errors").get(0);
    assertThat(error.get("status").stringValue()).isEqualTo(Integer.toString(answer.status()));
    assertThat(error.get("detail").stringValue()).isEqualTo(EnglishMessages.of(problem));
    assertThat(error.get("title").stringValue()).isNotBlank();
    assertThat(answer.status()).isEqualTo(problem.status());
  }

  @Test
  void the_codes_of_json_api_errors_tell_the_kinds_apart() {
    assertThat(
            problems().stream()
                .map(problem -> new ExpenseProblems().write(problem, request("")).body().utf8())
                .map(text -> JSON.readTree(text).at("/errors/0/code").stringValue()))
        .doesNotHaveDuplicates()
        .allMatch(code -> code.matches("[a-z_]+"));
  }

  @Test
  void a_language_that_is_not_known_is_english() {
    Problem problem = new Problem.UnknownPath();
    assertThat(usage(problem, "lang=kk"))
        .isEqualTo(usage(problem, ""))
        .isEqualTo(usage(problem, "lang=%ff"));
    assertThat(usage(problem, "lang=ru")).isNotEqualTo(usage(problem, ""));
  }

  private static JsonNode usage(Problem problem, String query) {
    return JSON.readTree(new UsageProblems().write(problem, request(query)).body().utf8());
  }

  private static Request request(String query) {
    return new Request("POST", "/", Query.parse(query), Headers.NONE, Body.EMPTY);
  }
}
