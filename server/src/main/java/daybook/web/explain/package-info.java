/**
 * Owns {@code GET /v1/explain/…}: how what a number is made of is asked for and written. What its
 * parts are, and who may see them, the report decides.
 */
@NullMarked
package daybook.web.explain;

import org.jspecify.annotations.NullMarked;
