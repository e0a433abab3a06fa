package daybook.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateTest {
  private static final PathTemplate EXACT = PathTemplate.of("/api/report/day");
  private static final PathTemplate ONE = PathTemplate.of("/a/{id}/b");

  @ParameterizedTest
  @CsvSource({
    "/api/report/day, true",
    "/api/report/d%61y, true",
    "/api/report/day/, false",
    "/api/report, false",
    "//api/report/day, false",
    "/API/report/day, false",
    "/api%2Freport/day, false",
    "/api/report/d%zzy, false",
    "'', false",
    "*, false"
  })
  void an_exact_path_matches_itself(String path, boolean matches) {
    assertThat(EXACT.matches(path)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({"/a/7/b, 7", "/a/%37/b, 7", "/a/x%2Fy/b, x/y", "/a/%zz/b, %zz", "/a/{id}/b, {id}"})
  void the_segment_in_braces_matches_anything(String path, String variable) {
    assertThat(ONE.matches(path)).isTrue();
    assertThat(ONE.variableIn(path)).isEqualTo(variable);
  }

  @Test
  void the_segment_in_braces_is_not_empty() {
    assertThat(ONE.matches("/a//b")).isFalse();
    assertThat(ONE.matches("/a/7/c")).isFalse();
    assertThat(ONE.matches("/a/7/8/b")).isFalse();
  }
}
