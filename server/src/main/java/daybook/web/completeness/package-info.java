/**
 * Owns {@code GET /v1/completeness}: how what is known of the operators' completeness is written.
 * Who may know what, the report decides.
 */
@NullMarked
package daybook.web.completeness;

import org.jspecify.annotations.NullMarked;
