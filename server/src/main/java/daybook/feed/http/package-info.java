/**
 * Owns feeds' places behind a web address: one file, or one a day. Knows HTTP, and nothing else.
 */
@NullMarked
package daybook.feed.http;

import org.jspecify.annotations.NullMarked;
