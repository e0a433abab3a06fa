/**
 * Owns {@code GET /api/v3/resellers/{reseller_id}/reseller_analytics} as its document describes it.
 * What the totals are, the report decides.
 */
@NullMarked
package daybook.web.expenses;

import org.jspecify.annotations.NullMarked;
