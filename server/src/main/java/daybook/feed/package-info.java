/**
 * Owns where files come from and which day they were delivered, and fetches them whole. Does not
 * read what is in them; what is spoken on the way to another machine is known to the rooms below.
 */
@NullMarked
package daybook.feed;

import org.jspecify.annotations.NullMarked;
