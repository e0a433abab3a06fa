/**
 * Owns HTTP: one handler per endpoint, each API's problem writer, one adapter to the server
 * library. Computes no number.
 */
@NullMarked
package daybook.web;

import org.jspecify.annotations.NullMarked;
