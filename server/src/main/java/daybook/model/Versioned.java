package daybook.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A registry row as it stood from the moment it was opened until it was closed.
 *
 * @param version unique among all versions of all registry rows, growing
 * @param openedAt inclusive
 * @param closedAt exclusive; absent while the version is in force
 */
public record Versioned<T>(long version, T row, Instant openedAt, @Nullable Instant closedAt) {
  public boolean isOpen() {
    return closedAt == null;
  }
}
