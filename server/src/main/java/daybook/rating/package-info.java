/**
 * Owns what a session day costs: price lists, the chain, increments, rates. Pure functions; no
 * input or output.
 */
@NullMarked
package daybook.rating;

import org.jspecify.annotations.NullMarked;
