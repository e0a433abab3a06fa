/**
 * Owns the demonstration book: makes a synthetic but lifelike inventory and session files; they go
 * through the same commands as real ones.
 */
@NullMarked
package daybook.demo;

import org.jspecify.annotations.NullMarked;
