/**
 * Owns what an operator's invoice or usage summary says against what our books say, and why the two
 * may differ. Pure comparison: it neither reads files nor changes books.
 */
@NullMarked
package daybook.reconcile;

import org.jspecify.annotations.NullMarked;
