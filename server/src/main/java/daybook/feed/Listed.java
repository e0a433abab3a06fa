package daybook.feed;

import daybook.model.FetchedFile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that a place has.
 *
 * @param file as it is there now
 * @param unchangedSince since when it has been so; absent where only another look can tell
 */
public record Listed(FetchedFile file, @Nullable Instant unchangedSince) {}
