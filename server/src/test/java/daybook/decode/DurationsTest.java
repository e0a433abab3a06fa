package daybook.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a record ends, where the operator reports a duration or nothing at all. */
class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 2026-08-01T00:00:00Z",
    "77, 2026-08-01T00:01:17Z",
    "86400, 2026-08-02T00:00:00Z",
    "1.5, 2026-08-01T00:00:01.5Z",
    "0.0000019, 2026-08-01T00:00:00.000001Z",
  })
  void a_duration_in_seconds_gives_the_end(String duration, Instant end) {
    Dialect dialect =
        Dialect.plain()
            .with(it -> {
              it.end = null;
              it.duration = "3";
            });

    assertThat(end(dialect, "8970,2026-08-01 00:00:00," + duration + ",1,2,a")).isEqualTo(end);
  }

  @Test
  void without_either_a_record_ends_as_it_starts() {
    Dialect dialect = Dialect.plain().with(it -> it.end = null);

    assertThat(end(dialect, "8970,2026-08-01 00:00:00,no time,1,2,a"))
        .isEqualTo("2026-08-01T00:00:00Z");
  }

  @Test
  void where_an_end_is_declared_the_duration_is_not_read() {
    Dialect dialect = Dialect.plain().with(it -> it.duration = "7");

    assertThat(end(dialect, "8970,2026-08-01 00:00:00,2026-08-01 00:00:09,1,2,a"))
        .isEqualTo("2026-08-01T00:00:09Z");
  }

  private static Instant end(Dialect dialect, String line) {
    return ((Decoded.Usable) dialect.decode(line).getFirst()).usage().end();
  }
}
