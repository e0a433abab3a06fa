package daybook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {
  private static final EntityTag TAG = EntityTag.of("version", "request");

  @Test
  void a_tag_is_quoted_and_opaque_and_128_bits_long() {
    assertThat(TAG.value()).matches("\"[A-Za-z0-9_-]{22}\"");
  }

  @Test
  void the_same_parts_make_the_same_tag_and_others_another() {
    assertThat(EntityTag.of("version", "request")).isEqualTo(TAG);
    assertThat(
            List.of(
                TAG,
                EntityTag.of("version", "other"),
                EntityTag.of("other", "request"),
                EntityTag.of("versionrequest"),
                EntityTag.of("versionr", "equest"),
                EntityTag.of("version", "request", "")))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "W/%s", "\"a\", %s", "\"a,b\",W/%s , \"c\"", "*", " * "})
  void it_is_held_strongly_or_weakly_or_in_a_list_or_with_a_star(String held) {
    assertThat(TAG.isHeldBy(held(held))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"a\"", "W/\"\"", "\"a*b\"", "*, x"})
  void another_tag_is_another(String held) {
    assertThat(TAG.isHeldBy(held(held))).isFalse();
    assertThat(TAG.isHeldBy(Headers.NONE)).isFalse();
  }

  @Test
  void a_tag_without_its_quotes_is_none() {
    String bare = TAG.value().replace("\"", "");
    assertThat(TAG.isHeldBy(Headers.NONE.with("If-None-Match", bare))).isFalse();
  }

  private static Headers held(String pattern) {
    return Headers.NONE.with("if-none-match", pattern.replace("%s", TAG.value()));
  }
}
