/**
 * Owns the two reports and the completeness they state: folds over day slices and entries. Knows
 * nothing of HTTP.
 */
@NullMarked
package daybook.report;

import org.jspecify.annotations.NullMarked;
