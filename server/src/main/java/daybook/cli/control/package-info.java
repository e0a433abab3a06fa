/**
 * Owns the way a command works through the server that holds the store: the command's words go to
 * the server over a socket that only its user can open, and what it prints comes back.
 */
@NullMarked
package daybook.cli.control;

import org.jspecify.annotations.NullMarked;
