/**
 * Owns the embedded engine: one DuckDB file that belongs to one process, its transactions and its
 * scripts.
 */
@NullMarked
package daybook.book.duckdb;

import org.jspecify.annotations.NullMarked;
