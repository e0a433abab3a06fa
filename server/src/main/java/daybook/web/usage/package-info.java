/**
 * Owns {@code POST /api/report/day} as its document describes it: how a body is read, how rows and
 * problems are written. What the rows are, the report decides.
 */
@NullMarked
package daybook.web.usage;

import org.jspecify.annotations.NullMarked;
