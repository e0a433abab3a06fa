package daybook.completeness;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A usage day of a feed that lacks files.
 *
 * @param files how many came
 * @param expectedFiles how many the feed declares
 * @param missing the numbers that are known to be missing, ascending; where numbers run over the
 *     whole feed it may be another incomplete day beside it that they belong to
 * @param overdue whether they should have come by now
 */
public record Incomplete(
    LocalDate usageDay, int files, int expectedFiles, List<Numbers> missing, boolean overdue) {
  public Incomplete {
    missing = List.copyOf(missing);
  }

  /** {@code overdue} or {@code pending}. */
  public String state() {
    return overdue ? "overdue" : "pending";
  }

  /** As {@code 22 of 24 files, without 7, 12-13}. */
  public String lack() {
    String numbers = missing.stream().map(Numbers::toString).collect(Collectors.joining(", "));
    return files
        + " of "
        + expectedFiles
        + " files"
        + (numbers.isEmpty() ? "" : ", without " + numbers);
  }
}
