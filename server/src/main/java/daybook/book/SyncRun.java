package daybook.book;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a look into a feed's place came to.
 *
 * @param listed how many files of the feed were there
 * @param taken how many were taken in
 * @param refused how many could not be; they are tried again
 * @param trouble the first reason why something was refused, or why the place could not be read
 */
public record SyncRun(
    String feed,
    Instant begunAt,
    Instant endedAt,
    long listed,
    long taken,
    long refused,
    @Nullable String trouble) {}
