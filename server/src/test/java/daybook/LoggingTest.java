package daybook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;

final class LoggingTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          DEBUG, daybook.web.Site,     debug info warn error
          INFO,  daybook.web.Site,     info warn error
          INFO,  io.vertx.core.Vertx,  warn error
          DEBUG, io.netty.util.Slices, warn error
          WARN,  io.netty.util.Slices, warn error
          ERROR, io.netty.util.Slices, error
          ERROR, daybook.web.Site,     error
          OFF,   daybook.web.Site,     ''
          OFF,   io.netty.util.Slices, ''
          """)
  void what_is_logged_from_a_level_on(String level, String logger, String logged) {
    StringBuilder words = new StringBuilder();
    for (String line : lines(level, logger)) {
      words.append(line, line.lastIndexOf(' '), line.length());
    }
    assertThat(words.toString().strip()).isEqualTo(logged);
  }

  @Test
  void an_event_is_one_line_with_its_moment_in_utc() {
    assertThat(lines("INFO", "daybook.web.Site"))
        .anySatisfy(line ->
            assertThat(line)
                .matches(
                    "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z WARN  Site not warn"));
  }

  private static String[] lines(String level, String logger) {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, UTF_8));
    try {
      Logging logging = new Logging(level);
      logging.initialize();
      Logger log = logging.getLoggerFactory().getLogger(logger);
      log.debug("debug");
      log.info("info");
      log.warn("not {}", "warn");
      log.error("error");
    } finally {
      System.setErr(before);
    }
    String text = err.toString(UTF_8);
    return text.isEmpty() ? new String[0] : text.split("\n");
  }
}
