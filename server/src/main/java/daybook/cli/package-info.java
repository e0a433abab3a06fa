/** Owns the commands: parses arguments, calls what does the work, prints. Computes no number. */
@NullMarked
package daybook.cli;

import org.jspecify.annotations.NullMarked;
