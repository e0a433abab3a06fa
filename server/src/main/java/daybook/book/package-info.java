/**
 * Owns the two ports behind which the engines stand, {@link daybook.book.Registry} and {@link
 * daybook.book.Facts}, and what crosses them: cells, day slices, entries. Holds no SQL and decides
 * nothing that a report says.
 */
@NullMarked
package daybook.book;

import org.jspecify.annotations.NullMarked;
