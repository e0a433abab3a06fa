/**
 * Owns the words of the trade as types: ids, money, bytes, days, parties and outcomes. Knows
 * nothing of files, databases or HTTP, and imports nothing but the JDK.
 */
@NullMarked
package daybook.model;

import org.jspecify.annotations.NullMarked;
