/** Owns feeds' places on SFTP servers. The one room that knows the SSH library. */
@NullMarked
package daybook.feed.sftp;

import org.jspecify.annotations.NullMarked;
