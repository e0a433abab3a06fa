/**
 * An invented, seeded provider: its inventory, its operators' files, and what the books must say of
 * them, computed without the program's own classes.
 */
@NullMarked
package daybook.benchmarks.world;

import org.jspecify.annotations.NullMarked;
