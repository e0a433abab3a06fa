package daybook.report;

import java.util.function.Supplier;

/**
 * A report as the books and the registry stand at one moment, so that its name and its content
 * never tell of two.
 *
 * @param version an opaque text that changes when the content may have changed, made only of what
 *     lies in the caller's scope
 * @param content folds the report, each time it is asked for
 */
public record Snapshot<R>(String version, Supplier<R> content) {}
