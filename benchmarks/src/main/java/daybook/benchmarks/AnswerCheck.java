package daybook.benchmarks;

import daybook.benchmarks.world.World;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares an answer of the program with the rows of the hand-written query, field by field. */
final class AnswerCheck {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final World world;

  AnswerCheck(World world) {
    this.world = world;
  }

  void check(Question question, String answer, List<List<String>> rows) {
    JsonNode told = JSON.readTree(answer);
    List<List<Object>> fields =
        switch (question) {
          case Question.Usage _ -> list(told.get("result").get("items"), AnswerCheck::usage);
          case Question.Expenses _ -> list(told.get("expenses"), AnswerCheck::expense);
        };
    List<List<Object>> wanted =
        switch (question) {
          case Question.Usage _ -> rows.stream().map(this::usageOf).toList();
          case Question.Expenses _ -> rows.stream().map(AnswerCheck::expenseOf).toList();
        };
    if (wanted.isEmpty()) {
      throw new WrongAnswer(question.name() + ": there are no rows to compare");
    }
    WrongAnswer.unlessEqual(question.name(), wanted, fields);
  }

  private interface Reading {
    List<Object> of(JsonNode row);
  }

  private static List<List<Object>> list(JsonNode rows, Reading reading) {
    return StreamSupport.stream(rows.spliterator(), false).map(reading::of).toList();
  }

  private static List<Object> usage(JsonNode row) {
    JsonNode cost = row.get("session_cost");
    Instant day = Instant.ofEpochSecond(row.get("day").asLong());
    return List.of(
        row.get("sid").asString(),
        day.atOffset(ZoneOffset.UTC).toLocalDate().toString(),
        row.get("value").asString(),
        row.get("id").asString(),
        row.get("original_number").asString(),
        row.get("iccid").asString(),
        row.get("name").asString(),
        cost.isNull() ? Optional.empty() : Optional.of(cost.decimalValue().stripTrailingZeros()));
  }

  private List<Object> usageOf(List<String> row) {
    Optional<BigDecimal> cost =
        world.sessionCost(
            Long.parseLong(row.get(3)), LocalDate.parse(row.get(1)), Long.parseLong(row.get(2)));
    return List.of(
        row.get(0),
        row.get(1),
        row.get(2),
        row.get(3),
        row.get(4),
        row.get(5),
        row.get(6),
        cost.map(BigDecimal::stripTrailingZeros));
  }

  private static List<Object> expense(JsonNode row) {
    return List.of(
        new BigDecimal(row.get("total").asString()).stripTrailingZeros(),
        row.get("period").asString(),
        row.get("account_id").asString(),
        row.get("subscription_id").asString());
  }

  private static List<Object> expenseOf(List<String> row) {
    return List.of(
        new BigDecimal(row.get(0)).stripTrailingZeros(), row.get(1), row.get(2), row.get(3));
  }
}
