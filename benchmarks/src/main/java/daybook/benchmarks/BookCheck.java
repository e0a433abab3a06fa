package daybook.benchmarks;

import daybook.benchmarks.world.Expected;
import daybook.benchmarks.world.Expected.Basis;
import daybook.benchmarks.world.Expected.Line;
import daybook.benchmarks.world.World;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares a loaded book, as its APIs and its tables tell it, with what the world's generator says:
 * every total of every reseller to the last digit.
 */
final class BookCheck {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Expected expected;

  BookCheck(World world) {
    this.expected = world.expected();
  }

  void check(Place place, Running running) throws Exception {
    String token = running.adminToken(World.PROVIDER);
    try (HttpClient client = HttpClient.newHttpClient()) {
      checkRows(client, running.usage(token, "{\"size\":1}"));
      for (long reseller : World.resellers()) {
        for (Basis basis : Basis.values()) {
          checkTotals(client, running, token, reseller, basis);
        }
      }
    }
    checkBytes(place);
  }

  private void checkRows(HttpClient client, HttpRequest request) throws Exception {
    HttpResponse<String> answer = Running.send(client, request);
    WrongAnswer.unlessEqual(
        "session days",
        Long.toString(expected.sessionDays()),
        answer.headers().firstValue("X-Total-Count").orElse("none"));
    requireRated(answer);
  }

  private static void requireRated(HttpResponse<String> answer) {
    WrongAnswer.unlessEqual(
        "unrated session days", "0", answer.headers().firstValue("Daybook-Unrated").orElse("none"));
  }

  private void checkTotals(
      HttpClient client, Running running, String token, long reseller, Basis basis)
      throws Exception {
    String options =
        switch (basis) {
          case EXPENSE -> "&include=downstream";
          case REVENUE -> "&basis=revenue";
        };
    HttpResponse<String> answer =
        Running.send(client, running.expenses(token, reseller, wholeBook() + options));
    requireRated(answer);
    Map<String, BigDecimal> told = new TreeMap<>();
    for (JsonNode row : JSON.readTree(answer.body()).get("expenses")) {
      Line line =
          new Line(
              basis,
              reseller,
              row.get("subscription_id").asLong(),
              YearMonth.parse(row.get("period").asString()));
      told.put(line.toString(), new BigDecimal(row.get("total").asString()).stripTrailingZeros());
    }
    WrongAnswer.unlessEqual(
        "%s of reseller %d".formatted(basis, reseller),
        totals(line -> line.basis() == basis && line.reseller() == reseller),
        told);
  }

  private Map<String, BigDecimal> totals(Predicate<Line> which) {
    return expected.totals().entrySet().stream()
        .filter(total -> which.test(total.getKey()))
        .collect(
            Collectors.toMap(
                total -> total.getKey().toString(),
                total -> total.getValue().stripTrailingZeros(),
                BigDecimal::add,
                TreeMap::new));
  }

  /**
   * The query that asks for everything that is booked: files are booked on the day after theirs.
   */
  static String wholeBook() {
    return "date_from=" + World.FIRST_DAY + "&date_to=" + World.LAST_DAY.plusDays(1);
  }

  private void checkBytes(Place place) throws SQLException {
    try (Connection connection = place.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT sum(bytes_up) + sum(bytes_down) FROM cell_row")) {
      row.next();
      WrongAnswer.unlessEqual(
          "bytes", BigDecimal.valueOf(expected.bytes()), new BigDecimal(row.getString(1)));
    }
  }
}
