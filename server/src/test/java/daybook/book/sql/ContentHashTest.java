package daybook.book.sql;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.book.sql.ContentHash.Content;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentHashTest {
  private static final LocalDate DAY = LocalDate.of(2024, 3, 31);

  @Test
  void the_order_of_rows_does_not_matter_and_their_number_does() {
    PlainRow one = row(1L, "a", DAY);
    PlainRow other = row(2L, "b", DAY);
    assertThat(of(one, other)).isEqualTo(of(other, one));
    assertThat(of(one, other)).isNotEqualTo(of(one, other, other));
    assertThat(of(one, one)).isNotEqualTo(of(other, other));
    assertThat(of().rows()).isZero();
  }

  @Test
  void zeros_behind_the_point_say_nothing() {
    assertThat(of(row(new BigDecimal("-1.500000000")))).isEqualTo(of(row(new BigDecimal("-1.5"))));
    assertThat(of(row(new BigDecimal("0.000")))).isEqualTo(of(row(BigDecimal.ZERO)));
    assertThat(of(row(new BigDecimal("100")))).isEqualTo(of(row(new BigDecimal("1E+2"))));
  }

  @Test
  void rows_that_differ_anywhere_differ() {
    List<PlainRow> rows =
        List.of(
            row((Object) null),
            row(""),
            row("a"),
            row("á"),
            row("A"),
            row(0L),
            row(1L),
            row(-1L),
            row(false),
            row(true),
            row(DAY),
            row(BigDecimal.ZERO),
            row(BigDecimal.ONE),
            row(null, "a"),
            row("a", null),
            row("ab", "c"),
            row("a", "bc"),
            row("x".repeat(10_000)),
            row("x".repeat(9_999) + "y"));
    Set<Content> contents = new HashSet<>();
    rows.forEach(row -> contents.add(of(row)));
    assertThat(contents).hasSameSizeAs(rows);
  }

  private static PlainRow row(@Nullable Object... values) {
    return new PlainRow(new ArrayList<>(Arrays.asList(values)));
  }

  private static Content of(PlainRow... rows) {
    ContentHash hash = new ContentHash();
    for (PlainRow row : rows) {
      hash.add(row);
    }
    return hash.content();
  }
}
