/**
 * Owns the embedded engine: one DuckDB file that belongs to one process. All of its SQL is here and
 * in the migrations beside it.
 */
@NullMarked
package daybook.book.duckdb;

import org.jspecify.annotations.NullMarked;
