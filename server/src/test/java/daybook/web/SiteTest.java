package daybook.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import daybook.model.Problem;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SiteTest {
  private final Site site = FixedServer.site(new FixedAnswers(), List.of());
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("daybook.web");
  private final Level usual = logger.getLevel();

  @BeforeEach
  void listen() {
    logger.setLevel(Level.INFO);
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
    logger.setLevel(usual);
  }

  @Test
  void a_request_is_one_line_of_the_log() {
    Answer answer =
        site.answer(request("POST", "/api/report/day", "X-Api-Token", FixedAnswers.TOKEN));
    String id = answer.headers().first("X-Request-Id").orElseThrow();
    assertThat(lines())
        .singleElement()
        .asString()
        .matches(
            "method=POST path=/api/report/day status=200 bytes=%d micros=\\d+ manager=7 request=%s"
                .formatted(answer.body().length().getAsInt(), id));
  }

  @Test
  void who_was_not_recognised_is_a_dash() {
    site.answer(request("POST", "/api/report/day", "X-Api-Token", "wrong"));
    assertThat(lines())
        .singleElement()
        .asString()
        .contains(" status=401 ")
        .contains(" manager=- ")
        .doesNotContain("wrong");
  }

  @Test
  void who_was_recognised_and_refused_is_named() {
    site.answer(request("GET", "/api/v3/resellers/1/reseller_analytics", "X-Api-Token", "viewer"));
    assertThat(lines()).singleElement().asString().contains(" status=403 ").contains("manager=10 ");
  }

  @Test
  void no_path_can_forge_a_line_or_a_field() {
    site.answer(request("GET", "/a\nb status=200 " + "x".repeat(500), "A", "b"));
    assertThat(lines())
        .singleElement()
        .asString()
        .contains(" path=/a?b?status=200?xxx")
        .contains("xxx... status=404 ")
        .hasSizeLessThan(350);
  }

  @Test
  void a_failure_is_logged_under_the_number_that_the_client_is_told() {
    Answer answer = site.answer(selecting("s_500"));
    String id = answer.headers().first("X-Request-Id").orElseThrow();
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body().utf8()).contains(id).doesNotContain("fixture");
    assertThat(lines()).hasSize(2);
    assertThat(lines().getFirst()).isEqualTo("request=" + id + " failed");
    assertThat(log.list.getFirst().getThrowableProxy().getMessage())
        .isEqualTo("the fixture breaks");
    assertThat(lines().getLast()).contains(" status=500 ").contains("manager=7 ").endsWith(id);
  }

  @Test
  void a_failure_that_passes_is_one_line_of_the_log_and_tells_the_client_nothing_of_the_store() {
    Answer answer = site.answer(selecting("s_503"));
    String id = answer.headers().first("X-Request-Id").orElseThrow();
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers().all("Retry-After")).containsExactly("5");
    assertThat(answer.body().utf8())
        .startsWith("{\"code\":503,")
        .doesNotContain("store", "example", "5432", "efused");
    assertThat(log.list.getFirst().getLevel()).isEqualTo(Level.WARN);
    assertThat(log.list.getFirst().getThrowableProxy()).isNull();
    assertThat(lines()).hasSize(2);
    assertThat(lines().getFirst())
        .isEqualTo(
            "request=%s unavailable: the store cannot be reached: Connection to db.example:5432"
                    .formatted(id)
                + " refused. Is it up?: Connection refused");
    assertThat(lines().getLast()).contains(" status=503 ").contains("manager=7 ").endsWith(id);
  }

  @Test
  void a_store_that_is_away_when_a_token_is_looked_up_is_a_failure_that_passes_too() {
    Answer answer = site.answer(request("POST", "/api/report/day", "X-Api-Token", "away"));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(lines().getFirst()).contains(" unavailable: the store cannot be reached");
    assertThat(lines().getLast()).contains(" status=503 ").contains("manager=- ");
  }

  @Test
  void what_was_not_read_to_its_end_is_refused_in_its_apis_form_and_logged() {
    Problem problem = new Problem.BodyTooLarge(10);
    assertThat(site.refuse(request("POST", "/api/v3/x", "A", "b"), problem).body().utf8())
        .startsWith("{\"errors\":");
    assertThat(site.refuse(request("POST", "/x", "A", "b"), problem).body().utf8())
        .startsWith("{\"code\":413,");
    assertThat(lines()).hasSize(2).allMatch(line -> line.contains(" status=413 "));
  }

  @Test
  void every_answer_has_a_date_and_a_number_of_its_own() {
    Answer one = site.answer(request("GET", "/health", "A", "b"));
    Answer other = site.answer(request("GET", "/nothing", "A", "b"));
    assertThat(one.headers().all("Date")).containsExactly("Mon, 23 Nov 2026 08:00:00 GMT");
    assertThat(one.headers().all("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(one.headers().all("X-Request-Id"))
        .hasSize(1)
        .isNotEqualTo(other.headers().all("X-Request-Id"));
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static Request selecting(String item) {
    return new Request(
        "POST",
        "/api/report/day",
        Query.parse(""),
        Headers.NONE.with("X-Api-Token", "admin"),
        Body.ofUtf8("{\"select\":[\"%s\"]}".formatted(item)));
  }

  private static Request request(String method, String path, String header, String value) {
    Headers headers = Headers.NONE.with(header, value);
    return new Request(method, path, Query.parse("secret=1"), headers, Body.EMPTY);
  }
}
