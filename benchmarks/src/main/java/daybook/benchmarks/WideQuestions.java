package daybook.benchmarks;

import daybook.benchmarks.Load.Check;
import daybook.benchmarks.Load.Question;
import daybook.benchmarks.world.WideWorld;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What clients ask of a wide book, each question by its number and each another one.
 *
 * @param grows whether sessions are being taken in, so that there may be more than at first
 */
record WideQuestions(WideWorld world, URI address, String token, boolean grows) {
  private static final int PAGE_SIZE = 50;
  private static final int CARDS = 20;
  private static final String ROW = "{\"sid\":";

  /** The first page of some SIMs that were hardly ever asked for together. */
  Question selection(long number) {
    List<Long> cards =
        new Random(number).longs(1, world.cards() + 1).distinct().limit(CARDS).boxed().toList();
    String select =
        cards.stream().map(card -> "\"s_" + card + "\"").collect(Collectors.joining(","));
    return new Question(
        usage("{\"select\":[%s],\"size\":%d}".formatted(select, PAGE_SIZE)),
        check(cards.stream().mapToLong(world::sessionDays).sum(), PAGE_SIZE));
  }

  /** One page after the other of everything, and again. */
  Question page(long number) {
    long pages = Math.ceilDiv(world.sessionDays(), PAGE_SIZE);
    long page = number % pages;
    long rows = Math.min(PAGE_SIZE, world.sessionDays() - page * PAGE_SIZE);
    return new Question(
        usage("{\"page\":%d,\"size\":%d}".formatted(page, PAGE_SIZE)),
        check(world.sessionDays(), rows));
  }

  /** A reseller's expenses for some days. */
  Question expenses(long number) {
    String query =
        "date_from=%s&date_to=%s"
            .formatted(
                WideWorld.FIRST_DAY.plusDays(number % WideWorld.DAYS),
                WideWorld.LAST_DAY.plusDays(1));
    HttpRequest request =
        HttpRequest.newBuilder(
                address.resolve(
                    "/api/v3/resellers/" + WideWorld.leaf() + "/reseller_analytics?" + query))
            .header("X-Api-Token", token)
            .build();
    return new Question(
        request,
        answer -> {
          if (!answer.body().startsWith("{\"expenses\":[{\"total\":")) {
            throw new WrongAnswer(query + ": " + answer.body());
          }
        });
  }

  private HttpRequest usage(String body) {
    return HttpRequest.newBuilder(address.resolve("/api/report/day"))
        .header("Authorization", "Bearer " + token)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private Check check(long total, long rows) {
    return answer -> {
      long told = answer.headers().firstValueAsLong("X-Total-Count").orElse(-1);
      long shown =
          LongStream.iterate(
                      0,
                      from -> from >= 0,
                      from -> {
                        int at = answer.body().indexOf(ROW, (int) from);
                        return at < 0 ? -1 : at + ROW.length();
                      })
                  .count()
              - 1;
      if (grows ? told < total || shown < rows : told != total || shown != rows) {
        throw new WrongAnswer(
            "%d rows of %d are told instead of %d of %d".formatted(shown, told, rows, total));
      }
    };
  }
}
