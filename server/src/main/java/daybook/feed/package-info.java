/** Owns where files come from and which day they were delivered. Does not read what is in them. */
@NullMarked
package daybook.feed;

import org.jspecify.annotations.NullMarked;
