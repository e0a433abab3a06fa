/**
 * Measures the program against named baselines, in the same run and with answers compared. A
 * benchmark is a list of contests; a contest is a subject and a baseline that take turns.
 */
@NullMarked
package daybook.benchmarks;

import org.jspecify.annotations.NullMarked;
