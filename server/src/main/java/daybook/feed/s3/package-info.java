/** Owns feeds' places in S3-compatible storages. The one room that knows the storage's library. */
@NullMarked
package daybook.feed.s3;

import org.jspecify.annotations.NullMarked;
