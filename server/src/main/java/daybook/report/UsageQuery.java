package daybook.report;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /api/report/day} asks.
 *
 * @param start the first usage day, inclusive; absent: unbounded
 * @param end the last usage day, inclusive; absent: unbounded
 * @param select {@code all}, {@code s_<id>}, {@code g_<id>}, as sent; empty: all
 * @param page from 0
 * @param size rows a page, at least 1
 * @param asOf the answer of that day's end; absent: of now
 */
public record UsageQuery(
    @Nullable LocalDate start,
    @Nullable LocalDate end,
    List<String> select,
    long page,
    int size,
    @Nullable LocalDate asOf) {
  public UsageQuery {
    if (page < 0 || size < 1) {
      throw new IllegalArgumentException("Page " + page + " of " + size + " rows");
    }
    select = List.copyOf(select);
  }
}
