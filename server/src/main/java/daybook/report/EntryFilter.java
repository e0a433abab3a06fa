package daybook.report;

import daybook.book.Entry;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some of the entries of a usage day; what is absent is left open.
 *
 * @param kind one of {@link #KINDS}
 */
public record EntryFilter(
    @Nullable Long batch,
    @Nullable String kind,
    @Nullable String operator,
    @Nullable Long priceVersion,
    @Nullable Long rateVersion,
    @Nullable Long revenueRateVersion) {
  /** What kinds of entries there are. */
  public static final Set<String> KINDS = Set.of("charge", "reversal");

  /** All of them. */
  public static final EntryFilter NONE = new EntryFilter(null, null, null, null, null, null);

  boolean admits(Entry entry) {
    Entry.Key key = entry.key();
    return isOpenOr(batch, entry.batch())
        && isOpenOr(kind, EntryLine.kind(key))
        && isOpenOr(operator, key.operator())
        && isOpenOr(priceVersion, key.priceVersion())
        && isOpenOr(rateVersion, key.rateVersion())
        && isOpenOr(revenueRateVersion, key.revenueRateVersion());
  }

  private static <T> boolean isOpenOr(@Nullable T wanted, T value) {
    return wanted == null || wanted.equals(value);
  }
}
