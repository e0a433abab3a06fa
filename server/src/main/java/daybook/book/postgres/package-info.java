/**
 * Owns the engine for production: a PostgreSQL database that several processes work on at once, its
 * locks, months and scripts.
 */
@NullMarked
package daybook.book.postgres;

import org.jspecify.annotations.NullMarked;
