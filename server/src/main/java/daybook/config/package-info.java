/** Owns the settings: reads them strictly and says every error at once. Sets nothing by itself. */
@NullMarked
package daybook.config;

import org.jspecify.annotations.NullMarked;
