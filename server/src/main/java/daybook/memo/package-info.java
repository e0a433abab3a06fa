/** What is kept in memory, and when it must be waited for. */
@NullMarked
package daybook.memo;

import org.jspecify.annotations.NullMarked;
