/**
 * Owns the formats: one class per format turns a file's bytes into candidate records. Knows nothing
 * of SIMs, known identities or books.
 */
@NullMarked
package daybook.decode;

import org.jspecify.annotations.NullMarked;
