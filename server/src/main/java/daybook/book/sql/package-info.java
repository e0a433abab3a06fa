/**
 * Owns what the engines that speak SQL have in common: both ports, every statement and every table
 * of the book. What differs between engines stands behind {@link daybook.book.sql.Engine}.
 */
@NullMarked
package daybook.book.sql;

import org.jspecify.annotations.NullMarked;
