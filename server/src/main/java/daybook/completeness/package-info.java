/**
 * Owns which usage days are complete: what feeds are expected to bring, held against what came.
 * Does not decide who may see it.
 */
@NullMarked
package daybook.completeness;

import org.jspecify.annotations.NullMarked;
